//! `audiopro train`: measures tracks whose past is known and grows the forest from them.

mod card;
mod measured;
mod scores;
mod worth;

use std::{cell::RefCell, collections::BTreeMap, io, path::Path, rc::Rc};

use self::{card::Card, measured::Measured, scores::Scores};
use super::{
    EXIT_FAILED, EXIT_INTERRUPTED, EXIT_USAGE,
    arguments::{Switch, TrainArguments},
    complain,
    evaluate::{self, Row, Split, Truth},
    interrupt, print,
    start::Session,
    survey::survey,
};
use crate::{
    brain::{
        Example, Role,
        features::Features,
        forest::Forest,
        training::{train, without_each_codec},
        weights,
        worth::compare,
    },
    contracts::{AuditReport, AuditStatus, CancelToken, DecidedBy, VerdictClass},
    report::{OutputFile, explain_unwritable},
};

/// Trains and reports; the exit code.
pub(super) fn run(arguments: &TrainArguments) -> u8 {
    let interrupts = interrupt::listen();
    let mut session = Session::start();
    session.complain_about_settings();
    // A network is surer of tracks that it learned from: readings come from a file alone, of networks that did not see the track.
    session.switch_network(Some(Switch::Off));
    let rows = match evaluate::read(&arguments.manifest).and_then(|rows| evaluate::select(rows, None, &arguments.arms)) {
        Ok(rows) => rows,
        Err(error) => {
            complain(&error.to_string());
            return EXIT_USAGE;
        }
    };
    let scores = match arguments.network_scores.as_deref().map(Scores::read).transpose() {
        Ok(scores) => scores,
        Err(error) => {
            complain(&error.to_string());
            return EXIT_USAGE;
        }
    };
    let measured = match arguments.features.as_deref().map(Measured::open).transpose() {
        Ok(measured) => measured.unwrap_or_else(Measured::nowhere),
        Err(error) => {
            complain(&format!("the measured features cannot be kept: {error}. Name another file with --features."));
            return EXIT_FAILED;
        }
    };
    let (known, missing): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row: &Row| measured.get(&row.truth.path, &row.truth.arm).is_some());
    let mut examples: Vec<Example> =
        known.iter().filter_map(|row| measured.get(&row.truth.path, &row.truth.arm).cloned()).collect();
    let keeper = Rc::new(RefCell::new(measured));
    let is_stopped = match survey(missing, arguments.jobs, None, &session, &interrupts, move |truth, report| {
        let example = example(truth, report);
        if let Some(example) = &example
            && let Err(error) = keeper.borrow_mut().keep(example)
        {
            tracing::warn!("a measured row was not kept: {error}");
        }
        example
    }) {
        Ok((more, is_stopped)) => {
            examples.extend(more.into_iter().flatten());
            is_stopped
        }
        Err(code) => return code,
    };
    if is_stopped {
        return EXIT_INTERRUPTED;
    }
    if let Some(scores) = &scores {
        let missing = scores.fill(&mut examples);
        if missing > 0 {
            complain(&format!("{missing} of {} tracks stay without a reading of the network.", examples.len()));
        }
    }
    match learn(arguments, examples, &session) {
        Ok(text) => print(text.as_bytes()),
        Err(message) => {
            complain(&message);
            EXIT_FAILED
        }
    }
}

/// Grows the forest and puts it where it belongs; the figures as text, or what went wrong and the remedy.
fn learn(arguments: &TrainArguments, mut examples: Vec<Example>, session: &Session) -> Result<String, String> {
    // In one order, whichever of them was measured first: the same examples give the same forest.
    examples.sort_by(|a, b| (&a.arm, &a.path).cmp(&(&b.arm, &b.path)));
    let cancel = CancelToken::new();
    let trained =
        train(&examples, arguments.seed, &cancel, &mut |_| {}).map_err(|error| format!("{error}. Add rows to the manifest."))?;
    let without = without_each_codec(&examples, arguments.seed, &cancel, &mut |_| {}).map_err(|error| error.to_string())?;
    let worth = compare(&examples, &trained.forest, arguments.seed, &cancel, &mut |_| {}).map_err(|error| error.to_string())?;
    let licences = match &arguments.licences {
        Some(path) => card::licences(path)
            .map_err(|error| format!("{}: {error}. Name a CSV with the columns file and licence.", path.display()))?,
        None => BTreeMap::new(),
    };
    let card = Card {
        examples: &examples,
        figures: &trained.figures,
        without: &without,
        worth: worth.as_ref(),
        licences: &licences,
        seed: arguments.seed,
    }
    .text();
    match &arguments.output {
        Some(path) => write_files(path, &trained.forest, &examples, &card).map_err(|error| explain_unwritable(path, &error))?,
        None => {
            let folder = &session.places.weights;
            weights::save(folder, &trained.forest).map_err(|error| explain_unwritable(folder, &error))?;
        }
    }
    Ok(card)
}

/// `path`, its card beside it, and the examples, from which the window trains again.
fn write_files(path: &Path, forest: &Forest, examples: &[Example], card: &str) -> io::Result<()> {
    OutputFile::write(path, &weights::encode(forest)?)?;
    OutputFile::write(&path.with_extension("md"), card.as_bytes())?;
    // Where they lay is nobody's business.
    let named = |example: &Example| Example { path: file_name(&example.path).to_owned(), ..example.clone() };
    OutputFile::write(&path.with_extension("examples"), &weights::encode_examples(&examples.iter().map(named).collect::<Vec<_>>())?)
}

/// The last part of a path of either kind of system.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// A row of the manifest as an example; `None` where it was not audited, or is too short or too quiet for any judge.
fn example(truth: &Truth, report: &AuditReport) -> Option<Example> {
    let verdict = report.verdict.as_ref().filter(|_| report.status == AuditStatus::Audited)?;
    let is_testable = verdict.class != VerdictClass::Inconclusive || verdict.decided_by != DecidedBy::Measurement;
    let grid = report.grid.as_ref().filter(|_| is_testable)?;
    Some(Example {
        path: truth.path.clone(),
        arm: truth.arm.clone(),
        codec: truth.codec.clone(),
        headroom: truth.headroom,
        role: match truth.split {
            Some(Split::Calibrate) => Role::Calibrate,
            Some(Split::Report) => Role::Report,
            Some(Split::Tune) | None => Role::Train,
        },
        origin: truth.origin().unwrap_or(&truth.path).to_owned(),
        is_settled: grid.decisive().is_some(),
        features: Features::new(&report.measurements, Some(grid)).0,
    })
}
