//! The order of deciding.

use std::{sync::Arc, time::Instant};

use super::{
    features::{Features, TABLE},
    forest::{Forest, Opinion},
    grids::{grid_evidence, second_generation, suspicion},
    network::{Network, NetworkError},
    training::GREY,
    words,
};
use crate::contracts::{
    ANALYSIS_VERSION, Analysis, AuditReport, AuditStatus, CancelToken, Cancelled, Codec, DecidedBy, Evidence, ForestReason,
    GridOutcome, JudgedWith, Measurements, StreamFacts, Verdict, VerdictClass,
};

/// A verdict with the reasons for it, strongest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Its evidence.
    pub evidence: Vec<Evidence>,
}

/// Shorter tracks hold too few frames for a null: the verifying blocks would be those that proposed.
const NEEDED_S: f64 = 3.0;
/// Below this sample peak a 16-bit track spans some thirty steps, and the grid's thresholds no longer tell empty from quiet.
const QUIET_DBFS: f64 = -60.0;
/// Share of false accusations that an auditor accepts unless told otherwise: one in a thousand.
pub const ACCEPTED_ERROR: f64 = 0.001;
/// Features that are told of a forest's opinion.
const MOST_REASONS: usize = 6;
/// The bars of the auditor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bars {
    /// Share of false accusations that is accepted: without a grid nobody is accused below a probability of one less this.
    pub accepted_error: f64,
    /// From where to where a probability is grey: the arbiter may be asked.
    pub grey: (f64, f64),
}

impl Default for Bars {
    fn default() -> Self {
        Self { accepted_error: ACCEPTED_ERROR, grey: GREY }
    }
}

impl Bars {
    /// Probability of a lossy past from which the forest accuses.
    pub fn accuses_from(&self) -> f64 {
        (1.0 - self.accepted_error).max(self.grey.1)
    }
}

/// What is judged: figures alone, so that a stored audit is judged again without its file.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The stream.
    pub facts: &'a StreamFacts,
    /// Measurements.
    pub measurements: &'a Measurements,
    /// Codec grids; `None` where they were switched off.
    pub grid: Option<&'a GridOutcome>,
}

impl<'a> Case<'a> {
    /// The case of a stored audit; `None` where it has none.
    pub fn of(report: &'a AuditReport) -> Option<Self> {
        let facts = report.facts.as_ref().filter(|_| report.status == AuditStatus::Audited)?;
        Some(Self { facts, measurements: &report.measurements, grid: report.grid.as_ref() })
    }
}

/// The judge: a forest and a network, where there are any, and the auditor's bars.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    /// The forest, and what tells its weights from others.
    pub forest: Option<(Arc<Forest>, String)>,
    /// The witness that looks at patches; `None` where it is switched off.
    pub network: Option<Arc<Network>>,
    /// The bars.
    pub bars: Bars,
}

impl Judge {
    /// Lets the network look at the patches of a track, where both are there; the patches are dropped. Trouble with the network is
    /// logged, and the track has no reading then. Where there is nothing to look at, or it fails at the track, it has looked: the
    /// track is not audited again for it.
    ///
    /// # Errors
    /// [`Cancelled`] within a batch of the token being set.
    pub fn look(&self, analysis: &mut Analysis, cancel: &CancelToken) -> Result<(), Cancelled> {
        let (Some(network), Some(patches)) = (&self.network, analysis.patches.take()) else { return Ok(()) };
        let start = Instant::now();
        match network.read(&patches, cancel) {
            Ok(reading) => {
                analysis.measurements.network = reading;
                analysis.measurements.looked_by = network.version().map(str::to_owned);
            }
            Err(NetworkError::Cancelled(cancelled)) => return Err(cancelled),
            Err(NetworkError::Failed(problem)) => {
                tracing::warn!("the network failed: {problem}");
                analysis.measurements.looked_by = network.version().map(str::to_owned);
            }
            Err(_) => {} // what keeps it from being loaded was told when that was tried
        }
        analysis.profile.push(("network", start.elapsed().as_secs_f64() * 1000.0));
        Ok(())
    }

