//! What a picture of a track's sound is to show, how it is made, and what stands under the cursor. No Qt.

use std::time::{Duration, Instant};

use serde::Deserialize;

use super::{
    image::{Image, Palette, Tick},
    sounds::Shown,
};
use crate::{
    contracts::CancelToken,
    language::{number, tr, whole},
    pictures::{
        self, LEVEL_RANGE_DB, Levels, Look, MarkKinds, RegionSpectrum, Spectrogram, View, frequency_ticks, level_ticks, note_name,
        time_ticks,
    },
    units::amplitude_db,
};

/// What is to be drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    #[default]
    None,
    Spectrogram,
    Legend,
    Waveform,
    Loudness,
    Correlation,
    Spectrum,
    Goniometer,
    Values,
}

/// A wish of QML.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Order {
    pub(super) kind: Kind,
    pub(super) from_s: f64,
    pub(super) to_s: f64,
    pub(super) look: Look,
    pub(super) marks: MarkKinds,
}

impl Default for Order {
    fn default() -> Self {
        Self { kind: Kind::None, from_s: 0.0, to_s: 0.0, look: Look::default(), marks: MarkKinds::default() }
    }
}

/// A picture that was made.
pub(super) struct Drawing {
    pub(super) order: Order,
    pub(super) took: Duration,
    /// A sentence beside the picture.
    pub(super) note: String,
    content: Content,
}

/// What is kept to read the picture.
enum Content {
    Nothing,
    Levels(Levels),
    Spectrum(RegionSpectrum),
}

impl Order {
    fn view(&self) -> View {
        View { from_s: self.from_s, to_s: self.to_s }
    }

    /// Whether there is something to draw.
    pub(super) fn is_drawable(&self) -> bool {
        self.kind != Kind::None && (self.kind == Kind::Legend || (self.to_s > self.from_s && self.look.window.is_power_of_two()))
    }

    fn runs_over_time(&self) -> bool {
        matches!(self.kind, Kind::Spectrogram | Kind::Waveform | Kind::Loudness | Kind::Correlation)
    }

    /// Where this order's left and right edge lie in the picture of another.
    pub(super) fn across(&self, other: &Self) -> [f64; 2] {
        if !self.runs_over_time() || other.kind != self.kind || other.to_s <= other.from_s {
            return [0.0, 1.0];
        }
        // Far out of sight it does not matter where, and a painter's coordinates are bounded.
        [self.from_s, self.to_s].map(|time_s| other.view().place_of(time_s).clamp(-20.0, 21.0))
    }

    /// Where this order's top and bottom edge lie in the picture of another.
    pub(super) fn down(&self, other: &Self) -> [f64; 2] {
        let is_mapped = self.kind == Kind::Spectrogram && other.look.axis == self.look.axis && self.look.high_hz > 0.0;
        if !is_mapped || other.look.high_hz <= 0.0 {
            return [0.0, 1.0];
        }
        [self.look.high_hz, self.look.low_hz]
            .map(|hz| 1.0 - other.look.axis.place_of(hz, other.look.low_hz, other.look.high_hz))
            .map(|place| place.clamp(-20.0, 21.0))
    }

    /// Whether a picture of this order would still show part of `other`.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        self.kind == other.kind && self.from_s < other.to_s && other.from_s < self.to_s && self.look.window == other.look.window
    }
}

