//! Pixels of what the network looked at: log-odds over time and frequency, and those of each patch. No Qt.
//!
//! Patches stand side by side in the order of time, however far apart they lie in the track. Colours diverge around zero, where
//! the network leans neither way; the bars of the patches say by their direction too which way it leans.

use super::{
    image::{Image, Rgb, Tick},
    network_text::signed,
    proof_plot::mixed,
    rows,
};
use crate::{
    contracts::{MAP_BAND_HZ, MAP_BANDS, MAP_TIMES, NetworkMap},
    language::number,
};

/// Log-odds below this are never drawn in full colour, however little the rest says.
const LEAST_FULL: f32 = 1.0;
/// Kilohertz between two labels.
const STEP_KHZ: u32 = 4;
/// Pixels that a label of time needs.
const LABEL: usize = 64;
/// Labels of time at most.
const MOST_LABELS: usize = 8;

/// Colours of both pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Inks {
    /// Towards a lossy past.
    pub(super) lossy: Rgb,
    /// Towards none.
    pub(super) genuine: Rgb,
    /// Neither.
    pub(super) neutral: Rgb,
    /// The line of zero.
    pub(super) line: Rgb,
}

impl Inks {
    /// The colour of log-odds, 1 being the most that is told apart.
    fn shade(&self, share: f32) -> Rgb {
        let towards = if share > 0.0 { self.lossy } else { self.genuine };
        mixed(self.neutral, towards, share.abs().min(1.0))
    }
}

/// Log-odds over time and frequency, frequency upward.
pub(super) fn parts(map: &NetworkMap, inks: &Inks, width: usize, height: usize) -> (Image, Vec<Tick>) {
    let count = map.voices.len();
    if width == 0 || height == 0 || count == 0 {
        return (Image::default(), Vec::new());
    }
    let mut image = Image::new(width, height);
    let full = full(map.voices.iter().flat_map(|voice| voice.map.iter().copied()));
    let gap = gap(width, count);
    for (index, voice) in map.voices.iter().enumerate() {
        let (from, to) = (index * width / count, ((index + 1) * width / count).saturating_sub(gap));
        for x in from..to {
            let time = (x - from) * MAP_TIMES / (to - from);
            for y in 0..height {
                let band = (height - 1 - y) * MAP_BANDS / height;
                let value = voice.at(band, time).filter(|value| value.is_finite()).unwrap_or(0.0);
                image.blend(x, y, inks.shade(value / full), 1.0);
            }
        }
    }
    let highest_khz = MAP_BANDS as u32 * MAP_BAND_HZ / 1000;
    let label = |step: u32| {
        let khz = f64::from(step * STEP_KHZ);
        Tick::new("y", 1.0 - khz / f64::from(highest_khz), number(khz, 0))
    };
    let mut ticks: Vec<Tick> = (0..=highest_khz / STEP_KHZ).map(label).collect();
    ticks.extend(times(map, width));
    (image, ticks)
}

/// Log-odds of each patch: a bar upward towards a lossy past, downward towards none.
pub(super) fn voices(map: &NetworkMap, inks: &Inks, width: usize, height: usize) -> (Image, Vec<Tick>) {
    let count = map.voices.len();
    if width == 0 || height < 3 || count == 0 {
        return (Image::default(), Vec::new());
    }
    let mut image = Image::new(width, height);
    let full = map.voices.iter().map(|voice| voice.logit.abs()).filter(|size| size.is_finite()).fold(LEAST_FULL, f32::max);
    let (middle, gap) = ((height - 1) / 2, gap(width, count));
    image.row(middle, inks.line, 1.0);
    for (index, voice) in map.voices.iter().enumerate().filter(|(_, voice)| voice.logit.is_finite()) {
        let (from, to) = (index * width / count, ((index + 1) * width / count).saturating_sub(gap));
        let size = (voice.logit.abs() / full * middle as f32).round() as usize;
        if voice.logit > 0.0 {
            image.fill(from..to, middle - size..middle, inks.lossy, 1.0);
        } else {
            image.fill(from..to, middle + 1..middle + 1 + size, inks.genuine, 1.0);
        }
    }
    let mut ticks = vec![
        Tick::new("y", 0.0, signed(full)),
        Tick::new("y", middle as f64 / (height - 1) as f64, number(0.0, 0)),
        Tick::new("y", 1.0, signed(-full)),
    ];
    ticks.extend(times(map, width));
    (image, ticks)
}

/// The size of log-odds that is drawn in full colour: all but the strongest fiftieth lie below it.
fn full(values: impl Iterator<Item = f32>) -> f32 {
    let mut sizes: Vec<f32> = values.filter(|value| value.is_finite()).map(f32::abs).collect();
    sizes.sort_by(f32::total_cmp);
    let rank = (sizes.len() * 49).div_ceil(50).saturating_sub(1);
    sizes.get(rank).copied().unwrap_or(0.0).max(LEAST_FULL)
}

/// Pixels between two patches, where there is room: what stands side by side lies apart in the track.
fn gap(width: usize, count: usize) -> usize {
    usize::from(width >= count * MAP_TIMES * 2)
}

