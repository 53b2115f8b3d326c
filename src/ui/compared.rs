//! Two compared tracks as they are heard: A, B laid onto it, and what is left of B when A is taken away. No Qt.
//!
//! B has the time, the polarity and the channels of A; the louder one is turned down to the other, and the residual with A, so
//! that nothing is turned up. Two that are not the same recording are heard from their beginnings at one loudness, and leave no
//! residual.
//!
//! One place holds what was compared last, so that the player finds it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{
    analyzer::{
        compare::{Aligned, Finding, Match, Residual},
        sound::{Frames, Sound},
    },
    language::{number, tr},
    persistence::TrackId,
    pictures::Spectrogram,
    playback::Source,
};

/// Less than this is not said of a level, in dB.
const SAID_DB: f64 = 0.05;

/// What can be heard of two tracks.
pub(super) struct Compared {
    tracks: [TrackId; 2],
    /// A, B and, of one recording, the residual.
    pub(super) sources: Vec<Source>,
    /// What each of them is, in words.
    pub(super) texts: Vec<String>,
    /// Levels of the residual, where there is one.
    pub(super) residual: Option<Spectrogram>,
}

impl Compared {
    /// Of two tracks with their sound and integrated loudness, and what their comparison found.
    pub(super) fn new(tracks: [TrackId; 2], [a, b]: [&Sound; 2], lufs: [Option<f64>; 2], finding: &Finding) -> Self {
        let (sources, texts, residual) = match finding {
            Finding::Same(found) => {
                let laid = Aligned::new(a, b, &found.alignment);
                // Makes the interpolator's tables here, and not while the player waits for frames.
                let mut frame = vec![0.0; laid.channels()];
                let _ = laid.read(laid.overlap().first_frame, &mut frame);
                // What brings B to A is in `laid` already.
                let of_a = (-found.alignment.gain_db).min(0.0);
                let residual = Residual::new(a, &laid);
                let levels = Spectrogram::new(residual.clone());
                (
                    vec![Source::new(a.clone(), of_a), Source::new(laid, of_a), Source::new(residual, of_a)],
                    vec![first(of_a), laid_text(found), residual_text(found, of_a)],
                    Some(levels),
                )
            }
            Finding::NotSame { .. } => {
                let between = match lufs.map(|lufs| lufs.filter(|lufs| lufs.is_finite())) {
                    [Some(of_a), Some(of_b)] => of_a - of_b,
                    _ => 0.0,
                };
                let (of_a, of_b) = ((-between).min(0.0), between.min(0.0));
                (
                    vec![Source::new(a.clone(), of_a), Source::new(Aligned::beside(a, b), of_b)],
                    vec![first(of_a), with_level(tr!("B from its beginning, not aligned"), of_b)],
                    None,
                )
            }
        };
        Self { tracks, sources, texts, residual }
    }
}

static LATEST: Mutex<Option<Arc<Compared>>> = Mutex::new(None);

fn latest() -> MutexGuard<'static, Option<Arc<Compared>>> {
    LATEST.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was compared last, where it was these two, the second with the first.
pub(super) fn get(first: TrackId, second: TrackId) -> Option<Arc<Compared>> {
    latest().clone().filter(|compared| compared.tracks == [first, second])
}

/// Keeps what was compared; `None` lets it go, and the sounds with it.
pub(super) fn put(compared: Option<Compared>) {
    *latest() = compared.map(Arc::new);
}

fn first(gain_db: f64) -> String {
    with_level(tr!("A as it is"), gain_db)
}

fn laid_text(found: &Match) -> String {
    let alignment = &found.alignment;
    let text = if alignment.is_inverted { tr!("B laid onto A, its polarity turned") } else { tr!("B laid onto A") };
    with_level(text, alignment.gain_db.min(0.0))
}

fn residual_text(found: &Match, gain_db: f64) -> String {
    match found.null.rms_dbfs {
        _ if found.is_bit_identical => tr!("Silence: where both have sound, their samples are the same").to_owned(),
        None => tr!("Silence: nothing is left of B when A is taken away").to_owned(),
        Some(rms_dbfs) => {
            tr!("What is left of B when A is taken away: {level} dBFS", level = number(rms_dbfs + gain_db, 1))
        }
    }
}

