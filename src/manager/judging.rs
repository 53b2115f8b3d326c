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

/// The bars that `settings` ask for.
pub fn bars_of(settings: &Settings) -> Bars {
    Bars { accepted_error: settings.accepted_error, grey: (settings.grey_from, settings.grey_to) }
}
