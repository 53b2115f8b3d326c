//! What the player of the window decides and says: levels, channels, loops, times. No Qt.

use crate::{
    language::{number, tr},
    playback::{Channels, DeviceState},
};

/// Loudness that tracks are turned down to where they are matched: the reference of ReplayGain 2.
const MATCHED_LUFS: f64 = -18.0;
/// Shortest part that is looped.
const SHORTEST_LOOP_S: f64 = 0.02;

/// The channels of this name: `lr`, `l`, `r`, `m` or `s`.
pub(super) fn channels(name: &str) -> Option<Channels> {
    Some(match name {
        "lr" => Channels::Stereo,
        "l" => Channels::Left,
        "r" => Channels::Right,
        "m" => Channels::Mid,
        "s" => Channels::Side,
        _ => return None,
    })
}

/// The source of the player that is heard under this name: the track, whole (`track`) or above its cutoff (`difference`); where it
/// is compared, the `other` one and the `residual`.
pub(super) fn source(heard: &str) -> Option<usize> {
    Some(match heard {
        "track" | "difference" => 0,
        "other" => 1,
        "residual" => 2,
        _ => return None,
    })
}

/// Whether this can be heard of so many sources, the first of which has its cutoff at `cutoff_hz`, 0 for none.
pub(super) fn can_hear(heard: &str, sources: usize, cutoff_hz: f64) -> bool {
    source(heard).is_some_and(|source| source < sources) && (heard != "difference" || cutoff_hz > 0.0)
}

/// Gain in dB, never above 0, with which a track is as loud as the others and its true peak at most at full scale.
pub(super) fn matched_gain_db(integrated_lufs: Option<f64>, true_peak_dbtp: Option<f64>) -> f64 {
    let by_loudness = integrated_lufs.filter(|lufs| lufs.is_finite()).map_or(0.0, |lufs| MATCHED_LUFS - lufs);
    let by_peak = true_peak_dbtp.filter(|peak| peak.is_finite()).map_or(0.0, |peak| -peak);
    by_loudness.min(by_peak).min(0.0)
}

/// Volume of the player, 0 to 1, at which a track with this gain is heard at `volume`.
pub(super) fn heard_volume(volume: f64, gain_db: f64) -> f64 {
    volume.clamp(0.0, 1.0) * 10.0_f64.powf(gain_db.min(0.0) / 20.0)
}

/// What the matching does to this track.
pub(super) fn matching(integrated_lufs: Option<f64>, gain_db: f64) -> String {
    match integrated_lufs {
        None => tr!("The loudness of this track is not known: it stays as it is.").to_owned(),
        Some(_) if gain_db > -0.05 => tr!("Louder tracks are turned down to -18 LUFS; this one stays as it is.").to_owned(),
        Some(_) => tr!("Louder tracks are turned down to -18 LUFS: this one by {gain} dB.", gain = number(-gain_db, 1)),
    }
}

/// What is heard of this track above its cutoff.
pub(super) fn difference(cutoff_hz: Option<f64>) -> String {
    match cutoff_hz {
        Some(hz) => tr!(
            "Only what a low-pass at the detected cutoff, {cutoff} kHz, would remove. Silence means that nothing lies above it.",
            cutoff = number(hz / 1000.0, 2)
        ),
        None => tr!("No cutoff was found in this track, so that there is nothing to take away.").to_owned(),
    }
}

/// What is to be said of the device; empty where nothing is amiss.
pub(super) fn device(state: &DeviceState) -> &'static str {
    match state {
        DeviceState::NoDevice { .. } => tr!("No sound device was found. Connect one, then press play again."),
        DeviceState::NotOpened | DeviceState::Ready { .. } | DeviceState::Null => "",
    }
}

/// `4:11.3` or `1:06:42.0`; nothing is rounded up, so that no time is shown before it is reached.
pub(super) fn clock(seconds: f64) -> String {
    let tenths = if seconds.is_finite() { (seconds.max(0.0) * 10.0 + 1e-6) as u64 } else { 0 };
    let (hours, minutes, tenths) = (tenths / 36_000, tenths / 600 % 60, tenths % 600);
    let whole = number(tenths as f64 / 10.0, 1);
    let seconds = if tenths < 100 { format!("0{whole}") } else { whole };
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds}") } else { format!("{minutes}:{seconds}") }
}