/// Where some of the patches start.
fn times(map: &NetworkMap, width: usize) -> impl Iterator<Item = Tick> {
    let count = map.voices.len();
    let step = count.div_ceil((width / LABEL).clamp(1, MOST_LABELS)).max(1);
    let label =
        move |(index, start_s): (usize, f64)| Tick::new("x", (index as f64 + 0.5) / count as f64, rows::length(Some(start_s)));
    map.voices.iter().map(|voice| voice.start_s).enumerate().step_by(step).map(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::PatchVoice;

    const INKS: Inks = Inks { lossy: Rgb(200, 100, 0), genuine: Rgb(0, 200, 100), neutral: Rgb(20, 20, 20), line: Rgb(90, 90, 90) };
    const LOSSY: [u8; 4] = [200, 100, 0, 255];
    const GENUINE: [u8; 4] = [0, 200, 100, 255];
    const NEUTRAL: [u8; 4] = [20, 20, 20, 255];

    fn voice(start_s: f64, logit: f32, spoken: &[(usize, usize, f32)]) -> PatchVoice {
        let mut map = vec![0.0; MAP_BANDS * MAP_TIMES];
        for (band, time, value) in spoken {
            map[band * MAP_TIMES + time] = *value;
        }
        PatchVoice { start_s, logit, map }
    }

    fn map(voices: Vec<PatchVoice>) -> NetworkMap {
        NetworkMap { weights: "0".to_owned(), voices }
    }

    fn labels<'a>(ticks: &'a [Tick], axis: &str) -> Vec<&'a str> {
        ticks.iter().filter(|tick| tick.axis == axis).map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn each_part_is_coloured_where_it_lies_and_by_the_way_it_leans() {
        // The lowest band at the first moment, the highest at the last one of the second patch, and half as much in the middle.
        let map = map(vec![voice(3.0, 0.0, &[(0, 0, 4.0), (7, 1, 2.0)]), voice(133.0, 0.0, &[(14, 3, -4.0), (0, 0, 4.0)])]);
        // Two patches of four moments, ten pixels each; a band is four pixels high.
        let (image, ticks) = parts(&map, &INKS, 80, 60);
        assert_eq!((image.pixel(0, 59), image.pixel(8, 56)), (LOSSY, LOSSY), "the low band is at the bottom");
        assert_eq!((image.pixel(0, 55), image.pixel(11, 59)), (NEUTRAL, NEUTRAL), "its neighbours say nothing");
        assert_eq!((image.pixel(78, 0), image.pixel(40, 59)), (GENUINE, LOSSY));
        assert_eq!(image.pixel(39, 30)[3], 0, "a gap between the patches");
        assert_eq!(image.pixel(12, 30), [110, 60, 10, 255], "half as strong, half as much colour");
        assert_eq!(labels(&ticks, "y"), ["0", "4", "8", "12", "16", "20", "24"]);
        assert_eq!(ticks.iter().find(|tick| tick.label == "24").unwrap().place, 0.0);
        assert_eq!(labels(&ticks, "x"), ["0:03"], "one label has room");
        assert_eq!(labels(&parts(&map, &INKS, 400, 60).1, "x"), ["0:03", "2:13"]);
    }

    #[test]
    fn what_leans_little_is_pale_and_one_outlier_does_not_pale_the_rest() {
        let (image, _) = parts(&map(vec![voice(0.0, 0.0, &[(0, 0, 0.5)])]), &INKS, 4, 15);
        assert_eq!(image.pixel(0, 14), [110, 60, 10, 255], "half of the least that is drawn in full");
        let mut loud = voice(0.0, 0.0, &[]);
        loud.map.fill(2.0);
        loud.map[59] = 1000.0;
        assert_eq!(parts(&map(vec![loud]), &INKS, 4, 15).0.pixel(0, 14), LOSSY);
    }

    #[test]
    fn bars_rise_towards_lossy_and_fall_towards_genuine() {
        let map = map(vec![voice(0.0, 2.0, &[]), voice(60.0, -1.0, &[]), voice(120.0, 0.0, &[])]);
        let (image, ticks) = voices(&map, &INKS, 90, 41);
        assert_eq!((image.pixel(10, 0), image.pixel(10, 19)), (LOSSY, LOSSY));
        assert_eq!((image.pixel(10, 20), image.pixel(10, 21)[3]), ([90, 90, 90, 255], 0));
        assert_eq!((image.pixel(40, 21), image.pixel(40, 30), image.pixel(40, 32)[3]), (GENUINE, GENUINE, 0), "half as long");
        assert!((0..41).all(|y| y == 20 || image.pixel(70, y)[3] == 0), "nothing said, no bar");
        assert_eq!(labels(&ticks, "y"), ["+2.0", "0", "-2.0"]);
    }

    #[test]
    fn what_is_missing_or_broken_draws_nothing_and_does_not_panic() {
        let broken = PatchVoice { start_s: f64::NAN, logit: f32::NAN, map: vec![f32::INFINITY, 1.0] };
        let many = map(vec![broken; 32]);
        for (width, height) in [(0, 0), (1, 1), (7, 3), (300, 40)] {
            let (image, ticks) = parts(&many, &INKS, width, height);
            assert_eq!((image.width, image.height), (width, height));
            assert!(ticks.iter().all(|tick| (0.0..=1.0).contains(&tick.place)));
            voices(&many, &INKS, width, height);
            for draw in [parts, voices] {
                assert_eq!(draw(&NetworkMap::default(), &INKS, width, height), (Image::default(), Vec::new()));
            }
        }
    }
}
