//! What a comparison of two tracks found, in sentences and figures. No Qt.

use serde_json::{Value, json};

use super::rows;
use crate::{
    analyzer::compare::{ChannelMatch, CompareError, Comparison, Finding, Match, Refusal, ThirdOctave},
    language::{number, tr, whole},
};

/// Less of a level than this is told as the same, in dB.
const SAME_DB: f64 = 0.0005;
/// Less than this is no word in the one line, in dB.
const HEARD_DB: f64 = 0.01;

/// What the window says of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// Whether it is the same recording.
    pub(super) is_same: bool,
    /// The one line.
    pub(super) statement: String,
    /// Lines of `label`, `value`, `remark`.
    pub(super) facts: Value,
    /// Third-octave bands: `label`, and the levels `a` and `residual` in dBFS, null for silence.
    pub(super) bands: Value,
    /// Seconds by which B comes later at the first frame of A.
    pub(super) delay_s: f64,
    /// Seconds of B that one second of A takes.
    pub(super) stretch: f64,
    /// Gain in dB that brings B to the level of A.
    pub(super) gain_db: f64,
}

impl Default for Told {
    fn default() -> Self {
        Self {
            is_same: false,
            statement: String::new(),
            facts: json!([]),
            bands: json!([]),
            delay_s: 0.0,
            stretch: 1.0,
            gain_db: 0.0,
        }
    }
}

/// What was found.
pub(super) fn told(comparison: &Comparison) -> Told {
    match &comparison.finding {
        Finding::NotSame { reason, correlation } => Told {
            statement: refusal(*reason).to_owned(),
            facts: json!([line(tr!("Best correlation"), &number(*correlation, 2), tr!("1 is the same sound"))]),
            ..Told::default()
        },
        Finding::Same(found) => Told {
            is_same: true,
            statement: statement(found),
            facts: facts(comparison, found).into(),
            bands: found.null.spectrum.third_octaves.iter().map(band).collect(),
            delay_s: found.alignment.delay_seconds,
            stretch: 1.0 + found.alignment.drift_ppm.unwrap_or(0.0) * 1e-6,
            gain_db: found.alignment.gain_db,
        },
    }
}

/// Why it came to no end.
pub(super) fn failed(error: &CompareError) -> Told {
    let statement = match error {
        CompareError::Cancelled(_) => tr!("The comparison was stopped").to_owned(),
        CompareError::StillDecoding => tr!("One of them is still being decoded. Wait for its end").to_owned(),
        CompareError::Read(error) => {
            tr!("The decoded sound cannot be read back: {error}. Check the disk that holds temporary files", error)
        }
    };
    Told { statement, ..Told::default() }
}

fn refusal(reason: Refusal) -> &'static str {
    match reason {
        Refusal::Uncorrelated => tr!("Not the same recording: nowhere do they correlate"),
        Refusal::Ambiguous => tr!("It cannot be told: the sound repeats itself exactly, and fits at several offsets"),
        Refusal::Silent => tr!("It cannot be told: one of them is silent"),
        Refusal::TooShort => tr!("It cannot be told: one of them is too short"),
    }
}

fn statement(found: &Match) -> String {
    let overlap = &found.overlap;
    let has_more = overlap.a_before_frames + overlap.a_after_frames + overlap.b_before_frames + overlap.b_after_frames > 0;
    match (found.is_bit_identical, has_more) {
        (true, false) => return tr!("Bit-identical audio").to_owned(),
        (true, true) => return tr!("Bit-identical audio where both have sound; one of them is longer").to_owned(),
        (false, _) => {}
    }
    let alignment = &found.alignment;
    let mut parts = Vec::new();
    let delay = hundredths(alignment.delay_frames);
    if delay != 0.0 {
        let samples = frames(delay.abs());
        parts.push(if delay > 0.0 {
            tr!("B is {samples} samples late", samples)
        } else {
            tr!("B is {samples} samples early", samples)
        });
    }
    if let Some(ppm) = alignment.drift_ppm.filter(|ppm| *ppm != 0.0) {
        let ppm_text = number(ppm.abs(), 1);
        parts.push(if ppm > 0.0 { tr!("{ppm} ppm slower", ppm = ppm_text) } else { tr!("{ppm} ppm faster", ppm = ppm_text) });
    }
    if alignment.gain_db.abs() >= HEARD_DB {
        parts.push(level(alignment.gain_db));
    }
    if alignment.is_inverted {
        parts.push(tr!("inverted").to_owned());
    }
    if alignment.is_swapped {
        parts.push(tr!("left and right are swapped").to_owned());
    }
    parts.push(match (found.null.rms_dbfs, found.null.relative_db) {
        (None, _) => tr!("nothing is left").to_owned(),
        (Some(_), Some(db)) => tr!("null depth {db} dB", db = figure(db, 1)),
        (Some(rms), None) => tr!("residual {db} dBFS", db = figure(rms, 1)),
    });
    tr!("Same recording: {differences}", differences = parts.join(", "))
}