/// Makes the picture, with levels from `spectrogram`: those of the track, or of what a comparison leaves. `None` where it was
/// cancelled or the sound cannot be read.
pub(super) fn draw(
    shown: &Shown,
    spectrogram: &Spectrogram,
    order: Order,
    palette: &Palette,
    (width, height): (usize, usize),
    cancel: &CancelToken,
) -> Option<(Drawing, Image, Vec<Tick>)> {
    let started = Instant::now();
    let (view, look) = (order.view(), &order.look);
    let nyquist_hz = shown.sound.sample_rate().nyquist_hz();
    let top_hz = look.top_hz(nyquist_hz);
    let figures = &shown.report.measurements;
    let mut note = String::new();
    let mut content = Content::Nothing;
    let (image, ticks) = match order.kind {
        Kind::None => (Image::default(), Vec::new()),
        Kind::Legend => (pictures::paint_legend(look.map, width, height), level_ticks(look.floor_db, look.ceiling_db, height, "y")),
        Kind::Spectrogram => {
            let levels = spectrogram.levels(&view, look, width, cancel).ok()?;
            let image = pictures::paint(&levels, look, height);
            content = Content::Levels(levels);
            let mut ticks = frequency_ticks(look.axis, look.low_hz, top_hz, height, "y");
            ticks.extend(time_ticks(&view, width));
            (image, ticks)
        }
        Kind::Waveform => {
            let overview = shown.overview();
            let image = pictures::waveform(&shown.sound, &overview, &view, order.marks, palette, (width, height)).ok()?;
            let lanes = shown.sound.channels().min(2);
            let name = |lane: usize| ["L", "R"][lane];
            let mut ticks: Vec<Tick> = (0..lanes)
                .map(|lane| {
                    let label = if lanes == 1 { "0" } else { name(lane) };
                    Tick::new("y", (lane as f64 + 0.5) / lanes as f64, label)
                })
                .collect();
            ticks.extend(time_ticks(&view, width));
            (image, ticks)
        }
        Kind::Loudness => pictures::loudness(&shown.overview(), figures.integrated_lufs, &view, palette, (width, height)),
        Kind::Correlation => pictures::correlation(&shown.overview(), &view, palette, (width, height)),
        Kind::Spectrum => {
            let spectrum = pictures::region_spectrum(spectrogram, &view, look.channel, look.window, cancel).ok()?;
            let edges: Vec<f64> = [figures.cutoff_hz, figures.upsampling_edge_hz].into_iter().flatten().collect();
            let painted = pictures::paint_spectrum(&spectrum, look.axis, (look.low_hz, top_hz), &edges, palette, (width, height));
            content = Content::Spectrum(spectrum);
            painted
        }
        Kind::Goniometer => (pictures::goniometer(&shown.sound, &view, palette, (width, height)).ok()?, Vec::new()),
        Kind::Values => {
            let histogram = pictures::value_histogram(&shown.sound, &view, cancel).ok()?.ok()?;
            let (between, unused) = histogram.unused_values();
            let idle = histogram.bits.iter().filter(|share| **share == 0.0 || **share == 1.0).count();
            note = tr!(
                "{occurring} of {between} values between the lowest and the highest occur; {changing} of {bits} bits change",
                occurring = whole(between - unused),
                between = whole(between),
                changing = histogram.bits.len() - idle,
                bits = histogram.bits.len()
            );
            pictures::paint_values(&histogram, palette, (width, height))
        }
    };
    Some((Drawing { order, took: started.elapsed(), note, content }, image, ticks))
}

