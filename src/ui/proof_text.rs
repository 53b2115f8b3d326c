//! The words around the pictures of the proof, and the grids tried, as JSON for QML. No Qt.

use serde_json::{Value, json};

use super::proof_plot::{self, Spread};
use crate::{
    contracts::{AuditReport, Codec, Filterbank, GridChannel, GridOutcome, GridProof, GridSection, GridTest, SectionState, clock},
    language::{figure as figure_of, number, retold, tr, whole},
    report::chance,
};

/// Empty shares from which a picture shows holes that its neighbour does not.
const STANDS_OUT: f64 = 1.5;

/// Titles, notes and figures of the cards of the proof; `{}` where there is none.
pub(super) fn proof(report: &AuditReport) -> Value {
    let Some(outcome) = &report.grid else { return json!({}) };
    let mut cards = serde_json::Map::new();
    if let Some(proof) = &report.pictures.proof {
        let test = outcome.decisive();
        let rate_hz = report.facts.as_ref().map_or(0, |facts| facts.sample_rate.hz());
        cards.insert("alignments".to_owned(), alignments(proof, test, rate_hz));
        cards.insert("pictures".to_owned(), pictures(proof));
        cards.insert("ladder".to_owned(), ladder(proof, test));
    }
    cards.insert("sections".to_owned(), sections(outcome));
    cards.retain(|_, card| !card.is_null());
    Value::Object(cards)
}

fn figure(value: f64, is_share: bool) -> String {
    if is_share { share_words(value) } else { number(value, 1) }
}

/// `18.5 %`.
pub(super) fn share_words(share: f64) -> String {
    tr!("{value} %", value = number(100.0 * share, 1))
}

fn alignments(proof: &GridProof, test: Option<&GridTest>, rate_hz: u32) -> Value {
    let (Some(peak), Some(Spread { median, .. })) = (proof_plot::peak(proof), proof_plot::spread(proof)) else {
        return Value::Null;
    };
    let channel = test.and_then(|test| match (proof.is_by_holes, test.holes, test.lattice) {
        (true, Some(holes), _) => Some(holes.channel),
        (false, _, Some(lattice)) => Some(lattice.channel),
        _ => None,
    });
    let (codec, khz) =
        (test.map(|test| test.codec.label()), test.filter(|test| test.rate_hz != rate_hz).map(|test| khz(test.rate_hz)));
    let note = match (proof.is_by_holes, codec, khz) {
        (true, None, _) => tr!("share of empty coefficients").to_owned(),
        (true, Some(codec), None) => tr!("share of empty coefficients at every {codec} alignment", codec),
        (true, Some(codec), Some(khz)) => tr!("share of empty coefficients at every {codec} alignment at {khz} kHz", codec, khz),
        (false, None, _) => tr!("fit of coefficients to the ladder").to_owned(),
        (false, Some(codec), None) => tr!("fit of coefficients to the ladder at every {codec} alignment", codec),
        (false, Some(codec), Some(khz)) => {
            tr!("fit of coefficients to the ladder at every {codec} alignment at {khz} kHz", codec, khz)
        }
    };
    let note = match channel {
        Some(channel) => tr!("{note}, {channel}", note, channel = channel_name(channel)),
        None => note,
    };
    json!({
        "title": tr!("One alignment of {count} stands out", count = whole(proof.alignments.len())),
        "note": note,
        "offset": proof.offset,
        "peak": figure(f64::from(peak), proof.is_by_holes),
        "median": figure(f64::from(median), proof.is_by_holes),
    })
}