fn with_level(text: &str, gain_db: f64) -> String {
    if gain_db > -SAID_DB {
        text.to_owned()
    } else {
        tr!("{heard}, turned down by {gain} dB so that both are equally loud", heard = text, gain = number(-gain_db, 1))
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::{
        analyzer::{
            compare::{Comparison, Refusal, compare},
            testing::sound,
        },
        contracts::CancelToken,
        language::testing::in_french,
        playback::Player,
    };

    const FRAMES: usize = 132_300;
    const TRACKS: [TrackId; 2] = [TrackId(-11), TrackId(-12)];

    /// Noise, the same for the same frame.
    fn noise(frame: usize) -> f32 {
        let mut state = (frame as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((state >> 40) as f32 / (1 << 23) as f32 - 1.0) * 0.4
    }

    /// Noise times `factor`, `delay` frames later.
    fn copy(factor: f32, delay: usize) -> Sound {
        sound(&[&|n| if n < delay { 0.0 } else { factor * noise(n - delay) }], FRAMES)
    }

    fn of(a: &Sound, b: &Sound) -> (Comparison, Compared) {
        let comparison = compare(a, b, &CancelToken::new(), &mut |_| {}).unwrap();
        let compared = Compared::new(TRACKS, [a, b], [None; 2], &comparison.finding);
        (comparison, compared)
    }

    /// The left side of what a player sends to the sink, from the beginning to the end.
    fn heard(compared: &Compared, source: usize) -> Vec<f32> {
        let played = Arc::new(Mutex::new(Vec::<f32>::new()));
        let into = Arc::clone(&played);
        let sink = Box::new(move |frames: &[f32]| into.lock().unwrap().extend(frames.iter().step_by(2)));
        let player = Player::with_sink(sink, 44_100, false);
        player.load(compared.sources.clone());
        player.set_heard(source);
        player.seek(0.0);
        player.play();
        let end = Instant::now() + Duration::from_secs(20);
        while played.lock().unwrap().len() < FRAMES {
            assert!(Instant::now() < end, "the end of source {source}");
            std::thread::sleep(Duration::from_millis(5));
        }
        played.lock().unwrap().clone()
    }

    #[test]
    fn of_a_late_and_inverted_copy_silence_is_left_and_b_is_a() {
        let (_, compared) = of(&copy(1.0, 0), &copy(-1.0, 700));
        let [a, b, residual] = [0, 1, 2].map(|source| heard(&compared, source));
        assert!(a.iter().any(|sample| sample.abs() > 0.3));
        assert!(residual.iter().all(|sample| *sample == 0.0));
        assert_eq!(a[..FRAMES - 700], b[..FRAMES - 700]);
        assert!(b[FRAMES - 700..].iter().all(|sample| *sample == 0.0), "B ends there");
        assert_eq!(compared.texts[1], "B laid onto A, its polarity turned");
        assert_eq!(compared.texts[2], "Silence: nothing is left of B when A is taken away");
    }

    #[test]
    fn the_louder_one_alone_is_turned_down() {
        for (of_a, of_b, expected_db) in [(1.0, 0.5, -6.02), (0.5, 1.0, 0.0)] {
            let (_, compared) = of(&copy(of_a, 0), &copy(of_b, 0));
            for source in &compared.sources {
                assert!((source.gain_db - expected_db).abs() < 0.02, "{}: B has its own already", source.gain_db);
            }
            let [a, b] = [0, 1].map(|source| heard(&compared, source));
            let softer = |n: usize| 0.5 * noise(n);
            // 16 bits to each side.
            assert!((0..FRAMES).all(|n| (a[n] - softer(n)).abs() < 5e-4 && (b[n] - softer(n)).abs() < 5e-4));
            let louder = usize::from(of_a < of_b);
            assert!(
                compared.texts[louder].ends_with("turned down by 6.0 dB so that both are equally loud"),
                "{}",
                compared.texts[louder]
            );
            assert!(!compared.texts[1 - louder].contains("turned down"));
        }
    }

    #[test]
    fn what_is_left_is_told_with_the_level_that_is_heard() {
        let more = sound(&[&|n| noise(n) + 0.01 * noise(n + 7_000_000)], FRAMES);
        let (comparison, compared) = of(&copy(1.0, 0), &more);
        let Finding::Same(found) = &comparison.finding else { panic!("{:?}", comparison.finding) };
        let level = number(found.null.rms_dbfs.unwrap() + compared.sources[2].gain_db, 1);
        assert_eq!(compared.texts[2], format!("What is left of B when A is taken away: {level} dBFS"));
        assert!(heard(&compared, 2).iter().any(|sample| *sample != 0.0));
    }

    #[test]
    fn equal_samples_leave_silence_and_it_is_said() {
        let (comparison, compared) = of(&copy(1.0, 0), &copy(1.0, 0));
        assert!(matches!(&comparison.finding, Finding::Same(found) if found.is_bit_identical));
        assert_eq!(compared.texts[0], "A as it is");
        assert_eq!(compared.texts[2], "Silence: where both have sound, their samples are the same");
        assert!(in_french(|| with_level("A", -3.25)).contains("3,"));
    }

    #[test]
    fn other_recordings_are_heard_at_one_loudness_and_leave_nothing() {
        let finding = Finding::NotSame { reason: Refusal::Uncorrelated, correlation: 0.04 };
        let (a, b) = (copy(1.0, 0), sound(&[&|n| noise(n + 9_000_000), &|_| 0.25], FRAMES));
        let compared = Compared::new(TRACKS, [&a, &b], [Some(-9.0), Some(-15.0)], &finding);
        assert_eq!(compared.sources.iter().map(|source| source.gain_db).collect::<Vec<_>>(), [-6.0, 0.0]);
        let b_heard = heard(&compared, 1);
        assert!((0..FRAMES).all(|n| (b_heard[n] - noise(n + 9_000_000)).abs() < 5e-5), "as it is");
        let unknown = Compared::new(TRACKS, [&a, &b], [Some(-9.0), None], &finding);
        assert!(unknown.residual.is_none());
        assert!(unknown.sources.iter().all(|source| source.gain_db == 0.0));
    }

    #[test]
    fn what_was_compared_is_found_by_its_tracks_in_their_order() {
        let a = copy(1.0, 0);
        let finding = Finding::NotSame { reason: Refusal::TooShort, correlation: 0.0 };
        put(Some(Compared::new(TRACKS, [&a, &a], [None; 2], &finding)));
        assert!(get(TRACKS[0], TRACKS[1]).is_some() && get(TRACKS[1], TRACKS[0]).is_none());
        put(None);
        assert!(get(TRACKS[0], TRACKS[1]).is_none());
    }
}