/// What lies at `x`, `y` (0 to 1 from the left and the top) of the picture that `order` asks for.
pub(super) fn reading(drawing: &Drawing, order: &Order, shown: &Shown, x: f64, y: f64) -> String {
    let nyquist_hz = shown.sound.sample_rate().nyquist_hz();
    let look = &order.look;
    let time_s = order.view().time_at(x.clamp(0.0, 1.0));
    let time = clock(time_s);
    let top_hz = look.top_hz(nyquist_hz);
    match (order.kind, &drawing.content) {
        (Kind::Spectrogram, Content::Levels(levels)) => {
            let hz = look.axis.hz_at(1.0 - y, look.low_hz, top_hz);
            let level = levels.level_at(drawing.order.view().place_of(time_s), hz);
            let level = level.map_or_else(
                || tr!("< {level} dB", level = number(LEVEL_RANGE_DB.0.into(), 0)),
                |level| tr!("{level} dB", level = number(level.into(), 0)),
            );
            let khz = number(hz / 1000.0, 2);
            match note_name(hz) {
                Some(note) => tr!("{time}  {khz} kHz  {level}  {note}", time, khz, level, note),
                None => tr!("{time}  {khz} kHz  {level}", time, khz, level),
            }
        }
        (Kind::Spectrum, Content::Spectrum(spectrum)) => {
            let hz = look.axis.hz_at(x, look.low_hz, top_hz);
            let at = |values: &[f32]| {
                let bin = (hz / nyquist_hz * values.len().saturating_sub(1) as f64).round() as usize;
                values.get(bin).map_or_else(|| "-".to_owned(), |level| number(f64::from(*level), 0))
            };
            tr!(
                "{khz} kHz  mean {mean}  10 % {tenth}  50 % {middle}  90 % {ninetieth}  max {highest} dB",
                khz = number(hz / 1000.0, 2),
                mean = at(&spectrum.mean_db),
                tenth = at(&spectrum.percentiles_db[0]),
                middle = at(&spectrum.percentiles_db[1]),
                ninetieth = at(&spectrum.percentiles_db[2]),
                highest = at(&spectrum.highest_db)
            )
        }
        (Kind::Waveform, _) => {
            let overview = shown.overview();
            let part = (time_s >= 0.0).then(|| overview.parts.get((time_s / overview.part_s.max(1e-9)) as usize)).flatten();
            let peak = part.map(|part| part.high.iter().chain(&part.low).fold(0.0_f32, |peak, sample| peak.max(sample.abs())));
            match peak.and_then(|peak| amplitude_db(f64::from(peak))) {
                Some(level) => tr!("{time}  {level} dBFS", time, level = number(level, 1)),
                None => time,
            }
        }
        (Kind::Loudness, _) => {
            let overview = shown.overview();
            let at = |values: &[f32], window_s: f64| {
                let piece = ((time_s - window_s / 2.0) / 0.1).round();
                let value = (piece >= 0.0).then(|| values.get(piece as usize)).flatten();
                value.map_or_else(|| "-".to_owned(), |value| number(f64::from(*value), 1))
            };
            let (momentary, short_term) = (at(&overview.momentary_lufs(), 0.4), at(&overview.short_term_lufs(), 3.0));
            tr!("{time}  momentary {momentary}  short-term {short_term} LUFS", time, momentary, short_term)
        }
        (Kind::Correlation, _) => {
            let overview = shown.overview();
            let part = (time_s >= 0.0).then(|| overview.parts.get((time_s / overview.part_s.max(1e-9)) as usize)).flatten();
            match part.and_then(|part| part.correlation()) {
                Some(value) => {
                    let sign = if value < 0.0 { "" } else { "+" };
                    format!("{time}  {sign}{}", number(value.into(), 2))
                }
                None => time,
            }
        }
        _ => String::new(),
    }
}

/// Minutes, seconds and tenths; thousandths below a minute of view would not be readable while it moves.
fn clock(time_s: f64) -> String {
    let tenths = (time_s.max(0.0) * 10.0).floor() as u64;
    let decimal = number((tenths % 10) as f64 / 10.0, 1);
    format!("{}:{:02}{}", tenths / 600, tenths / 10 % 60, &decimal[1..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::{Axis, ColourMap};

    #[test]
    fn an_order_is_what_qml_writes() {
        let text = r#"{"kind":"spectrogram","from_s":1,"to_s":3.5,"look":{"channel":"side","window":4096,"axis":"log","low_hz":20,
            "high_hz":20000,"floor_db":-100,"ceiling_db":-10,"map":"viridis"},"marks":{"clips":true,"faults":false,"silence":true}}"#;
        let order: Order = serde_json::from_str(text).unwrap();
        assert_eq!((order.look.axis, order.look.map), (Axis::Log, ColourMap::Viridis));
        assert!(order.is_drawable() && !Order { to_s: 1.0, ..order.clone() }.is_drawable());
        assert!(serde_json::from_str::<Order>(r#"{"kind":"spectrogram","windw":3}"#).is_err());
    }

    #[test]
    fn the_old_picture_goes_where_its_time_went() {
        let old = Order { kind: Kind::Spectrogram, from_s: 0.0, to_s: 10.0, ..Order::default() };
        let new = Order { from_s: 5.0, to_s: 10.0, ..old.clone() };
        assert_eq!(old.across(&new), [-1.0, 1.0]);
        assert_eq!(new.across(&old), [0.5, 1.0]);
        assert!(old.is_near(&new) && !old.is_near(&Order { from_s: 11.0, to_s: 12.0, ..old.clone() }));
        let spectrum = Order { kind: Kind::Spectrum, ..old };
        assert_eq!(spectrum.across(&new), [0.0, 1.0]);
    }
}
