//! How a grid runs through a track: its sections, read as stretches.

use super::grid::{GridOutcome, GridSection};

/// Share of judged blocks that agree by chance: one that stands above all of two dozen other alignments.
const BY_CHANCE: f64 = 0.04;
/// What a beginning or an end of the grid must explain, in nats: two changes for a gap of one section are worth some four misses
/// of a strong grid in a row. Single misses are no gap.
const CHANGE_COST: f64 = 6.0;

/// What a section says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionState {
    /// The grid holds at the track's alignment.
    Holds,
    /// A grid holds, at another alignment.
    Moved,
    /// It could be judged, and there is no grid, by all of its neighbourhood.
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
    /// Share of the judged blocks that agree; `None` where none could be judged.
    pub fn share(&self) -> Option<f64> {
        (self.judged > 0).then(|| (f64::from(self.agreeing) / f64::from(self.judged)).min(1.0))
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
        let main = self.main_offset();
        let state = |(section, is_present): (&GridSection, bool)| match (section.share(), is_present) {
            (None, _) => SectionState::Unjudged,
            (Some(_), false) => SectionState::Absent,
            (Some(share), true) if share > 0.0 && Some(section.offset) != main => SectionState::Moved,
            (Some(_), true) => SectionState::Holds,
        };
        self.sections.iter().zip(presence(&self.sections)).map(state).collect()
    }

    /// The sections joined where they say the same. One that could not be judged belongs to the stretch before it, at the
    /// beginning to the one after.
    pub fn stretches(&self) -> Vec<GridStretch> {
        let mut stretches: Vec<GridStretch> = Vec::new();
        let mut waiting_s = None;
        let main = self.main_offset();
        for (section, state) in self.sections.iter().zip(self.section_states()) {
            let offset = match state {
                SectionState::Holds => main,
                SectionState::Moved => Some(section.offset),
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
            [sole] => {
                Some(format!("The grid holds from {} to {} of {} only.", clock(sole.start_s), clock(sole.end_s), clock(end_s)))
            }
            [first, second] if !has_gap => Some(format!(
                "The grid changes its alignment from {} to {} at {}, as a cut does.",
                first.offset.unwrap_or_default(),
                second.offset.unwrap_or_default(),
                clock(second.start_s)
            )),
            several if !has_gap => Some(format!(
                "The grid changes its alignment {} times, first at {}, as cuts do.",
                several.len() - 1,
                clock(several[1].start_s)
            )),
            [first, second] => Some(format!(
                "The grid holds from {} to {} and from {} to {} of {}.",
                clock(first.start_s),
                clock(first.end_s),
                clock(second.start_s),
                clock(second.end_s),
                clock(end_s)
            )),
            several => {
                let seconds: f64 = several.iter().map(|stretch| stretch.end_s - stretch.start_s).sum();
                Some(format!("The grid holds in {} separate parts, {} of {} in all.", several.len(), clock(seconds), clock(end_s)))
            }
        }
    }
}

/// Whether the grid is there, section by section: the likeliest course, where a block agrees as often as it does while the grid
/// holds, or by chance, and each change has its cost.
fn presence(sections: &[GridSection]) -> Vec<bool> {
    let share = |is_counted: &dyn Fn(usize) -> bool| {
        let counted = sections.iter().enumerate().filter(|(at, _)| is_counted(*at));
        let (agreeing, judged) =
            counted.fold((0.0, 0.0), |sum, (_, section)| (sum.0 + f64::from(section.agreeing), sum.1 + f64::from(section.judged)));
        (judged > 0.0 && agreeing > 0.0).then(|| (agreeing / judged).clamp(2.0 * BY_CHANCE, 1.0 - BY_CHANCE))
    };
    let mut present = vec![true; sections.len()];
    // What is absent at first lowers the share that is expected of the rest: look again without it.
    for _ in 0..3 {
        let Some(expected) = share(&|at| present[at]) else { return vec![false; sections.len()] };
        present = likeliest_course(sections, expected);
    }
    present
}