    /// Judges one analysed track. What a network said counts while that network is in use, whatever was stored before.
    pub fn judge(&self, case: Case<'_>) -> Judgement {
        let unread;
        let case = if self.counts(case.measurements) {
            case
        } else {
            unread = Measurements { network: None, ..case.measurements.clone() };
            Case { measurements: &unread, ..case }
        };
        let mut evidence = grid_evidence(case.grid);
        let of_grid = case.grid.and_then(suspicion);
        let opinion = self.opinion(case);
        let decision = decide(case, of_grid, opinion.as_ref(), self.bars);
        evidence.extend(decision.because);
        if let (Some((forest, _)), Some(opinion)) = (&self.forest, &opinion) {
            evidence.push(told(forest, opinion, case));
        }
        evidence.extend(case.measurements.network.clone().map(Evidence::Network));
        if let Some(hz) = case.measurements.cutoff_hz {
            evidence.push(Evidence::Cutoff { hz, slope_db_per_khz: case.measurements.cutoff_slope_db_per_khz });
        }
        evidence.sort_by_key(|reason| std::cmp::Reverse(weight(reason, decision.decided_by)));
        let verdict = Verdict {
            class: decision.class,
            probability: decision.probability,
            suspicion: opinion.map(|opinion| opinion.probability).into_iter().chain(of_grid).reduce(f64::max),
            source_codec: decision.source_codec,
            decided_by: decision.decided_by,
            summary: decision.summary,
            judged_with: JudgedWith {
                analysis_version: ANALYSIS_VERSION,
                weights: self.forest.as_ref().map(|(_, version)| version.clone()),
                accepted_error: Some(self.bars.accepted_error),
                grey: Some(self.bars.grey),
            },
            arbitration: None,
        };
        Judgement { verdict, evidence }
    }

    /// Whether nothing was said by another network than the one in use.
    fn counts(&self, measurements: &Measurements) -> bool {
        let in_use = self.network.as_ref().and_then(|network| network.version());
        measurements.network.as_ref().is_none_or(|reading| in_use == Some(reading.weights.as_str()))
    }

    /// What the forest says: asked of lossless tracks that were tried and that no grid settles.
    fn opinion(&self, case: Case<'_>) -> Option<Opinion> {
        let (forest, _) = self.forest.as_ref()?;
        let grid = case.grid.filter(|grid| !case.facts.is_lossy && !grid.tests.is_empty() && grid.decisive().is_none())?;
        let is_heard =
            case.facts.duration_s() >= NEEDED_S && case.measurements.sample_peak_dbfs.is_some_and(|peak| peak >= QUIET_DBFS);
        is_heard.then(|| forest.opinion(&Features::new(case.measurements, Some(grid))))
    }
}

/// The number that is written like `value`: a feature has no more digits than 32 bits hold.
fn shortest(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}

/// The forest's opinion as evidence.
fn told(forest: &Forest, opinion: &Opinion, case: Case<'_>) -> Evidence {
    let features = Features::new(case.measurements, case.grid);
    let reason = |&(place, moved): &(usize, f64)| {
        let (feature, value) = (&TABLE[place], features.0[place]);
        ForestReason {
            feature: feature.name.to_owned(),
            meaning: feature.meaning.to_owned(),
            unit: feature.unit.to_owned(),
            value: (!feature.is_missing(value)).then(|| shortest(value)),
            usual: forest.usual(place).map(|(low, high)| (shortest(low), shortest(high))),
            moved: (1e4 * moved).round() / 1e4,
        }
    };
    Evidence::Forest { probability: opinion.probability, reasons: opinion.moved_by.iter().take(MOST_REASONS).map(reason).collect() }
}

struct Decision {
    class: VerdictClass,
    probability: Option<f64>,
    source_codec: Option<Codec>,
    decided_by: DecidedBy,
    summary: String,
    because: Option<Evidence>,
}

impl Decision {
    fn measured(class: VerdictClass, summary: String, because: Evidence) -> Self {
        Self { class, probability: None, source_codec: None, decided_by: DecidedBy::Measurement, summary, because: Some(because) }
    }