fn pictures(proof: &GridProof) -> Value {
    if proof.picture.is_empty() || proof.picture_beside.is_empty() || proof.picture_blocks == 0 {
        return Value::Null;
    }
    let empty = |picture: &[u8]| picture.iter().filter(|value| **value == 0).count() as f64 / picture.len() as f64;
    let (at, beside) = (empty(&proof.picture), empty(&proof.picture_beside));
    let (at_words, beside_words) = if at > beside * STANDS_OUT {
        (tr!("whole bands are empty, as a coder leaves them"), tr!("scattered as chance would have it"))
    } else {
        (tr!("no emptier than beside: here the ladder tells"), tr!("nearly the same"))
    };
    let (step_s, blocks) = (f64::from(proof.picture_step_s), proof.picture_blocks);
    // Without a step the blocks are not next to each other: some of each part of the track.
    let whole_khz = |hz: f32| figure_of(format!("{:.1}", f64::from(hz) / 1000.0).trim_end_matches(".0"));
    let (low, high) = (whole_khz(proof.picture_hz.0), whole_khz(proof.picture_hz.1));
    let apart = proof.offset.abs_diff(proof.beside_offset);
    let (title, note) = if step_s > 0.0 {
        let (seconds, start) = (number(step_s * f64::from(blocks), 1), clock(f64::from(proof.picture_start_s)));
        let title = match apart {
            1 => tr!("The same {seconds} seconds, one sample apart", seconds),
            apart => tr!("The same {seconds} seconds, {apart} samples apart", seconds, apart),
        };
        (title, tr!("from {start}; time across, {low} to {high} kHz upward", start, low, high))
    } else {
        let title = match apart {
            1 => tr!("The same {blocks} blocks, one sample apart", blocks),
            apart => tr!("The same {blocks} blocks, {apart} samples apart", blocks, apart),
        };
        (title, tr!("from the whole track, in order of time, {low} to {high} kHz upward", low, high))
    };
    json!({
        "title": title,
        "note": note,
        "at": { "offset": proof.offset, "figure": figure(at, true), "words": at_words },
        "beside": { "offset": proof.beside_offset, "figure": figure(beside, true), "words": beside_words },
    })
}

fn ladder(proof: &GridProof, test: Option<&GridTest>) -> Value {
    let sum = |counts: &[u32]| counts.iter().map(|&count| u64::from(count)).sum::<u64>();
    if sum(&proof.ladder) == 0 || sum(&proof.ladder_beside) == 0 {
        return Value::Null;
    }
    let title = match test {
        Some(test) => tr!("The ladder of {codec} shows", codec = test.codec.label()),
        None => tr!("The ladder of the codec shows").to_owned(),
    };
    json!({
        "title": title,
        "note": tr!("where coefficients fall between two steps"),
        "at": { "offset": proof.offset, "words": tr!("on the steps") },
        "beside": { "offset": proof.beside_offset, "words": tr!("spread out") },
    })
}

fn sections(outcome: &GridOutcome) -> Value {
    let (Some(main), Some(last)) = (outcome.main_offset(), outcome.sections.last()) else { return Value::Null };
    let states = outcome.section_states();
    let has = |state: SectionState| states.contains(&state);
    let sum = |count: fn(&GridSection) -> u32| outcome.sections.iter().map(|section| u64::from(count(section))).sum::<u64>();
    let judged = sum(|section| section.judged);
    let own = outcome.sections.iter().filter(|section| section.offset == main);
    let agreeing: u64 = own.map(|section| u64::from(section.agreeing)).sum();
    let course = outcome.course();
    let title = match (has(SectionState::Absent), has(SectionState::Moved)) {
        _ if course.is_none() => tr!("The grid holds through the track"),
        (false, true) => tr!("The grid changes its alignment"),
        _ => tr!("The grid holds in a part of the track"),
    };
    let (agreeing, judged) = (whole(agreeing), whole(judged));
    let note = match outcome.sections.len() {
        1 => tr!("one section; {agreeing} of {judged} excerpts agree with offset {offset}", agreeing, judged, offset = main),
        count => tr!(
            "{count} sections; {agreeing} of {judged} excerpts agree with offset {offset}",
            count,
            agreeing,
            judged,
            offset = main
        ),
    };
    let weakest = outcome.sections.iter().enumerate().filter_map(|(at, section)| Some((at, section, section.share()?)));
    let weakest = weakest.min_by(|(_, _, a), (_, _, b)| f64::total_cmp(a, b)).filter(|(_, _, share)| *share < 1.0);
    let weakest = weakest.filter(|_| outcome.sections.len() > 1).map(|(at, section, _)| {
        let (agreeing, judged) = (section.agreeing, section.judged);
        match at {
            0 => tr!("weakest: the first, {agreeing} of {judged}", agreeing, judged),
            at if at == outcome.sections.len() - 1 => tr!("weakest: the last, {agreeing} of {judged}", agreeing, judged),
            _ => match (clock(section.start_s), clock(section.end_s)) {
                (start, end) if start == end => {
                    tr!("weakest: at {start}, {agreeing} of {judged}", start, agreeing, judged)
                }
                (start, end) => tr!("weakest: {start} to {end}, {agreeing} of {judged}", start, end, agreeing, judged),
            },
        }
    });
    json!({
        "title": title,
        "note": note,
        "weakest": weakest.unwrap_or_default(),
        "course": course.map_or_else(String::new, |course| retold(&course).into_owned()),
        "hasAbsent": has(SectionState::Absent),
        "hasMoved": has(SectionState::Moved),
        "hasUnjudged": has(SectionState::Unjudged),
        "end": clock(last.end_s),
    })
}

