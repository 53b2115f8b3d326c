//! Puts a grey track to the local model, and keeps what it says.

use std::{
    path::Path,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use xxhash_rust::xxh3::xxh3_128;

use crate::{
    brain::{
        Bars, Judgement,
        arbitration::{self, Question, ReplyFault, Ruling, SYSTEM, is_grey, question, settle},
    },
    contracts::{Arbitration, AuditReport, CancelToken, Cancelled},
    persistence::{Repository, StoreError, TrackId},
    services::{
        ollama::{self, Chat, OllamaError},
        settings::Settings,
    },
};

/// The model that may be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Arbiter {
    /// Address of the server.
    pub address: String,
    /// Name of the model.
    pub model: String,
    /// Time that an answer may take.
    pub limit: Duration,
    /// Whether tags are quoted to it.
    pub sees_tags: bool,
}

/// Time that the list of models may take.
const LIST_LIMIT: Duration = Duration::from_secs(5);

impl Arbiter {
    /// The one that `settings` name; `None` where they name no model.
    pub fn of(settings: &Settings) -> Option<Self> {
        let model = settings.ollama_model.trim();
        (!model.is_empty()).then(|| Self {
            address: settings.ollama_address.clone(),
            model: model.to_owned(),
            limit: Duration::from_secs(settings.arbiter_limit_s.clamp(1, 3600)),
            sees_tags: settings.arbiter_sees_tags,
        })
    }
}

/// Why a track stays as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArbitrationError {
    /// The token was set.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// No answer came.
    #[error("{0}")]
    Server(OllamaError),
    /// The server has no such model.
    #[error("the model {model} is not there. Get it with \u{201c}ollama pull {model}\u{201d}")]
    NoModel {
        /// Its name.
        model: String,
    },
    /// The answer was none.
    #[error(transparent)]
    Reply(#[from] ReplyFault),
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<OllamaError> for ArbitrationError {
    fn from(error: OllamaError) -> Self {
        if matches!(error, OllamaError::Cancelled) { Self::Cancelled(Cancelled) } else { Self::Server(error) }
    }
}

/// Whether `report` is one for the arbiter.
pub(super) fn wants_arbiter(report: &AuditReport, bars: Bars) -> bool {
    report.verdict.as_ref().is_some_and(|verdict| is_grey(verdict, bars))
}

/// Asks `arbiter` about `report` and gives the report under its ruling. The same words put to the same model are not put twice: its
/// stored reply counts.
///
/// # Errors
/// Why the report stays as it was; logged with the prompt's hash and the time.
pub(super) fn arbitrate(
    arbiter: &Arbiter,
    bars: Bars,
    repository: Option<&Repository>,
    mut report: AuditReport,
    cancel: &CancelToken,
) -> Result<AuditReport, ArbitrationError> {
    let Some(verdict) = report.verdict.clone() else { return Ok(report) };
    let question = question(&verdict, &report.evidence, arbiter.sees_tags.then_some(&report.metadata));
    let prompt_hash = format!("{:032x}", xxh3_128(format!("{SYSTEM}\n{}\n{}", question.prompt, question.schema).as_bytes()));
    let started = Instant::now();
    let outcome = ask(arbiter, repository, &question, &prompt_hash, cancel);
    let elapsed_ms = started.elapsed().as_millis() as u64;
    match outcome {
        Ok(arbitration) => {
            tracing::info!(
                prompt = prompt_hash,
                model = arbiter.model,
                elapsed_ms,
                class = ?arbitration.class,
                confidence = arbitration.confidence,
                reused = arbitration.is_reused,
                "arbitrated"
            );
            let mut judgement = Judgement { verdict, evidence: std::mem::take(&mut report.evidence) };
            settle(&mut judgement, bars, arbitration);
            (report.verdict, report.evidence) = (Some(judgement.verdict), judgement.evidence);
            Ok(report)
        }
        Err(error) => {
            tracing::warn!(prompt = prompt_hash, model = arbiter.model, elapsed_ms, "not arbitrated: {error}");
            Err(error)
        }
    }
}

fn ask(
    arbiter: &Arbiter,
    repository: Option<&Repository>,
    question: &Question,
    prompt_hash: &str,
    cancel: &CancelToken,
) -> Result<Arbitration, ArbitrationError> {
    let models = ollama::models(&arbiter.address, LIST_LIMIT.min(arbiter.limit), cancel)?;
    let Some(model) = ollama::find(&models, &arbiter.model) else {
        return Err(ArbitrationError::NoModel { model: arbiter.model.clone() });
    };
    if let Some(repository) = repository
        && let Some(stored) = repository.arbitration(prompt_hash, &model.digest)?
    {
        return Ok(Arbitration { is_reused: true, ..stored });
    }
    let asked_ms = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64);
    let started = Instant::now();
    let chat = Chat { model: &model.name, system: SYSTEM, prompt: &question.prompt, schema: &question.schema };
    let reply = ollama::chat(&arbiter.address, &chat, arbiter.limit, cancel)?;
    let Ruling { class, confidence, reasons } = arbitration::ruling(question, &reply)?;
    let arbitration = Arbitration {
        model: model.name.clone(),
        digest: model.digest.clone(),
        class,
        confidence,
        reasons,
        elapsed_ms: started.elapsed().as_millis() as u64,
        asked_ms,
        is_reused: false,
        prompt_hash: prompt_hash.to_owned(),
        prompt: question.prompt.clone(),
        reply,
    };
    if let Some(repository) = repository {
        repository.keep_arbitration(&arbitration)?;
    }
    Ok(arbitration)
}

/// Asks again about stored tracks that are still grey; on how many the arbiter answered, and the last reason why it did not.
///
/// # Errors
/// Where the store cannot be read or written.
pub fn arbitrate_stored(
    repository: &Repository,
    arbiter: &Arbiter,
    bars: Bars,
    tracks: &[TrackId],
    cancel: &CancelToken,
) -> Result<(usize, Option<String>), StoreError> {
    let (mut asked, mut problem) = (0, None);
    for track in tracks {
        let Some(report) = repository.machine_report(*track)?.filter(|report| wants_arbiter(report, bars)) else { continue };
        match arbitrate(arbiter, bars, Some(repository), report, cancel) {
            Ok(report) => {
                asked += 1;
                repository.save_judgements(&[(*track, report)])?;
            }
            Err(ArbitrationError::Cancelled(_)) => break,
            Err(error) => problem = Some(error.to_string()),
        }
    }
    Ok((asked, problem))
}

/// Why a track stays grey, for the auditor.
pub(super) fn told(path: &Path, error: &ArbitrationError) -> String {
    format!("{} stays inconclusive: {error}.", path.display())
}