    fn by_grid(class: VerdictClass, probability: Option<f64>, source_codec: Option<Codec>, summary: String) -> Self {
        Self { class, probability, source_codec, decided_by: DecidedBy::Grid, summary, because: None }
    }
}

fn decide(case: Case<'_>, suspicion: Option<f64>, opinion: Option<&Opinion>, bars: Bars) -> Decision {
    let Case { facts, measurements: measured, grid: outcome } = case;
    let decisive = if facts.is_lossy {
        outcome.and_then(|outcome| second_generation(&facts.codec, outcome))
    } else {
        outcome.and_then(GridOutcome::decisive)
    };
    let seconds = facts.duration_s();
    if facts.is_lossy && decisive.is_none() {
        let because = Evidence::DeclaredLossy { codec: facts.codec.clone() };
        return Decision::measured(VerdictClass::Lossy, words::lossy(&facts.codec), because);
    }
    if seconds < NEEDED_S {
        let because = Evidence::TooShort { duration_s: seconds, needed_s: NEEDED_S };
        return Decision::measured(VerdictClass::Inconclusive, words::too_short(seconds, NEEDED_S), because);
    }
    match measured.sample_peak_dbfs {
        None => return Decision::measured(VerdictClass::Inconclusive, words::silent(), Evidence::Silent),
        Some(peak_dbfs) if peak_dbfs < QUIET_DBFS => {
            let because = Evidence::TooQuiet { peak_dbfs };
            return Decision::measured(VerdictClass::Inconclusive, words::too_quiet(peak_dbfs), because);
        }
        Some(_) => {}
    }
    if let Some((outcome, test)) = outcome.zip(decisive) {
        let codec = test.codec;
        return Decision::by_grid(VerdictClass::Transcode, suspicion, Some(codec), words::transcode(facts, outcome, test));
    }
    if let (Some(edge_hz), Some(drop_db)) = (measured.upsampling_edge_hz, measured.upsampling_drop_db) {
        let because = Evidence::Upsampling { edge_hz, drop_db, from_rate_hz: (2.0 * edge_hz).round() as u32 };
        return Decision::measured(VerdictClass::Upsampled, words::upsampled(facts.sample_rate, edge_hz), because);
    }
    if let (Some(declared), Some(effective_bits)) = (facts.bits, measured.effective_bits) {
        let declared_bits = u32::from(declared);
        if is_padded(declared_bits, effective_bits) {
            let because = Evidence::Padding { declared_bits, effective_bits };
            return Decision::measured(VerdictClass::Padded, words::padded(declared_bits, effective_bits), because);
        }
    }
    match (outcome, suspicion) {
        (None, _) => {
            let reason = "Codec grids were switched off.".to_owned();
            Decision::measured(VerdictClass::Inconclusive, words::not_tried(&reason), Evidence::GridNotTried { reason })
        }
        (Some(_), None) => {
            let reason = words::no_usable_signal(facts.sample_rate);
            Decision::measured(VerdictClass::Inconclusive, words::not_tried(&reason), Evidence::GridNotTried { reason })
        }
        (Some(outcome), Some(suspicion)) => weigh(outcome, suspicion, opinion, bars),
    }
}

/// What is said where no grid decides and no measurement accuses: the forest's word, and the doubt that a weak grid leaves.
fn weigh(outcome: &GridOutcome, suspicion: f64, opinion: Option<&Opinion>, bars: Bars) -> Decision {
    let of_forest = opinion.map_or(0.0, |opinion| opinion.probability);
    let highest = suspicion.max(of_forest);
    let decided_by = if opinion.is_some() && of_forest >= suspicion { DecidedBy::Forest } else { DecidedBy::Grid };
    let (class, probability, summary) = if of_forest >= bars.accuses_from() {
        (VerdictClass::Transcode, of_forest, words::by_forest(of_forest))
    } else if highest >= bars.grey.0 {
        let summary = if decided_by == DecidedBy::Forest { words::grey_forest(of_forest) } else { words::grey(suspicion) };
        (VerdictClass::Inconclusive, highest, summary)
    } else {
        (VerdictClass::Genuine, 1.0 - highest, words::genuine(&outcome.limits))
    };
    Decision { class, probability: Some(probability), source_codec: None, decided_by, summary, because: None }
}