/// What lies under `place` of the alignments, 0 to 1 from the left.
pub(super) fn alignment_reading(proof: &GridProof, place: f64) -> String {
    let count = proof.alignments.len();
    let at = ((place.clamp(0.0, 1.0) * count as f64) as usize).min(count.saturating_sub(1));
    match proof.alignments.get(at) {
        Some(&value) if value.is_finite() => {
            tr!("offset {offset}  {value}", offset = at, value = figure(f64::from(value), proof.is_by_holes))
        }
        _ => String::new(),
    }
}

/// What lies under `place` of the sections.
pub(super) fn section_reading(outcome: &GridOutcome, duration_s: f64, place: f64) -> String {
    let at_s = place.clamp(0.0, 1.0) * duration_s;
    let states = outcome.section_states();
    let found = outcome.sections.iter().zip(states).find(|(section, _)| section.start_s <= at_s && at_s <= section.end_s);
    let Some((section, state)) = found else { return clock(at_s) };
    let GridSection { agreeing, judged, offset, .. } = section;
    let (start, end) = (clock(section.start_s), clock(section.end_s));
    match state {
        SectionState::Unjudged => tr!("{start} to {end}  too quiet to judge", start, end),
        SectionState::Absent => tr!("{start} to {end}  no grid, {agreeing} of {judged}", start, end, agreeing, judged),
        SectionState::Holds => tr!("{start} to {end}  {agreeing} of {judged}", start, end, agreeing, judged),
        SectionState::Moved => {
            tr!("{start} to {end}  {agreeing} of {judged} at offset {offset}", start, end, agreeing, judged, offset)
        }
    }
}

/// The grids tried, a line a codec: its best test, strongest first; what the second and the whole say; how far each codec shows.
pub(super) fn grids(report: &AuditReport) -> Value {
    let Some(outcome) = &report.grid else { return json!({}) };
    let mut best: Vec<&GridTest> = Vec::new();
    let z = |test: &GridTest| test.z().unwrap_or(f64::NEG_INFINITY);
    for codec in Codec::ALL {
        let of_codec = outcome.tests.iter().filter(|test| test.codec == codec);
        best.extend(of_codec.max_by(|a, b| f64::total_cmp(&z(a), &z(b))));
    }
    best.sort_by(|a, b| f64::total_cmp(&z(b), &z(a)));
    let tests: Vec<Value> = best
        .iter()
        .map(|test| {
            json!({
                "label": test.codec.label(),
                "z": test.z(),
                "detail": test_detail(outcome, test),
                "isDecisive": outcome.is_decisive(test),
            })
        })
        .collect();
    json!({
        "tests": tests,
        "count": outcome.tests.len(),
        "usualZ": outcome.usual_z,
        "bar": outcome.hole_bar.min(outcome.lattice_bar),
        "words": words(outcome),
        "limits": limits(report, outcome),
    })
}

/// `AAC, KBD window at 44.1 kHz: best of 4, by the ladder at offset 611, mid; p 1e-30`
fn test_detail(outcome: &GridOutcome, test: &GridTest) -> String {
    let tried = outcome.tests.iter().filter(|other| other.codec == test.codec).count();
    let (grid, khz) = (grid_name(test.codec, test.filterbank), khz(test.rate_hz));
    let what = match tried {
        ..=1 => tr!("{grid} at {khz} kHz", grid, khz),
        _ => tr!("{grid} at {khz} kHz, the best of {tried}", grid, khz, tried),
    };
    match (test.holes, test.lattice) {
        (Some(holes), lattice) if lattice.is_none_or(|lattice| lattice.z <= holes.z) => {
            let (offset, channel) = (holes.offset, channel_name(holes.channel));
            with_p(tr!("{what}: empty coefficients, offset {offset}, {channel}", what, offset, channel), holes.p_value)
        }
        (_, Some(lattice)) => {
            let (offset, channel) = (lattice.offset, channel_name(lattice.channel));
            with_p(tr!("{what}: ladder, offset {offset}, {channel}", what, offset, channel), lattice.p_value)
        }
        _ => tr!("{what}: not enough signal to test", what),
    }
}

