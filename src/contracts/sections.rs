//! How a grid runs through a track: its sections, read as stretches.

use super::grid::{GridOutcome, GridSection};

/// Fewer judged blocks say nothing of a section.
const LEAST_JUDGED: u32 = 4;
/// A section carries the grid where so much of what the best section shows agrees: a grid that is weak everywhere is weak, not
/// absent.
const OF_BEST: f64 = 0.5;

/// What a section says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionState {
    /// The grid holds at the track's alignment.
    Holds,
    /// A grid holds, at another alignment.
    Moved,
    /// It could be judged, and there is no grid.
    Absent,
    /// Silent, or too quiet.
    Unjudged,
}

/// A run of sections that say the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridStretch {
    /// Where it begins.
    pub start_s: f64,
    /// Where it ends.
    pub end_s: f64,
    /// The alignment that holds in it; `None` where no grid does.
    pub offset: Option<u32>,
}

impl GridSection {
    /// Share of the judged blocks that agree; `None` where too few could be judged.
    pub fn share(&self) -> Option<f64> {
        (self.judged >= LEAST_JUDGED).then(|| (f64::from(self.agreeing) / f64::from(self.judged)).min(1.0))
    }
}

impl GridOutcome {
    /// The alignment that most blocks of the track agree on; `None` without sections that carry a grid.
    pub fn main_offset(&self) -> Option<u32> {
        let mut counts: Vec<(u32, u64)> = Vec::new();
        for section in self.sections.iter().filter(|section| section.agreeing > 0) {
            match counts.iter_mut().find(|(offset, _)| *offset == section.offset) {
                Some((_, count)) => *count += u64::from(section.agreeing),
                None => counts.push((section.offset, u64::from(section.agreeing))),
            }
        }
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(offset, _)| offset)
    }

    /// What each section says, in their order.
    pub fn section_states(&self) -> Vec<SectionState> {
        let best = self.sections.iter().filter_map(GridSection::share).fold(0.0, f64::max);
        let main = self.main_offset();
        let state = |section: &GridSection| match section.share() {
            None => SectionState::Unjudged,
            Some(share) if best <= 0.0 || share < best * OF_BEST => SectionState::Absent,
            Some(_) if Some(section.offset) == main => SectionState::Holds,
            Some(_) => SectionState::Moved,
        };
        self.sections.iter().map(state).collect()
    }

    /// The sections joined where they say the same. One that could not be judged belongs to the stretch before it, at the
    /// beginning to the one after.
    pub fn stretches(&self) -> Vec<GridStretch> {
        let mut stretches: Vec<GridStretch> = Vec::new();
        let mut waiting_s = None;
        for (section, state) in self.sections.iter().zip(self.section_states()) {
            let offset = match state {
                SectionState::Holds | SectionState::Moved => Some(section.offset),
                SectionState::Absent => None,
                SectionState::Unjudged => {
                    match stretches.last_mut() {
                        Some(last) => last.end_s = section.end_s,
                        None => waiting_s = waiting_s.or(Some(section.start_s)),
                    }
                    continue;
                }
            };
            match stretches.last_mut() {
                Some(last) if last.offset == offset => last.end_s = section.end_s,
                _ => {
                    let start_s = waiting_s.take().unwrap_or(section.start_s);
                    stretches.push(GridStretch { start_s, end_s: section.end_s, offset });
                }
            }
        }
        stretches
    }

    /// Where the grid holds, moves or stops, in words; `None` where it holds throughout or nothing is known of it.
    pub fn course(&self) -> Option<String> {
        let stretches = self.stretches();
        let end_s = self.sections.last()?.end_s;
        let holding: Vec<&GridStretch> = stretches.iter().filter(|stretch| stretch.offset.is_some()).collect();
        let has_gap = holding.len() < stretches.len();
        match holding.as_slice() {
            [] => None,
            [_] if !has_gap => None,
            [sole] => Some(format!("It holds from {} to {} of {} only.", clock(sole.start_s), clock(sole.end_s), clock(end_s))),
            [first, second] if !has_gap => Some(format!(
                "Its alignment changes from {} to {} at {}, as a cut does.",
                first.offset.unwrap_or_default(),
                second.offset.unwrap_or_default(),
                clock(second.start_s)
            )),
            several if !has_gap => Some(format!(
                "Its alignment changes {} times, first at {}, as cuts do.",
                several.len() - 1,
                clock(several[1].start_s)
            )),
            [first, second] => Some(format!(
                "It holds from {} to {} and from {} to {} of {}.",
                clock(first.start_s),
                clock(first.end_s),
                clock(second.start_s),
                clock(second.end_s),
                clock(end_s)
            )),
            several => {
                let seconds: f64 = several.iter().map(|stretch| stretch.end_s - stretch.start_s).sum();
                Some(format!("It holds in {} separate parts, {} of {} in all.", several.len(), clock(seconds), clock(end_s)))
            }
        }
    }
}

