//! Lines over one axis, with their fill and the grid behind them.

use super::image::{Image, Palette, Rgb, Tick};

/// One line: a value for each column, none where there is none.
pub struct Curve {
    /// Values from the left.
    pub values: Vec<Option<f32>>,
    /// Colour.
    pub colour: Rgb,
    /// Opacity of the line, 0 to 1.
    pub opacity: f32,
    /// Opacity of the area between the line and the foot of the graph.
    pub fill: f32,
}

/// Lines between two values.
pub struct Graph {
    /// Value at the foot.
    pub low: f32,
    /// Value at the top.
    pub high: f32,
    /// Lines, the first drawn first.
    pub curves: Vec<Curve>,
}

impl Graph {
    /// Draws the graph over the lines of `ticks`.
    pub fn paint(&self, ticks: &[Tick], palette: &Palette, width: usize, height: usize) -> Image {
        let mut image = Image::new(width, height);
        if width == 0 || height == 0 {
            return image;
        }
        for tick in ticks {
            match tick.axis {
                "y" => image.row((tick.place * (height - 1) as f64).round() as usize, palette.grid, 0.5),
                _ => image.column((tick.place * (width - 1) as f64).round() as usize, 0, height, palette.grid, 0.25),
            }
        }
        for curve in &self.curves {
            self.line(curve, &mut image);
        }
        image
    }

    fn line(&self, curve: &Curve, image: &mut Image) {
        let mut before: Option<usize> = None;
        for (x, value) in curve.values.iter().enumerate().take(image.width) {
            let Some(value) = value.filter(|value| value.is_finite()) else {
                before = None;
                continue;
            };
            let y = self.row_of(value, image.height);
            if curve.fill > 0.0 {
                image.column(x, y, image.height, curve.colour, curve.fill);
            }
            let (from, to) = before.map_or((y, y), |before| (before.min(y), before.max(y)));
            image.column(x, from, to + 1, curve.colour, curve.opacity);
            before = Some(y);
        }
    }

    fn row_of(&self, value: f32, height: usize) -> usize {
        let share = ((self.high - value) / (self.high - self.low)).clamp(0.0, 1.0);
        (share * (height - 1) as f32).round() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stands_at_its_value_and_breaks_where_there_is_none() {
        let colour = Rgb(255, 0, 0);
        let values = vec![Some(0.0), Some(-10.0), None, Some(f32::NEG_INFINITY), Some(5.0)];
        let graph = Graph { low: -10.0, high: 0.0, curves: vec![Curve { values, colour, opacity: 1.0, fill: 0.0 }] };
        let image = graph.paint(&[], &Palette::default(), 6, 11);
        let rows = |x| (0..11).filter(|y| image.pixel(x, *y)[0] == 255).collect::<Vec<_>>();
        assert_eq!(rows(0), [0]);
        assert_eq!(rows(1), (0..11).collect::<Vec<_>>(), "joined to the one before");
        assert!(rows(2).is_empty() && rows(3).is_empty() && rows(5).is_empty());
        assert_eq!(rows(4), [0], "held at the top");
    }
}