fn words(outcome: &GridOutcome) -> String {
    let mut sentences = Vec::new();
    if let Some((second, z)) = outcome.runner_up().and_then(|second| Some((second, second.z()?))) {
        let (codec, words) = (second.codec.label(), z_words(z));
        sentences.push(if outcome.is_decisive(second) {
            tr!("Runner-up: {codec}, {z}, decisive too.", codec, z = words)
        } else if z > outcome.usual_z {
            tr!("Runner-up: {codec}, {z}, above the usual, not decisive.", codec, z = words)
        } else {
            tr!("Runner-up: {codec}, {z}, no more than usual.", codec, z = words)
        });
    }
    if let Some(p) = outcome.false_alarm_probability.map(chance_words).filter(|p| !p.is_empty()) {
        sentences.push(tr!("Chance that a genuine track shows as much, over all of them: {p}.", p));
    }
    sentences.join(" ")
}

/// How far each codec would have shown; none where one did.
fn limits(report: &AuditReport, outcome: &GridOutcome) -> Vec<Value> {
    if outcome.decisive().is_some() {
        return Vec::new();
    }
    let line = |limit: &crate::contracts::SourceLimit| {
        let text =
            limit.visible_up_to_kbps.map_or_else(|| tr!("none would show").to_owned(), |kbps| tr!("up to {kbps} kbit/s", kbps));
        json!({ "label": limit.codec.label(), "text": text, "isShort": limit.is_short() })
    };
    report.limits.iter().map(line).collect()
}

/// `told; p 1e-30` that does not break, `told` alone where p is not known.
pub(super) fn with_p(told: String, p: f64) -> String {
    match chance_words(p) {
        p if p.is_empty() => told,
        p => tr!("{told}; p\u{a0}{p}", told, p),
    }
}

/// A chance as people write it: `63 %`, `1.2 %`, `1e-30`. Empty where it is none.
pub(super) fn chance_words(p: f64) -> String {
    let plain = chance(p);
    match (plain.strip_suffix(" %"), plain.strip_prefix("below ")) {
        (Some(value), _) => tr!("{value} %", value = figure_of(value)),
        (_, Some(value)) => tr!("below {value}", value),
        _ => plain,
    }
}

/// What is tried: the codec with its block or window where its own filterbank has several.
pub(super) fn grid_name(codec: Codec, filterbank: Filterbank) -> &'static str {
    if filterbank.codec() != codec {
        return codec.label();
    }
    match filterbank {
        Filterbank::Mp3Short => tr!("MP3, short blocks"),
        Filterbank::AacKbd => tr!("AAC, KBD window"),
        Filterbank::AacSine => tr!("AAC, sine window"),
        Filterbank::AacShort => tr!("AAC, short blocks"),
        Filterbank::Vorbis512 => tr!("Vorbis, blocks of 1024"),
        Filterbank::Vorbis2048 => tr!("Vorbis, blocks of 4096"),
        Filterbank::Celt960 => tr!("Opus, 20 ms"),
        Filterbank::Celt480 => tr!("Opus, 10 ms"),
        Filterbank::Celt240 => tr!("Opus, 5 ms"),
        Filterbank::Celt120 => tr!("Opus, 2.5 ms"),
        Filterbank::Ac3Short => tr!("AC-3, short blocks"),
        Filterbank::Wma512 => tr!("WMA, blocks of 1024"),
        named => named.label(),
    }
}

/// `z 57.4`, and no zero below zero.
pub(super) fn z_words(z: f64) -> String {
    tr!("z {z}", z = number((z * 10.0).round() / 10.0 + 0.0, 1))
}

/// `44.1`.
pub(super) fn khz(rate_hz: u32) -> String {
    let text = format!("{:.3}", f64::from(rate_hz) / 1000.0);
    figure_of(text.trim_end_matches('0').trim_end_matches('.'))
}