/// Whether so many unused low bits accuse: a depth that stops at 16 bits or less under a larger declaration, or eight bits and
/// more that say nothing. Fewer (a 20-bit converter, a synthesiser of 21 bits) stay a measurement.
fn is_padded(declared_bits: u32, effective_bits: u32) -> bool {
    effective_bits <= 16 && declared_bits > 16 || declared_bits.saturating_sub(effective_bits) >= 8
}

/// Order of strength: what decided, then measured facts, then grids by z, then network and cutoff, which never prove anything.
fn weight(evidence: &Evidence, decided_by: DecidedBy) -> i64 {
    const DECIDED: i64 = 1_000_000;
    let by_z = |z: f64, is_decisive: bool| (z * 10.0) as i64 + if is_decisive { DECIDED } else { 0 };
    match evidence {
        Evidence::CodecGrid { z, is_decisive, .. } | Evidence::CodecLattice { z, is_decisive, .. } => by_z(*z, *is_decisive),
        Evidence::Cutoff { .. } => -DECIDED,
        Evidence::Network(_) => -3 * DECIDED / 4,
        // Behind the grids where it only agrees.
        Evidence::Forest { .. } => {
            if decided_by == DecidedBy::Forest {
                DECIDED / 4
            } else {
                -DECIDED / 2
            }
        }
        _ => DECIDED / 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        brain::weights::version_of,
        contracts::{
            Filterbank, GridChannel, GridTest, HoleTest, Integrity, LatticeTest, Measurements, Metadata, NetworkReading,
            PATCH_BYTES, Patches, Pictures, Reader, StreamFacts,
        },
        units::{FrameCount, SampleRate},
    };

    fn judge(analysis: &Analysis) -> Judgement {
        Judge::default().judge(case(analysis))
    }

    fn case(analysis: &Analysis) -> Case<'_> {
        Case { facts: &analysis.facts, measurements: &analysis.measurements, grid: analysis.grid.as_ref() }
    }

    fn test(filterbank: Filterbank, hole_z: f64, lattice_z: f64) -> GridTest {
        let channel = GridChannel::L;
        GridTest {
            codec: filterbank.codec(),
            filterbank,
            rate_hz: 44_100,
            quarters: 0,
            beside: None,
            holes: Some(HoleTest {
                z: hole_z,
                hole_rate: 0.2,
                null_rate: 0.1,
                threshold_lsb16: 0.8,
                offset: 48,
                channel,
                p_value: 1e-3,
            }),
            lattice: Some(LatticeTest { z: lattice_z, fit: 9.0, null_fit: 4.0, offset: 48, channel, p_value: 1e-3 }),
            agreeing_share: Some(0.99),
            excerpts: 100,
        }
    }

    fn analysis(mp3_z: f64) -> Analysis {
        let tests = vec![test(Filterbank::Mp3Hybrid, mp3_z, mp3_z), test(Filterbank::AacKbd, 1.0, 1.2)];
        Analysis {
            facts: StreamFacts {
                container: "flac".into(),
                codec: "flac".into(),
                is_lossy: false,
                sample_rate: SampleRate::new(44_100).unwrap(),
                bits: Some(16),
                is_float: false,
                channels: 2,
                declared_frames: None,
                frames: FrameCount(441_000),
                reader: Reader::Symphonia,
            },
            integrity: Integrity::undetermined("not looked at"),
            metadata: Metadata::default(),
            measurements: Measurements { sample_peak_dbfs: Some(-1.0), effective_bits: Some(16), ..Measurements::default() },
            pictures: Pictures::default(),
            grid: Some(GridOutcome { tests, hole_bar: 8.0, lattice_bar: 8.0, usual_z: 4.0, ..GridOutcome::default() }),
            fingerprint: Vec::new(),
            patches: None,
            profile: Vec::new(),
        }
    }

    #[test]
    fn a_decisive_grid_convicts_and_comes_first() {
        let judgement = judge(&analysis(57.0));
        assert_eq!(judgement.verdict.class, VerdictClass::Transcode);
        assert_eq!(judgement.verdict.source_codec, Some(Codec::Mp3));
        assert_eq!(judgement.verdict.decided_by, DecidedBy::Grid);
        assert!(judgement.verdict.probability.is_some_and(|probability| probability > 0.999));
        assert!(matches!(judgement.evidence[0], Evidence::CodecGrid { is_decisive: true, .. }));
    }

    #[test]
    fn a_lossy_file_that_carries_its_own_grid_twice_is_a_second_generation() {
        let mut analysis = analysis(300.0);
        (analysis.facts.is_lossy, analysis.facts.codec) = (true, "mp3".into());
        assert_eq!(judge(&analysis).verdict.class, VerdictClass::Lossy);
        // What a strong grid leaks elsewhere is no second one.
        for (z, class) in [(14.0, VerdictClass::Lossy), (40.0, VerdictClass::Transcode)] {
            let outcome = analysis.grid.as_mut().unwrap();
            outcome.tests.truncate(2);
            outcome.tests.push(GridTest { beside: Some(48), ..test(Filterbank::Mp3Hybrid, 1.0, z) });
            let verdict = judge(&analysis).verdict;
            assert_eq!(verdict.class, class, "{z}: {}", verdict.summary);
        }
        assert!(judge(&analysis).verdict.summary.contains("A second MP3 grid stands at offset 48"));
    }

    #[test]
    fn holes_want_a_second_witness() {
        let class_of = |test: GridTest| {
            let mut analysis = analysis(1.0);
            analysis.grid.as_mut().unwrap().tests = vec![test];
            judge(&analysis).verdict.class
        };
        // A ladder that must show and does not; a trace of it; a codec whose ladder may not show; none looked for.
        assert_eq!(class_of(test(Filterbank::AacKbd, 90.0, 1.0)), VerdictClass::Inconclusive);
        assert_eq!(class_of(test(Filterbank::AacKbd, 9.0, 4.5)), VerdictClass::Transcode);
        assert_eq!(class_of(test(Filterbank::Vorbis, 11.0, 1.0)), VerdictClass::Inconclusive);
        assert_eq!(class_of(test(Filterbank::Vorbis, 13.0, 1.0)), VerdictClass::Transcode);
        // A downmix of 5.1 sums channels that each had a ladder of their own.
        assert_eq!(class_of(test(Filterbank::Ac3, 13.0, 1.0)), VerdictClass::Transcode);
        assert_eq!(class_of(GridTest { lattice: None, ..test(Filterbank::Wma, 13.0, 0.0) }), VerdictClass::Transcode);
        assert_eq!(class_of(GridTest { lattice: None, ..test(Filterbank::Wma, 11.0, 0.0) }), VerdictClass::Inconclusive);
    }

    #[test]
    fn what_genuine_tracks_show_convicts_nobody() {
        let verdict = judge(&analysis(2.0)).verdict;
        assert_eq!(verdict.class, VerdictClass::Genuine);
        assert!(verdict.probability.is_some_and(|probability| (0.9..0.99).contains(&probability)), "absence is no proof");
    }

    #[test]
    fn between_the_usual_and_the_bar_nobody_is_accused() {
        for z in [6.0, 7.0, 7.99] {
            assert_eq!(judge(&analysis(z)).verdict.class, VerdictClass::Inconclusive, "z {z}");
        }
    }

    #[test]
    fn a_grid_stands_over_padding_and_upsampling() {
        let mut analysis = analysis(57.0);
        analysis.measurements.effective_bits = Some(8);
        analysis.measurements.upsampling_edge_hz = Some(16_000.0);
        analysis.measurements.upsampling_drop_db = Some(60.0);
        assert_eq!(judge(&analysis).verdict.class, VerdictClass::Transcode);
    }

    #[test]
    fn measurements_speak_where_no_grid_does() {
        let mut padded = analysis(1.0);
        (padded.facts.bits, padded.measurements.effective_bits) = (Some(24), Some(16));
        assert_eq!(judge(&padded).verdict.class, VerdictClass::Padded);
        padded.measurements.upsampling_edge_hz = Some(22_050.0);
        padded.measurements.upsampling_drop_db = Some(60.0);
        assert_eq!(judge(&padded).verdict.class, VerdictClass::Upsampled);
    }

    #[test]
    fn a_few_unused_bits_accuse_nobody() {
        for (declared, effective, class) in [
            (24, 16, VerdictClass::Padded),
            (16, 8, VerdictClass::Padded),
            (24, 20, VerdictClass::Genuine),
            (24, 21, VerdictClass::Genuine),
            (16, 15, VerdictClass::Genuine),
        ] {
            let mut track = analysis(1.0);
            (track.facts.bits, track.measurements.effective_bits) = (Some(declared), Some(effective));
            assert_eq!(judge(&track).verdict.class, class, "{effective} of {declared} bits");
        }
    }

    #[test]
    fn too_short_silent_and_quiet_abstain_even_with_a_grid() {
        let mut short = analysis(57.0);
        short.facts.frames = FrameCount(44_100);
        let mut silent = analysis(57.0);
        silent.measurements.sample_peak_dbfs = None;
        let mut quiet = analysis(57.0);
        quiet.measurements.sample_peak_dbfs = Some(-61.0);
        for track in [short, silent, quiet] {
            assert_eq!(judge(&track).verdict.class, VerdictClass::Inconclusive);
        }
    }

    #[test]
    fn a_lossy_file_is_lossy_whatever_its_own_grid_says() {
        let mut mp3 = analysis(57.0);
        (mp3.facts.codec, mp3.facts.is_lossy) = ("mp3".into(), true);
        assert_eq!(judge(&mp3).verdict.class, VerdictClass::Lossy);
        mp3.facts.codec = "opus".into();
        assert_eq!(judge(&mp3).verdict.class, VerdictClass::Transcode, "an MP3 grid in an Opus file");
        mp3.facts.codec = "mp2".into();
        assert_eq!(judge(&mp3).verdict.class, VerdictClass::Transcode, "no grid of its own beside it");
        mp3.facts.codec = "aac".into();
        assert_eq!(judge(&mp3).verdict.class, VerdictClass::Transcode, "an MP3 grid in an AAC file");
    }

    /// A judge whose forest tells lossy tracks by the shelf at 16 kHz, and a track with such a shelf.
    fn with_forest(shelf_db: f64, bars: Bars) -> (Judge, Analysis) {
        let mut track = analysis(1.0);
        track.measurements.traces.fall_16k_db = Some(shelf_db);
        (Judge { forest: Some((Arc::new(crate::brain::forest::tests::forest()), "1".to_owned())), network: None, bars }, track)
    }

    #[test]
    fn the_forest_speaks_where_no_grid_does_and_says_why() {
        let loose = Bars { accepted_error: 0.5, grey: (0.4, 0.5) };
        let (judge, track) = with_forest(45.0, loose);
        let judged = judge.judge(case(&track));
        assert_eq!((judged.verdict.class, judged.verdict.decided_by), (VerdictClass::Transcode, DecidedBy::Forest));
        assert_eq!(judged.verdict.source_codec, None);
        let Evidence::Forest { reasons, .. } = &judged.evidence[0] else { panic!("{:?}", judged.evidence) };
        assert_eq!((reasons[0].feature.as_str(), reasons[0].value), ("fall_16k_db", Some(45.0)));
        assert!(reasons[0].moved > 0.0 && reasons.len() <= MOST_REASONS);
        let (judge, track) = with_forest(8.0, loose);
        assert_eq!(judge.judge(case(&track)).verdict.class, VerdictClass::Genuine);
    }

    /// `judge` with the network of these weights, which has no library to run on.
    fn with_network(judge: &Judge, weights: &'static [u8]) -> Judge {
        Judge { network: Some(Arc::new(Network::new(None, Ok(weights.into())))), ..judge.clone() }
    }

    #[test]
    fn what_a_network_said_counts_while_it_is_in_use() {
        let (judge, unread) = with_forest(8.0, Bars::default());
        let mut read = unread.clone();
        read.measurements.network = NetworkReading::of(&[9.0], "cpu", &version_of(b"weights"));
        let told = judge.judge(case(&unread));
        assert_eq!(judge.judge(case(&read)), told, "it is switched off");
        assert_eq!(with_network(&judge, b"others").judge(case(&read)), told, "it is another one");
        assert_eq!(with_network(&judge, b"weights").judge(case(&read)).evidence.len(), told.evidence.len() + 1);
    }

    #[test]
    fn a_network_has_looked_where_there_was_nothing_to_see() {
        let mut silent = analysis(1.0);
        silent.patches = Some(Patches::default());
        let mut short = silent.clone();
        let judge = with_network(&Judge::default(), b"weights");
        judge.look(&mut silent, &CancelToken::new()).unwrap();
        assert_eq!((silent.measurements.looked_by, silent.measurements.network), (Some(version_of(b"weights")), None));
        // One that cannot run has looked at nothing.
        short.patches = Some(Patches::new(vec![0; PATCH_BYTES], vec![0.0]));
        judge.look(&mut short, &CancelToken::new()).unwrap();
        assert_eq!(short.measurements.looked_by, None);
    }

    #[test]
    fn the_network_is_told_behind_the_forest_and_convicts_nobody() {
        let (judge, mut track) = with_forest(8.0, Bars { accepted_error: 0.5, grey: (0.4, 0.5) });
        let judge = with_network(&judge, b"weights");
        let reading = NetworkReading::of(&[9.0, 11.0], "cpu", &version_of(b"weights")).unwrap();
        track.measurements.network = Some(reading.clone());
        let judged = judge.judge(case(&track));
        assert_eq!(judged.verdict.class, VerdictClass::Genuine);
        let place = |is_it: fn(&Evidence) -> bool| judged.evidence.iter().position(is_it).unwrap();
        let network = place(|evidence| matches!(evidence, Evidence::Network(_)));
        assert_eq!(judged.evidence[network], Evidence::Network(reading));
        assert!(place(|evidence| matches!(evidence, Evidence::Forest { .. })) < network);
    }

    #[test]
    fn the_accepted_error_is_the_bar_of_the_forest() {
        let (judge, track) = with_forest(45.0, Bars { accepted_error: 1e-6, ..Bars::default() });
        let verdict = judge.judge(case(&track)).verdict;
        assert_eq!((verdict.class, verdict.decided_by), (VerdictClass::Inconclusive, DecidedBy::Forest), "{}", verdict.summary);
        assert_eq!(verdict.judged_with.accepted_error, Some(1e-6));
    }

    #[test]
    fn the_forest_never_overturns_a_grid_nor_speaks_of_a_lossy_file() {
        let (judge, mut track) = with_forest(8.0, Bars::default());
        track.grid.as_mut().unwrap().tests[0] = test(Filterbank::Mp3Hybrid, 57.0, 57.0);
        let judged = judge.judge(case(&track));
        assert_eq!((judged.verdict.class, judged.verdict.decided_by), (VerdictClass::Transcode, DecidedBy::Grid));
        assert!(judged.evidence.iter().all(|evidence| !matches!(evidence, Evidence::Forest { .. })));
        let (judge, mut track) = with_forest(45.0, Bars::default());
        track.facts.is_lossy = true;
        assert_eq!(judge.judge(case(&track)).verdict.class, VerdictClass::Lossy);
    }

    #[test]
    fn the_container_changes_nothing() {
        for z in [1.0, 57.0] {
            let flac = analysis(z);
            let mut wav = flac.clone();
            (wav.facts.container, wav.facts.codec, wav.facts.reader) = ("wav".into(), "pcm_s16".into(), Reader::Ffmpeg);
            let (flac, wav) = (judge(&flac), judge(&wav));
            assert_eq!((flac.verdict.class, flac.verdict.probability), (wav.verdict.class, wav.verdict.probability));
            assert_eq!(flac.evidence, wav.evidence);
        }
    }

    #[test]
    fn nothing_testable_is_inconclusive_not_genuine() {
        let mut track = analysis(1.0);
        track.grid = Some(GridOutcome::default());
        assert_eq!(judge(&track).verdict.class, VerdictClass::Inconclusive);
        track.grid = None;
        assert_eq!(judge(&track).verdict.class, VerdictClass::Inconclusive);
    }
}
