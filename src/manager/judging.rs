//! The judge of this run: the forest and the network in use and the auditor's bars.

use std::{path::Path, sync::Arc};

use crate::{
    brain::{
        Bars, Judge,
        network::Network,
        weights::{self, Loaded},
    },
    services::{onnx, settings::Settings},
};

/// The judge for the weights in `folder` and the bars in `settings`. What could not be used is logged; the health check tells it too.
pub fn judge_of(folder: &Path, settings: &Settings) -> Arc<Judge> {
    let forest = match weights::load(folder, weights::SHIPPED) {
        Some(Loaded { forest, problems, version, .. }) => {
            for problem in problems {
                tracing::warn!("a forest was passed over. {problem}");
            }
            Some((Arc::new(forest), version))
        }
        None => None,
    };
    Arc::new(Judge { forest, network: network_of(folder, settings).map(Arc::new), bars: bars_of(settings) })
}

/// The network for the weights in `folder`, not loaded yet; `None` where it is switched off.
pub fn network_of(folder: &Path, settings: &Settings) -> Option<Network> {
    let library = settings.network.then(|| onnx::find_library(settings.onnx_library.as_deref()))?;
    Some(Network::new(library, weights::network(folder)))
}

/// The bars that `settings` ask for, in order whatever an edited file says.
pub fn bars_of(settings: &Settings) -> Bars {
    let from = settings.grey_from.clamp(0.0, 1.0);
    Bars { accepted_error: settings.accepted_error, grey: (from, settings.grey_to.clamp(from, 1.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_network_is_off_unless_it_was_switched_on() {
        let folder = tempfile::tempdir().unwrap();
        assert!(network_of(folder.path(), &Settings::default()).is_none());
        let library = folder.path().join("libonnxruntime.so");
        std::fs::write(&library, "").unwrap();
        let settings = Settings { network: true, onnx_library: Some(library.clone()), ..Settings::default() };
        assert_eq!(network_of(folder.path(), &settings).unwrap().library(), Some(library.as_path()));
    }

    #[test]
    fn an_edited_file_makes_no_zone_that_ends_before_it_begins() {
        let settings = Settings { grey_from: 0.8, grey_to: -3.0, ..Settings::default() };
        assert_eq!(bars_of(&settings).grey, (0.8, 0.8));
        assert_eq!(bars_of(&Settings::default()), Bars::default());
    }
}
