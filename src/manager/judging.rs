//! The judge of this run: the forest in use and the auditor's bars.

use std::{path::Path, sync::Arc};

use crate::{
    brain::{
        Bars, Judge,
        weights::{self, Loaded},
    },
    services::settings::Settings,
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
    Arc::new(Judge { forest, bars: bars_of(settings) })
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
    fn an_edited_file_makes_no_zone_that_ends_before_it_begins() {
        let settings = Settings { grey_from: 0.8, grey_to: -3.0, ..Settings::default() };
        assert_eq!(bars_of(&settings).grey, (0.8, 0.8));
        assert_eq!(bars_of(&Settings::default()), Bars::default());
    }
}