fn facts(comparison: &Comparison, found: &Match) -> Vec<Value> {
    let (alignment, null) = (&found.alignment, &found.null);
    let db = |value: Option<f64>| {
        value.map_or_else(|| tr!("digital silence").to_owned(), |value| tr!("{db} dBFS", db = figure(value, 1)))
    };
    let mut lines = vec![
        line(
            tr!("Null depth"),
            &match (null.rms_dbfs, null.relative_db) {
                (None, _) => tr!("nothing is left").to_owned(),
                (_, Some(relative)) => tr!("{db} dB", db = figure(relative, 1)),
                (Some(_), None) => "-".to_owned(),
            },
            tr!("residual against A"),
        ),
        line(tr!("Residual"), &db(null.rms_dbfs), &tr!("peak {level}", level = db(null.peak_dbfs))),
    ];
    lines.extend(loudest(&null.spectrum.third_octaves));
    let milliseconds = tr!("{ms} ms", ms = number(alignment.delay_seconds.abs() * 1000.0, 3));
    lines.push(match hundredths(alignment.delay_frames) {
        0.0 => line(tr!("Alignment"), &tr!("{samples} samples", samples = 0), ""),
        delay if delay > 0.0 => line(tr!("Alignment"), &samples(delay), &tr!("B comes {milliseconds} later", milliseconds)),
        delay => line(tr!("Alignment"), &samples(delay), &tr!("B comes {milliseconds} earlier", milliseconds)),
    });
    lines.push(match (alignment.drift_ppm, alignment.drift_error_ppm) {
        (None, _) => line(tr!("Drift"), "-", tr!("too short to tell")),
        (Some(ppm), None) => line(tr!("Drift"), &tr!("{ppm} ppm", ppm = figure(ppm, 2)), ""),
        (Some(ppm), Some(error)) => {
            let remark = tr!("standard error {error}", error = number(error, 3));
            line(tr!("Drift"), &tr!("{ppm} ppm", ppm = figure(ppm, 2)), &remark)
        }
    });
    lines.push(line(tr!("Polarity"), if alignment.is_inverted { tr!("inverted") } else { tr!("same") }, ""));
    lines.push(line(tr!("Level"), &level(alignment.gain_db), ""));
    if alignment.is_swapped {
        lines.push(line(tr!("Channels"), tr!("left and right are swapped"), ""));
    }
    let channels = comparison.a.channels.max(comparison.b.channels);
    if channels > 1 {
        for (pair, null) in alignment.channels.iter().zip(&null.channels) {
            let label = tr!(
                "{a} of A, {b} of B",
                a = channel(pair.of_a, comparison.a.channels),
                b = channel(pair.of_b, comparison.b.channels)
            );
            lines.push(line(&label, &db(null.rms_dbfs), &pair_words(pair)));
        }
    }
    if comparison.a.sample_rate_hz != comparison.b.sample_rate_hz {
        let [a, b] = [&comparison.a, &comparison.b].map(|side| number(f64::from(side.sample_rate_hz) / 1000.0, 1));
        lines.push(line(tr!("Sampling rate"), &tr!("{a} and {b} kHz", a, b), tr!("compared at that of A")));
    }
    if let Some(hz) = null.flat_to_hz {
        let khz = number(hz / 1000.0, 1);
        lines.push(line(tr!("Exact up to"), &tr!("{khz} kHz", khz), tr!("above lies the interpolator's own slope")));
    }
    let overlap = &found.overlap;
    let seconds = overlap.frames as f64 / f64::from(comparison.a.sample_rate_hz.max(1));
    lines.push(line(tr!("In common"), &rows::length(Some(seconds)), &tr!("{count} samples", count = whole(overlap.frames))));
    for (name, before, after) in [
        (tr!("A alone"), overlap.a_before_frames, overlap.a_after_frames),
        (tr!("B alone"), overlap.b_before_frames, overlap.b_after_frames),
    ] {
        if before + after > 0 {
            let count = tr!("{count} samples", count = whole(before + after));
            let remark = tr!("{before} before, {after} after", before = whole(before), after = whole(after));
            lines.push(line(name, &count, &remark));
        }
    }
    let confidence = tr!("confidence {confidence}", confidence = number(alignment.confidence, 2));
    lines.push(line(tr!("Correlation"), &number(alignment.correlation, 5), &confidence));
    lines
}

