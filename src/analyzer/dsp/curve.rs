//! A curve over a track of unknown length in a fixed number of points.
//!
//! It starts fine; when it is full, neighbouring points are merged in pairs and each later point covers twice as much. So a
//! track of any length ends with 513 to 1024 points, or with one a piece where it is shorter than that. All points cover one
//! length but the last, which may be shorter.

/// Most points of a curve.
pub(super) const POINTS: usize = 1024;

/// A point that can be merged with the next one.
pub(super) trait Point: Clone {
    /// Takes in `next`, which follows it.
    fn merge(&mut self, next: &Self);
}

impl Point for u32 {
    fn merge(&mut self, next: &Self) {
        *self = self.saturating_add(*next);
    }
}

/// A curve of at most [`POINTS`] points.
#[derive(Clone, Debug)]
pub(super) struct Curve<P> {
    points: Vec<P>,
    doublings: u32,
    in_last: u64,
}

impl<P: Point> Curve<P> {
    /// An empty curve.
    pub(super) fn new() -> Self {
        Self { points: Vec::with_capacity(POINTS), doublings: 0, in_last: 0 }
    }

    /// Adds the next piece.
    pub(super) fn push(&mut self, piece: &P) {
        let pieces_a_point = 1_u64 << self.doublings;
        if self.in_last > 0 && self.in_last < pieces_a_point {
            if let Some(last) = self.points.last_mut() {
                last.merge(piece);
            }
            self.in_last += 1;
            return;
        }
        if self.points.len() == POINTS {
            self.halve();
            self.in_last = 1_u64 << self.doublings;
            return self.push(piece);
        }
        self.points.push(piece.clone());
        self.in_last = 1;
    }

    /// How often points were merged: a full point covers two to the power of this pieces.
    pub(super) fn doublings(&self) -> u32 {
        self.doublings
    }

    /// The points.
    pub(super) fn points(&self) -> &[P] {
        &self.points
    }

    fn halve(&mut self) {
        for index in 0..self.points.len() / 2 {
            let mut merged = self.points[2 * index].clone();
            merged.merge(&self.points[2 * index + 1]);
            self.points[index] = merged;
        }
        self.points.truncate(self.points.len() / 2);
        self.doublings += 1;
    }
}

/// Counts of events by the piece in which they fall, merged as a [`Curve`] merges.
#[derive(Clone, Debug)]
pub(super) struct EventCurve {
    counts: Vec<u32>,
    doublings: u32,
}

impl EventCurve {
    /// No events.
    pub(super) fn new() -> Self {
        Self { counts: Vec::new(), doublings: 0 }
    }

    /// Forgets every event.
    pub(super) fn clear(&mut self) {
        self.counts.clear();
        self.doublings = 0;
    }

    /// Counts an event in piece `index`.
    pub(super) fn add(&mut self, index: u64) {
        while index >> self.doublings >= POINTS as u64 {
            self.coarsen();
        }
        let point = (index >> self.doublings) as usize;
        if self.counts.len() <= point {
            self.counts.resize(point + 1, 0);
        }
        self.counts[point] = self.counts[point].saturating_add(1);
    }

    /// Adds the counts to `totals`, whose points were merged `doublings` times.
    pub(super) fn add_to(&self, totals: &mut [u32], doublings: u32) {
        let Some(last) = totals.len().checked_sub(1) else { return };
        for (index, count) in self.counts.iter().enumerate() {
            let piece = (index as u64) << self.doublings;
            let point = ((piece >> doublings) as usize).min(last);
            totals[point] = totals[point].saturating_add(*count);
        }
    }

    fn coarsen(&mut self) {
        self.counts =
            self.counts.chunks(2).map(|pair| pair.iter().fold(0, |total: u32, count| total.saturating_add(*count))).collect();
        self.doublings += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_keeps_every_piece_in_equal_points() {
        for pieces in [0_usize, 1, 1023, 1024, 1025, 2048, 2049, 100_000] {
            let mut curve = Curve::new();
            (0..pieces).for_each(|_| curve.push(&1_u32));
            let points = curve.points();
            assert!(points.len() <= POINTS && (pieces < 1024 || points.len() > POINTS / 2), "{pieces}: {}", points.len());
            assert_eq!(points.iter().sum::<u32>() as usize, pieces);
            if let Some((last, full)) = points.split_last() {
                assert!(full.iter().all(|count| *count == 1 << curve.doublings()) && *last <= 1 << curve.doublings());
            }
        }
    }

    #[test]
    fn events_fall_where_the_curve_has_them() {
        let mut curve = Curve::new();
        let mut events = EventCurve::new();
        for piece in 0..5_000_u64 {
            curve.push(&u32::from(piece % 7 == 3));
            if piece % 7 == 3 {
                events.add(piece);
            }
        }
        let mut totals = vec![0; curve.points().len()];
        events.add_to(&mut totals, curve.doublings());
        assert_eq!(totals, curve.points());
    }
}