fn likeliest_course(sections: &[GridSection], expected: f64) -> Vec<bool> {
    let likelihood = |section: &GridSection, p: f64| {
        let agreeing = f64::from(section.agreeing.min(section.judged));
        agreeing * p.ln() + (f64::from(section.judged) - agreeing) * (1.0 - p).ln()
    };
    // Of each section: how likely the best course is that ends in it without the grid and with it, and where that came from.
    let mut best = [0.0, 0.0];
    let mut came_from = Vec::with_capacity(sections.len());
    for section in sections {
        let stays = [best[0] >= best[1] - CHANGE_COST, best[1] >= best[0] - CHANGE_COST];
        came_from.push([!stays[0], stays[1]]);
        best = [
            if stays[0] { best[0] } else { best[1] - CHANGE_COST } + likelihood(section, BY_CHANCE),
            if stays[1] { best[1] } else { best[0] - CHANGE_COST } + likelihood(section, expected),
        ];
    }
    let mut is_present = best[1] >= best[0];
    let mut present = Vec::with_capacity(sections.len());
    for came_from in came_from.iter().rev() {
        present.push(is_present);
        is_present = came_from[usize::from(is_present)];
    }
    present.reverse();
    present
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
        assert_eq!(spliced.course().as_deref(), Some("The grid holds from 0:00 to 0:30 of 0:50 only."));
        let twice = outcome(&[(50, 50, 48), (0, 50, 48), (50, 50, 48)]);
        assert_eq!(twice.course().as_deref(), Some("The grid holds from 0:00 to 0:10 and from 0:20 to 0:30 of 0:30."));
        let often = outcome(&[(50, 50, 48), (0, 50, 48), (50, 50, 48), (0, 50, 48), (50, 50, 48)]);
        assert_eq!(often.course().as_deref(), Some("The grid holds in 3 separate parts, 0:30 of 0:50 in all."));
    }

    #[test]
    fn single_misses_are_no_gap() {
        // Sections of one excerpt each, as of a short track.
        let missing = |misses: &[usize]| {
            let sections: Vec<(u32, u32, u32)> = (0..24).map(|at| (u32::from(!misses.contains(&at)), 1, 48)).collect();
            outcome(&sections).course()
        };
        for misses in [&[3][..], &[0], &[23], &[5, 6], &[2, 9, 10, 17, 23]] {
            assert_eq!(missing(misses), None, "{misses:?}");
        }
        assert_eq!(missing(&[19, 20, 21, 22, 23]).as_deref(), Some("The grid holds from 0:00 to 3:10 of 4:00 only."));
        // A weak grid misses every second one.
        assert_eq!(missing(&[0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]), None);
        let chance: Vec<(u32, u32, u32)> = (0..24).map(|at| (if at < 12 { 9 } else { u32::from(at % 4 == 0) }, 10, 48)).collect();
        assert_eq!(outcome(&chance).course().as_deref(), Some("The grid holds from 0:00 to 2:00 of 4:00 only."));
    }

    #[test]
    fn a_change_of_the_alignment_is_told() {
        let cut = outcome(&[(50, 50, 48), (50, 50, 48), (50, 50, 211)]);
        assert_eq!(cut.main_offset(), Some(48));
        assert_eq!(cut.section_states(), [SectionState::Holds, SectionState::Holds, SectionState::Moved]);
        assert_eq!(cut.course().as_deref(), Some("The grid changes its alignment from 48 to 211 at 0:20, as a cut does."));
        let often = outcome(&[(50, 50, 48), (50, 50, 211), (50, 50, 300)]);
        assert_eq!(often.course().as_deref(), Some("The grid changes its alignment 2 times, first at 0:10, as cuts do."));
    }

    #[test]
    fn silence_neither_ends_a_stretch_nor_begins_one() {
        let silent = outcome(&[(0, 0, 0), (50, 50, 48), (1, 3, 48), (50, 50, 48), (0, 0, 0)]);
        assert_eq!(silent.stretches(), [GridStretch { start_s: 0.0, end_s: 50.0, offset: Some(48) }]);
        assert!(outcome(&[(0, 0, 0), (0, 0, 0)]).stretches().is_empty());
        assert_eq!(outcome(&[(0, 50, 0), (0, 50, 0)]).course(), None);
    }

    #[test]
    fn times_read_as_on_a_clock() {
        assert_eq!(clock(92.4), "1:32");
        assert_eq!(clock(3723.0), "1:02:03");
        assert_eq!(clock(f64::NAN), "0:00");
    }
}