/// Where the residual is loudest, and where it comes nearest to the music.
fn loudest(bands: &[ThirdOctave]) -> Vec<Value> {
    let left = |band: &&ThirdOctave| band.residual_dbfs.is_some_and(f32::is_finite);
    let by = |value: fn(&ThirdOctave) -> f32| move |one: &&ThirdOctave, other: &&ThirdOctave| value(one).total_cmp(&value(other));
    let residual = |band: &ThirdOctave| band.residual_dbfs.unwrap_or(f32::NEG_INFINITY);
    let over = |band: &ThirdOctave| match (band.residual_dbfs, band.a_dbfs) {
        (Some(residual), Some(a)) => residual - a,
        _ => f32::NEG_INFINITY,
    };
    let mut lines = Vec::new();
    if let Some(band) = bands.iter().filter(left).max_by(by(residual)) {
        let level = tr!("{db} dBFS", db = figure(residual(band).into(), 1));
        lines.push(line(tr!("Residual is loudest at"), &hertz(band.centre_hz), &tr!("{level} in the third octave", level)));
    }
    if let Some(band) = bands.iter().filter(left).filter(|band| over(band).is_finite()).max_by(by(over)) {
        let db = figure(over(band).into(), 1);
        lines.push(line(tr!("Nearest to the music at"), &hertz(band.centre_hz), &tr!("{db} dB against A", db)));
    }
    lines
}

fn band(band: &ThirdOctave) -> Value {
    json!({ "label": hertz(band.centre_hz), "a": band.a_dbfs, "residual": band.residual_dbfs })
}

fn line(label: &str, value: &str, remark: &str) -> Value {
    json!({ "label": label, "value": value, "remark": remark })
}

/// Level of B against A; `gain_db` brings B to A.
fn level(gain_db: f64) -> String {
    let db = number(gain_db.abs(), if gain_db.abs() < HEARD_DB { 3 } else { 2 });
    match gain_db {
        gain_db if gain_db.abs() < SAME_DB => tr!("the same").to_owned(),
        gain_db if gain_db < 0.0 => tr!("B is {db} dB louder", db),
        _ => tr!("B is {db} dB softer", db),
    }
}

fn pair_words(pair: &ChannelMatch) -> String {
    let level = pair.gain_db.map_or_else(|| tr!("silent").to_owned(), level);
    if pair.is_inverted { tr!("{level}, inverted", level) } else { level }
}

fn channel(channel: usize, channels: usize) -> String {
    match (channel, channels) {
        (_, 1) => tr!("mono").to_owned(),
        (0, 2) => tr!("left").to_owned(),
        (1, 2) => tr!("right").to_owned(),
        (channel, _) => tr!("channel {number}", number = channel + 1),
    }
}

/// A delay as finely as it is measured.
fn hundredths(delay: f64) -> f64 {
    (delay * 100.0).round() / 100.0
}

/// Samples with a sign, to a hundredth; whole ones without.
fn samples(delay: f64) -> String {
    let sign = if delay > 0.0 { "+" } else { "-" };
    tr!("{samples} samples", samples = format!("{sign}{}", frames(delay.abs())))
}

fn frames(delay: f64) -> String {
    number(delay, if delay.fract() == 0.0 { 0 } else { 2 })
}

fn hertz(hz: f64) -> String {
    if hz < 1000.0 { tr!("{hz} Hz", hz = number(hz, 0)) } else { tr!("{khz} kHz", khz = number(hz / 1000.0, 1)) }
}