pub(super) fn channel_name(channel: GridChannel) -> &'static str {
    match channel {
        GridChannel::L => tr!("left channel"),
        GridChannel::R => tr!("right channel"),
        GridChannel::M => tr!("mid"),
        GridChannel::S => tr!("side"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::{HoleTest, LatticeTest, SourceLimit};

    fn test(filterbank: Filterbank, rate_hz: u32, holes_z: f64, lattice_z: f64) -> GridTest {
        let (channel, offset, p_value) = (GridChannel::R, 48, 1e-30);
        GridTest {
            codec: filterbank.codec(),
            filterbank,
            rate_hz,
            quarters: 0,
            beside: None,
            holes: Some(HoleTest {
                z: holes_z,
                hole_rate: 0.185,
                null_rate: 0.077,
                threshold_lsb16: 0.8,
                offset,
                channel,
                p_value,
            }),
            lattice: Some(LatticeTest {
                z: lattice_z,
                fit: 9.0,
                null_fit: 4.0,
                offset: 611,
                channel: GridChannel::M,
                p_value: 0.4,
            }),
            agreeing_share: None,
            excerpts: 120,
        }
    }

    fn report(tests: Vec<GridTest>) -> AuditReport {
        let grid = GridOutcome { tests, hole_bar: 8.0, lattice_bar: 8.0, usual_z: 4.0, ..GridOutcome::default() };
        AuditReport { grid: Some(grid), ..AuditReport::failed("/a.flac".into(), "") }
    }

    #[test]
    fn dozens_of_hypotheses_become_a_bar_a_codec() {
        let mut track = report(vec![
            test(Filterbank::AacKbd, 44_100, 1.0, 1.4),
            test(Filterbank::Mp3Short, 44_100, 20.0, 3.0),
            test(Filterbank::Mp3Hybrid, 44_100, 57.4, 12.0),
            test(Filterbank::AacSine, 48_000, 0.2, -0.4),
            GridTest { holes: None, lattice: None, ..test(Filterbank::Wma, 44_100, 0.0, 0.0) },
        ]);
        let grids = |track: &AuditReport| super::grids(track);
        let value = grids(&track);
        let labels: Vec<&str> = value["tests"].as_array().unwrap().iter().filter_map(|test| test["label"].as_str()).collect();
        assert_eq!(labels, ["MP3", "AAC", "WMA"]);
        assert_eq!((&value["count"], &value["tests"][2]["z"]), (&5.into(), &Value::Null));
        assert_eq!(
            value["tests"][0]["detail"],
            "MP3 at 44.1 kHz, the best of 2: empty coefficients, offset 48, right channel; p\u{a0}1e-30"
        );
        assert_eq!(value["tests"][1]["detail"], "AAC, KBD window at 44.1 kHz, the best of 2: ladder, offset 611, mid; p\u{a0}40 %");
        assert_eq!(value["tests"][2]["detail"], "WMA at 44.1 kHz: not enough signal to test");
        assert_eq!(value["words"], "Runner-up: AAC, z 1.4, no more than usual.");
        if let Some(grid) = &mut track.grid {
            grid.false_alarm_probability = Some(1e-28);
            grid.tests[0].lattice = Some(LatticeTest { z: 6.0, ..grid.tests[0].lattice.unwrap() });
        }
        assert_eq!(
            grids(&track)["words"],
            "Runner-up: AAC, z 6.0, above the usual, not decisive. Chance that a genuine track shows as much, over all of them: 1e-28."
        );
    }

    #[test]
    fn limits_stand_where_nothing_was_found() {
        let limits = vec![
            SourceLimit { codec: Codec::Mp3, visible_up_to_kbps: Some(256) },
            SourceLimit { codec: Codec::Opus, visible_up_to_kbps: None },
        ];
        let clean = AuditReport { limits: limits.clone(), ..report(vec![test(Filterbank::AacKbd, 44_100, 1.0, 1.4)]) };
        let value = grids(&clean);
        assert_eq!(value["limits"][0], json!({ "label": "MP3", "text": "up to 256 kbit/s", "isShort": true }));
        assert_eq!(value["limits"][1]["text"], "none would show");
        let found = AuditReport { limits, ..report(vec![test(Filterbank::AacKbd, 44_100, 99.0, 41.0)]) };
        assert_eq!(grids(&found)["limits"], json!([]));
    }

    #[test]
    fn the_proof_is_told_beside_its_pictures() {
        let mut alignments = vec![0.077; 576];
        alignments[48] = 0.185;
        let mut track = report(vec![test(Filterbank::Mp3Hybrid, 44_100, 57.4, 12.0)]);
        track.pictures.proof = Some(GridProof {
            is_by_holes: true,
            alignments,
            offset: 48,
            beside_offset: 49,
            picture_blocks: 2,
            picture_start_s: 92.4,
            picture_step_s: 0.7,
            picture_hz: (2000.0, 16_000.0),
            picture: vec![0, 9, 0, 9],
            picture_beside: vec![9, 9, 0, 9],
            ladder: vec![1, 2],
            ladder_beside: vec![0, 0],
        });
        let value = proof(&track);
        assert_eq!(value["alignments"]["title"], "One alignment of 576 stands out");
        assert_eq!(value["alignments"]["note"], "share of empty coefficients at every MP3 alignment at 44.1 kHz, right channel");
        assert_eq!((&value["alignments"]["peak"], &value["alignments"]["median"]), (&"18.5 %".into(), &"7.7 %".into()));
        assert_eq!(value["pictures"]["title"], "The same 1.4 seconds, one sample apart");
        assert_eq!(value["pictures"]["note"], "from 1:32; time across, 2 to 16 kHz upward");
        assert_eq!(
            (&value["pictures"]["at"]["figure"], &value["pictures"]["beside"]["figure"]),
            (&"50.0 %".into(), &"25.0 %".into())
        );
        track.pictures.proof.as_mut().unwrap().picture_step_s = 0.0;
        let scattered = proof(&track);
        assert_eq!(scattered["pictures"]["title"], "The same 2 blocks, one sample apart");
        assert_eq!(scattered["pictures"]["note"], "from the whole track, in order of time, 2 to 16 kHz upward");
        assert!(value.get("ladder").is_none() && value.get("sections").is_none(), "what is empty has no card: {value}");
    }

    #[test]
    fn sections_are_told_as_they_run() {
        let section = |at: f64, agreeing, offset| GridSection { start_s: at, end_s: at + 10.0, agreeing, judged: 50, offset };
        let told = |sections: Vec<GridSection>| {
            let mut track = report(Vec::new());
            track.grid.as_mut().unwrap().sections = sections;
            proof(&track)["sections"].clone()
        };
        let whole = told((0..24).map(|at| section(f64::from(at) * 10.0, if at == 23 { 46 } else { 50 }, 48)).collect());
        assert_eq!(whole["title"], "The grid holds through the track");
        assert_eq!(whole["note"], "24 sections; 1,196 of 1,200 excerpts agree with offset 48");
        assert_eq!((&whole["weakest"], &whole["course"]), (&"weakest: the last, 46 of 50".into(), &"".into()));
        let one = told(vec![section(0.0, 49, 48)]);
        assert_eq!((&one["note"], &one["weakest"]), (&"one section; 49 of 50 excerpts agree with offset 48".into(), &"".into()));
        let part = told(vec![section(0.0, 50, 48), section(10.0, 0, 48), section(20.0, 0, 48)]);
        assert_eq!(part["title"], "The grid holds in a part of the track");
        assert_eq!((&part["course"], &part["hasAbsent"]), (&"The grid holds from 0:00 to 0:10 of 0:30 only.".into(), &true.into()));
        let moved = told(vec![section(0.0, 50, 48), section(10.0, 40, 7)]);
        assert_eq!(moved["note"], "2 sections; 50 of 100 excerpts agree with offset 48");
        assert_eq!((&moved["title"], &moved["hasMoved"]), (&"The grid changes its alignment".into(), &true.into()));
        assert_eq!(told(Vec::new()), Value::Null);
    }

    #[test]
    fn the_cursor_reads_what_it_stands_on() {
        let proof = GridProof { is_by_holes: true, alignments: vec![0.1, 0.2, f32::NAN, 0.4], ..GridProof::default() };
        assert_eq!(alignment_reading(&proof, 0.3), "offset 1  20.0 %");
        assert_eq!(alignment_reading(&proof, 0.6), "");
        assert_eq!(alignment_reading(&proof, 1.0), "offset 3  40.0 %");
        assert_eq!(alignment_reading(&GridProof::default(), 0.5), "");
        let section = |at: f64, agreeing, judged, offset| GridSection { start_s: at, end_s: at + 10.0, agreeing, judged, offset };
        let sections = vec![section(0.0, 50, 50, 48), section(10.0, 0, 50, 48), section(20.0, 0, 0, 0), section(30.0, 40, 50, 7)];
        let outcome = GridOutcome { sections, ..GridOutcome::default() };
        for (place, words) in [
            (0.1, "0:00 to 0:10  50 of 50"),
            (0.4, "0:10 to 0:20  no grid, 0 of 50"),
            (0.6, "0:20 to 0:30  too quiet to judge"),
            (0.9, "0:30 to 0:40  40 of 50 at offset 7"),
        ] {
            assert_eq!(section_reading(&outcome, 40.0, place), words);
        }
        assert_eq!(section_reading(&GridOutcome::default(), 40.0, 0.5), "0:20");
    }

    #[test]
    fn figures_read_easily() {
        assert_eq!((khz(44_100).as_str(), khz(48_000).as_str(), khz(22_050).as_str()), ("44.1", "48", "22.05"));
    }
}
