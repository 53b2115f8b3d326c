//! What the network looked at, in words: what lies under the cursor, and why there is no picture. No Qt.

use super::{proof_text::khz, rows};
use crate::{
    brain::network::NetworkError,
    contracts::{MAP_BAND_HZ, MAP_BANDS, MAP_TIMES, NetworkMap, capitalised},
    language::{number, retold, tr},
    manager::LookError,
};

/// What the window shows of a look.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Told {
    /// "none", "ready" or "problem".
    pub(super) state: &'static str,
    /// Why there is no picture.
    pub(super) problem: String,
    /// What can be done, where the problem does not say that itself.
    pub(super) remedy: String,
    /// Tells the weights that were used from others.
    pub(super) weights: String,
    /// The map as JSON.
    pub(super) map_json: String,
}

impl Told {
    /// Nothing, as before anybody asked.
    pub(super) fn nothing() -> Self {
        Self { state: "none", ..Self::default() }
    }

    /// What came of a look.
    pub(super) fn of(outcome: &Result<NetworkMap, LookError>) -> Self {
        match outcome {
            Ok(map) => Self {
                state: "ready",
                weights: map.weights.clone(),
                map_json: serde_json::to_string(map).unwrap_or_default(),
                ..Self::default()
            },
            Err(LookError::Cancelled(_)) => Self::nothing(),
            Err(error) => Self { state: "problem", problem: problem(error), remedy: remedy(error).to_owned(), ..Self::default() },
        }
    }
}

fn problem(error: &LookError) -> String {
    let told = retold(&error.to_string()).into_owned();
    // One that begins with a path stays as it is.
    if matches!(error, LookError::Track(_) | LookError::Nothing { .. }) { told } else { capitalised(&told) }
}

fn remedy(error: &LookError) -> &'static str {
    match error {
        LookError::Off => tr!("Switch it on in the settings."),
        LookError::NotAudited => tr!("Audit it first."),
        LookError::Network(NetworkError::NoLibrary | NetworkError::Library { .. } | NetworkError::TooOld { .. }) => {
            tr!("Name a library of ONNX Runtime in the settings or in ORT_DYLIB_PATH.")
        }
        LookError::Network(NetworkError::NoMap) => {
            tr!("Put a network.onnx that does into the folder of weights, or remove it, and the one of this Audiopro is used.")
        }
        LookError::Network(NetworkError::Failed(_)) => tr!("Try it again; the log of the system says more."),
        LookError::Network(_) => tr!("Remove network.onnx from the folder of weights, and the one of this Audiopro is used."),
        // The others name theirs.
        _ => "",
    }
}

/// What lies at a place of a picture, 0 to 1 from the left and from the top; `kind` is that of the picture.
pub(super) fn reading(map: &NetworkMap, kind: &str, x: f64, y: f64) -> String {
    let count = map.voices.len();
    let cell = |place: f64, cells: usize| ((place.clamp(0.0, 1.0) * cells as f64) as usize).min(cells.saturating_sub(1));
    let Some(voice) = map.voices.get(cell(x, count)) else { return String::new() };
    let time = rows::length(Some(voice.start_s));
    if kind != "parts" {
        return tr!("{time}, the whole patch: {value}", time, value = signed(voice.logit));
    }
    let band = cell(1.0 - y, MAP_BANDS);
    let Some(value) = voice.at(band, cell(x, count * MAP_TIMES) % MAP_TIMES) else { return String::new() };
    let edge = |band: usize| khz(band as u32 * MAP_BAND_HZ);
    tr!("{time}, {low} to {high} kHz: {value}", time, low = edge(band), high = edge(band + 1), value = signed(value))
}

/// Log-odds with their sign: `+1.3`.
pub(super) fn signed(value: f32) -> String {
    let rounded = (f64::from(value) * 10.0).round() / 10.0 + 0.0;
    let told = number(rounded, 1);
    if rounded > 0.0 { format!("+{told}") } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analyzer::DecodeError, contracts::PatchVoice, language::testing::in_french};

    fn map() -> NetworkMap {
        let voice = |start_s: f64, logit: f32| PatchVoice { start_s, logit, map: vec![0.0; MAP_BANDS * MAP_TIMES] };
        let mut voices = vec![voice(0.4, -0.04), voice(133.2, 0.62)];
        voices[1].map[10 * MAP_TIMES + 2] = 1.34;
        voices[1].map[3] = -2.0;
        NetworkMap { weights: "abcdefgh".to_owned(), voices }
    }

    #[test]
    fn the_cursor_reads_time_band_and_value() {
        let map = map();
        // The third moment of the second patch; the eleventh band from below.
        let (x, y) = ((4.0 + 2.5) / 8.0, 1.0 - 10.5 / 15.0);
        assert_eq!(reading(&map, "parts", x, y), "2:13, 16 to 17.6 kHz: +1.3");
        assert_eq!(reading(&map, "parts", 1.0, 1.0), "2:13, 0 to 1.6 kHz: -2.0");
        assert_eq!(reading(&map, "voices", x, y), "2:13, the whole patch: +0.6");
        assert_eq!(reading(&map, "voices", -1.0, 0.5), "0:00, the whole patch: 0.0", "no zero below zero");
        assert_eq!(reading(&NetworkMap::default(), "parts", 0.5, 0.5), "");
        assert_eq!(
            reading(&NetworkMap { voices: vec![PatchVoice { map: vec![], ..map.voices[0].clone() }], ..map }, "parts", 0.5, 0.5),
            ""
        );
    }

    #[test]
    fn the_cursor_reads_french() {
        let told = in_french(|| reading(&map(), "parts", 6.5 / 8.0, 1.0 - 10.5 / 15.0));
        assert_eq!(told.replace(['\u{a0}', '\u{202f}'], " "), "2:13, 16 à 17,6 kHz : +1,3");
    }

    #[test]
    fn a_look_is_a_picture_or_a_problem_with_its_remedy() {
        let told = Told::of(&Ok(map()));
        assert_eq!((told.state, told.weights.as_str()), ("ready", "abcdefgh"));
        assert_eq!(serde_json::from_str::<NetworkMap>(&told.map_json).unwrap(), map());
        let told = Told::of(&Err(LookError::Cancelled(crate::contracts::Cancelled)));
        assert_eq!(told, Told::nothing());
        let of = |error: LookError| Told::of(&Err(error));
        let off = of(LookError::Off);
        assert_eq!((off.state, off.problem.as_str()), ("problem", "The network is switched off"));
        let library = of(LookError::Network(NetworkError::NoLibrary));
        assert_eq!(library.problem, "ONNX Runtime's library was not found");
        assert!(library.remedy.contains("ORT_DYLIB_PATH"), "{library:?}");
        let no_map = of(LookError::Network(NetworkError::NoMap));
        assert!(no_map.problem.contains("does not say where") && no_map.remedy.contains("network.onnx"), "{no_map:?}");
        let gone = of(LookError::Track(DecodeError::NotFound { path: "a.flac".into() }));
        assert!(gone.problem.starts_with("a.flac: there is no such file") && gone.problem.contains("add it again"), "{gone:?}");
        assert_eq!(gone.remedy, "");
        let french = in_french(|| of(LookError::Off));
        assert_eq!(french.problem, "Le réseau est désactivé");
    }
}