/// `4:11`, `1:02:03`.
pub fn clock(seconds: f64) -> String {
    let seconds = seconds.max(0.0).round() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sections of ten seconds: agreeing blocks of fifty and the alignment.
    fn outcome(sections: &[(u32, u32, u32)]) -> GridOutcome {
        let section = |(at, &(agreeing, judged, offset)): (usize, &(u32, u32, u32))| GridSection {
            start_s: at as f64 * 10.0,
            end_s: at as f64 * 10.0 + 10.0,
            agreeing,
            judged,
            offset,
        };
        GridOutcome { sections: sections.iter().enumerate().map(section).collect(), ..GridOutcome::default() }
    }

    #[test]
    fn a_grid_that_holds_throughout_needs_no_words() {
        for sections in [&[(50, 50, 48)][..], &[(50, 50, 48), (46, 50, 48), (30, 50, 48)], &[(20, 50, 48), (17, 50, 48)], &[]] {
            assert_eq!(outcome(sections).course(), None, "{sections:?}");
        }
    }

    #[test]
    fn a_splice_is_told() {
        let spliced = outcome(&[(0, 0, 48), (50, 50, 48), (49, 50, 48), (2, 50, 48), (1, 50, 7)]);
        assert_eq!(spliced.course().as_deref(), Some("It holds from 0:00 to 0:30 of 0:50 only."));
        let twice = outcome(&[(50, 50, 48), (0, 50, 48), (50, 50, 48)]);
        assert_eq!(twice.course().as_deref(), Some("It holds from 0:00 to 0:10 and from 0:20 to 0:30 of 0:30."));
        let often = outcome(&[(50, 50, 48), (0, 50, 48), (50, 50, 48), (0, 50, 48), (50, 50, 48)]);
        assert_eq!(often.course().as_deref(), Some("It holds in 3 separate parts, 0:30 of 0:50 in all."));
    }

    #[test]
    fn a_change_of_the_alignment_is_told() {
        let cut = outcome(&[(50, 50, 48), (50, 50, 48), (50, 50, 211)]);
        assert_eq!(cut.main_offset(), Some(48));
        assert_eq!(cut.section_states(), [SectionState::Holds, SectionState::Holds, SectionState::Moved]);
        assert_eq!(cut.course().as_deref(), Some("Its alignment changes from 48 to 211 at 0:20, as a cut does."));
        let often = outcome(&[(50, 50, 48), (50, 50, 211), (50, 50, 300)]);
        assert_eq!(often.course().as_deref(), Some("Its alignment changes 2 times, first at 0:10, as cuts do."));
    }

    #[test]
    fn silence_neither_ends_a_stretch_nor_begins_one() {
        let silent = outcome(&[(0, 0, 0), (50, 50, 48), (1, 3, 48), (50, 50, 48), (0, 0, 0)]);
        assert_eq!(silent.stretches(), [GridStretch { start_s: 0.0, end_s: 50.0, offset: Some(48) }]);
        assert!(outcome(&[(0, 0, 0), (0, 2, 0)]).stretches().is_empty());
        assert_eq!(outcome(&[(0, 50, 0), (0, 50, 0)]).course(), None);
    }

    #[test]
    fn times_read_as_on_a_clock() {
        assert_eq!(clock(92.4), "1:32");
        assert_eq!(clock(3723.0), "1:02:03");
        assert_eq!(clock(f64::NAN), "0:00");
    }
}