/// No zero below zero.
fn figure(value: f64, decimals: usize) -> String {
    let scale = 10_f64.powi(decimals as i32);
    number((value * scale).round() / scale + 0.0, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analyzer::compare::{Alignment, NullTest, Overlap, ResidualSpectrum, Side},
        language::testing::in_french,
    };

    fn comparison(found: Match) -> Comparison {
        let side = Side { frames: 441_000, sample_rate_hz: 44_100, channels: 1, bits: Some(16) };
        Comparison { a: side.clone(), b: side, finding: Finding::Same(Box::new(found)) }
    }

    fn found() -> Match {
        let pair = ChannelMatch { of_a: 0, of_b: 0, is_inverted: false, gain_db: Some(0.0) };
        let alignment = Alignment {
            delay_frames: 0.0,
            delay_seconds: 0.0,
            drift_ppm: Some(0.0),
            drift_error_ppm: None,
            channels: vec![pair],
            is_swapped: false,
            is_inverted: false,
            gain_db: 0.0,
            correlation: 1.0,
            confidence: 1.0,
            places: Vec::new(),
        };
        let overlap = Overlap { frames: 441_000, ..Overlap::default() };
        Match { is_bit_identical: false, alignment, overlap, null: NullTest::default() }
    }

    fn value(told: &Told, label: &str) -> Option<(String, String)> {
        let text = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let lines = told.facts.as_array().unwrap();
        lines.iter().find(|line| line["label"] == label).map(|line| (text(line, "value"), text(line, "remark")))
    }

    #[test]
    fn equal_samples_are_said_to_be_so() {
        let identical = Match { is_bit_identical: true, ..found() };
        assert_eq!(told(&comparison(identical.clone())).statement, "Bit-identical audio");
        let overlap = Overlap { b_after_frames: 1204, ..identical.overlap };
        let longer = told(&comparison(Match { overlap, ..identical }));
        assert_eq!(longer.statement, "Bit-identical audio where both have sound; one of them is longer");
        assert_eq!(value(&longer, "B alone"), Some(("1,204 samples".to_owned(), "0 before, 1,204 after".to_owned())));
        assert_eq!(value(&longer, "A alone"), None);
        assert_eq!(value(&longer, "Null depth").unwrap().0, "nothing is left");
    }

    #[test]
    fn what_differs_stands_in_one_line() {
        let mut other = found();
        other.alignment.delay_frames = 3.21;
        other.alignment.delay_seconds = 3.21 / 44_100.0;
        other.alignment.drift_ppm = Some(-12.5);
        other.alignment.gain_db = -0.42;
        other.alignment.is_inverted = true;
        other.null = NullTest { rms_dbfs: Some(-90.0), peak_dbfs: Some(-71.25), relative_db: Some(-72.04), ..NullTest::default() };
        let said = told(&comparison(other.clone()));
        assert_eq!(
            said.statement,
            "Same recording: B is 3.21 samples late, 12.5 ppm faster, B is 0.42 dB louder, inverted, null depth -72.0 dB"
        );
        assert_eq!(value(&said, "Alignment"), Some(("+3.21 samples".to_owned(), "B comes 0.073 ms later".to_owned())));
        assert_eq!(value(&said, "Residual").unwrap().0, "-90.0 dBFS");
        assert!(said.is_same && (said.stretch - 0.999_987_5).abs() < 1e-12);
        assert_eq!(said.gain_db, -0.42);
        other.alignment.delay_frames = -0.003;
        let aligned = told(&comparison(other.clone())).statement;
        assert!(aligned.starts_with("Same recording: 12.5 ppm"), "what rounds to no delay is none: {aligned}");
        other.alignment.delay_frames = -1105.0;
        let early = in_french(|| told(&comparison(other)).statement);
        assert!(early.starts_with("Même enregistrement\u{a0}: B est en avance de 1\u{202f}105"), "{early}");
    }

    #[test]
    fn the_residual_is_placed_in_the_spectrum() {
        let band = |centre_hz, a, residual| ThirdOctave { centre_hz, a_dbfs: Some(a), residual_dbfs: residual };
        let third_octaves = vec![band(100.0, -20.0, Some(-60.0)), band(15_848.9, -70.0, Some(-71.0)), band(19_952.6, -90.0, None)];
        let mut other = found();
        other.null.spectrum = ResidualSpectrum { third_octaves, ..ResidualSpectrum::default() };
        let said = told(&comparison(other));
        assert_eq!(value(&said, "Residual is loudest at").unwrap().0, "100 Hz");
        assert_eq!(value(&said, "Nearest to the music at"), Some(("15.8 kHz".to_owned(), "-1.0 dB against A".to_owned())));
        assert_eq!(said.bands[2], json!({ "label": "20.0 kHz", "a": -90.0, "residual": null }));
        assert_eq!(value(&told(&comparison(found())), "Residual is loudest at"), None);
    }

    #[test]
    fn a_refusal_gives_no_alignment() {
        let refused = Finding::NotSame { reason: Refusal::Uncorrelated, correlation: 0.041 };
        let said = told(&Comparison { finding: refused, ..comparison(found()) });
        assert!(!said.is_same && said.statement.starts_with("Not the same recording"));
        assert_eq!((value(&said, "Best correlation").unwrap().0.as_str(), value(&said, "Alignment")), ("0.04", None));
        assert!(failed(&CompareError::StillDecoding).statement.ends_with("Wait for its end"));
    }
}
