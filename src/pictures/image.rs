//! A picture in the making: its pixels, its colours and the places of its labels. No Qt.
//!
//! Images are RGBA, eight bits each, row by row from the top. Axis labels are text and belong to QML; [`Tick`]s say where.

use std::ops::Range;

use serde::Serialize;

/// A colour with full opacity.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Colours of a plot.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Palette {
    pub line: Rgb,
    pub fill: Rgb,
    pub grid: Rgb,
    pub proof: Rgb,
    pub alert: Rgb,
}

/// A finished picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Image {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

/// A label of an axis, at a place 0 to 1 along it from the left or the top.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tick {
    pub axis: &'static str,
    pub place: f64,
    pub label: String,
}

impl Tick {
    pub fn new(axis: &'static str, place: f64, label: impl Into<String>) -> Self {
        Self { axis, place, label: label.into() }
    }
}

impl Image {
    /// Nothing on nothing.
    pub fn new(width: usize, height: usize) -> Self {
        Self { width, height, rgba: vec![0; width * height * 4] }
    }

    /// Paints one pixel over what is there with `opacity` 0 to 1.
    pub fn blend(&mut self, x: usize, y: usize, colour: Rgb, opacity: f32) {
        let Some(pixel) = self.rgba.get_mut((y * self.width + x) * 4..).and_then(|rest| rest.get_mut(..4)) else { return };
        if x >= self.width {
            return;
        }
        let under = f32::from(pixel[3]) / 255.0 * (1.0 - opacity);
        let alpha = opacity + under;
        for (channel, value) in [colour.0, colour.1, colour.2].into_iter().enumerate() {
            let mixed = (f32::from(value) * opacity + f32::from(pixel[channel]) * under) / alpha.max(1e-6);
            pixel[channel] = mixed.round() as u8;
        }
        pixel[3] = (alpha * 255.0).round() as u8;
    }

    /// Paints part of a column.
    pub fn column(&mut self, x: usize, from: usize, to: usize, colour: Rgb, opacity: f32) {
        for y in from..to.min(self.height) {
            self.blend(x, y, colour, opacity);
        }
    }

    /// Paints a whole row.
    pub fn row(&mut self, y: usize, colour: Rgb, opacity: f32) {
        if y < self.height {
            for x in 0..self.width {
                self.blend(x, y, colour, opacity);
            }
        }
    }

    /// Paints a box; what lies outside is left out.
    pub fn fill(&mut self, x: Range<usize>, y: Range<usize>, colour: Rgb, opacity: f32) {
        for x in x.start..x.end.min(self.width) {
            self.column(x, y.start, y.end, colour, opacity);
        }
    }

    #[cfg(test)]
    pub fn pixel(&self, x: usize, y: usize) -> [u8; 4] {
        self.rgba[(y * self.width + x) * 4..][..4].try_into().unwrap()
    }
}