/// The part of a track of `duration_s` that is looped; `None` where it is too short to be one.
pub(super) fn part(from_s: f64, to_s: f64, duration_s: f64) -> Option<(f64, f64)> {
    let (from_s, to_s) = (from_s.max(0.0), if duration_s > 0.0 { to_s.min(duration_s) } else { to_s });
    (to_s - from_s >= SHORTEST_LOOP_S).then_some((from_s, to_s))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::in_french;

    #[test]
    fn tracks_are_turned_down_alone_and_below_full_scale() {
        assert_eq!(matched_gain_db(Some(-9.0), Some(-0.5)), -9.0);
        assert_eq!(matched_gain_db(Some(-23.0), Some(-6.0)), 0.0, "a soft track stays");
        assert_eq!(matched_gain_db(Some(-20.0), Some(1.5)), -1.5, "its peaks do not");
        assert_eq!(matched_gain_db(None, None), 0.0);
        assert_eq!(matched_gain_db(Some(f64::NEG_INFINITY), Some(f64::NAN)), 0.0);
        assert!((heard_volume(0.5, -20.0) - 0.05).abs() < 1e-12);
        assert_eq!(heard_volume(3.0, 6.0), 1.0);
    }

    #[test]
    fn the_matching_says_what_it_does() {
        assert_eq!(matching(Some(-9.1), -8.9), "Louder tracks are turned down to -18 LUFS: this one by 8.9 dB.");
        assert!(matching(Some(-23.0), 0.0).ends_with("this one stays as it is."));
        assert!(matching(None, 0.0).starts_with("The loudness of this track is not known"));
        assert!(in_french(|| matching(Some(-9.1), -8.9)).contains("8,9"));
    }

    #[test]
    fn the_difference_names_the_cutoff() {
        assert!(difference(Some(16_040.0)).contains("16.04 kHz"));
        assert!(in_french(|| difference(Some(16_040.0))).contains("16,04"));
        assert!(difference(None).starts_with("No cutoff was found"));
    }

    #[test]
    fn a_missing_device_is_told_and_no_other_state() {
        let missing = DeviceState::NoDevice { reason: "ALSA: no such file".to_owned() };
        assert_eq!(device(&missing), "No sound device was found. Connect one, then press play again.");
        for state in [DeviceState::NotOpened, DeviceState::Null, DeviceState::Ready { name: "speakers".to_owned() }] {
            assert_eq!(device(&state), "");
        }
    }

    #[test]
    fn a_clock_never_runs_ahead() {
        let shown = [0.0, 9.99, 59.96, 92.4, 3_599.99, 4_002.0, f64::NAN, -1.0].map(clock);
        assert_eq!(shown, ["0:00.0", "0:09.9", "0:59.9", "1:32.4", "59:59.9", "1:06:42.0", "0:00.0", "0:00.0"]);
        assert_eq!(in_french(|| clock(92.4)), "1:32,4");
    }

    #[test]
    fn a_loop_lies_within_the_track_and_has_a_length() {
        assert_eq!(part(-1.0, 5.0, 4.0), Some((0.0, 4.0)));
        assert_eq!(part(1.0, 1.01, 4.0), None);
        assert_eq!(part(3.0, 2.0, 4.0), None);
        assert_eq!(part(1.0, 2.0, 0.0), Some((1.0, 2.0)), "before the length is known");
    }

    #[test]
    fn what_there_is_not_cannot_be_heard() {
        let heard = ["track", "difference", "other", "residual", "both"];
        let of = |sources, cutoff_hz| heard.map(|name| can_hear(name, sources, cutoff_hz));
        assert_eq!(of(1, 0.0), [true, false, false, false, false]);
        assert_eq!(of(1, 16_000.0), [true, true, false, false, false]);
        assert_eq!(of(2, 0.0), [true, false, true, false, false]);
        assert_eq!(of(3, 0.0), [true, false, true, true, false]);
        assert_eq!(heard.map(source), [Some(0), Some(0), Some(1), Some(2), None]);
    }

    #[test]
    fn every_choice_of_channels_has_its_name() {
        let all = ["lr", "l", "r", "m", "s"].map(channels);
        let expected = [Channels::Stereo, Channels::Left, Channels::Right, Channels::Mid, Channels::Side];
        assert_eq!(all, expected.map(Some));
        assert_eq!(channels("both"), None);
    }
}
