//! A straight line through delays over time, some of which are wrong.

/// A line and how well it lies.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Value at 0.
    pub start: f64,
    /// Rise for each unit.
    pub slope: f64,
    /// Standard error of the slope; 0 for fewer than three points.
    pub slope_error: f64,
    /// Distance from the line up to which a point agrees.
    pub tolerance: f64,
}

impl Line {
    /// Value at `place`.
    pub(super) fn at(&self, place: f64) -> f64 {
        self.start + self.slope * place
    }

    /// Whether a point lies on it.
    pub(super) fn agrees(&self, (place, value): (f64, f64)) -> bool {
        (value - self.at(place)).abs() <= self.tolerance
    }
}

/// The line through `points`, from the median of all slopes (Theil 1950, Sen 1968) and least squares over those within three
/// deviations or `tolerance` of it. `None` without points; level where `is_level`, or where there are fewer than three.
pub(super) fn line(points: &[(f64, f64)], tolerance: f64, is_level: bool) -> Option<Line> {
    let is_level = is_level || points.len() < 3;
    let mut slopes = Vec::new();
    for (index, first) in points.iter().enumerate() {
        slopes.extend(
            points[index + 1..]
                .iter()
                .filter(|second| second.0 != first.0)
                .map(|second| (second.1 - first.1) / (second.0 - first.0)),
        );
    }
    let slope = if is_level { 0.0 } else { median(&mut slopes).unwrap_or(0.0) };
    let start = median(&mut points.iter().map(|point| point.1 - slope * point.0).collect::<Vec<_>>())?;
    let rough = Line { start, slope, slope_error: 0.0, tolerance: 0.0 };
    let deviation = median(&mut points.iter().map(|point| (point.1 - rough.at(point.0)).abs()).collect::<Vec<_>>())?;
    // 1.4826 makes of a median deviation the standard deviation of a normal distribution.
    let tolerance = tolerance.max(3.0 * 1.4826 * deviation);
    let near: Vec<(f64, f64)> = points.iter().copied().filter(|point| Line { tolerance, ..rough }.agrees(*point)).collect();
    let count = near.len() as f64;
    let (mean_place, mean_value) =
        (near.iter().map(|point| point.0).sum::<f64>() / count, near.iter().map(|point| point.1).sum::<f64>() / count);
    let spread: f64 = near.iter().map(|point| (point.0 - mean_place).powi(2)).sum();
    if is_level || near.len() < 3 || spread == 0.0 {
        return Some(Line { start: mean_value - slope * mean_place, slope, slope_error: 0.0, tolerance });
    }
    let slope = near.iter().map(|point| (point.0 - mean_place) * (point.1 - mean_value)).sum::<f64>() / spread;
    let start = mean_value - slope * mean_place;
    let rest: f64 = near.iter().map(|point| (point.1 - start - slope * point.0).powi(2)).sum();
    let slope_error = (rest / (count - 2.0).max(1.0) / spread).sqrt();
    Some(Line { start, slope, slope_error, tolerance })
}

/// The middle value; the mean of the two middle ones where there is an even number. `None` without values.
pub(super) fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => None,
        length if length % 2 == 1 => Some(values[half]),
        _ => Some(0.5 * (values[half - 1] + values[half])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outliers_do_not_bend_the_line() {
        let mut points: Vec<(f64, f64)> = (0..40).map(|n| (f64::from(n) * 10.0, 5.0 + f64::from(n) * 0.25)).collect();
        for wrong in [3, 11, 20, 31, 39] {
            points[wrong].1 += 400.0;
        }
        let line = line(&points, 0.01, false).unwrap();
        assert!((line.start - 5.0).abs() < 1e-9 && (line.slope - 0.025).abs() < 1e-12, "{line:?}");
        assert_eq!(points.iter().filter(|point| line.agrees(**point)).count(), 35);
    }

    #[test]
    fn a_level_line_is_a_middle() {
        assert_eq!(line(&[], 1.0, true), None);
        let line = line(&[(0.0, 1.0), (1.0, 1.2), (2.0, 9.0)], 0.5, true).unwrap();
        assert!((line.start - 1.1).abs() < 1e-12 || line.tolerance > 0.5);
        assert_eq!(line.slope, 0.0);
        assert_eq!(median(&mut [3.0, 1.0]), Some(2.0));
    }
}
