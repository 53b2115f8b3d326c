//! Which of many fingerprints may be of one recording, and how alike two of them are.
//!
//! An inverted index: of each fingerprint a quarter of the codes, chosen by their value, so that two copies choose the same ones. Two
//! tracks that share codes at one offset are candidates; only those are compared, bit by bit. What the index leaves out is never said
//! to be another recording, only not found.

use crate::contracts::{CancelToken, Cancelled};

/// Codes that a fingerprint needs: fewer (3 s) match by chance.
const LEAST_CODES: usize = 24;
/// Different codes among them: a held tone or noise floor repeats a few.
const LEAST_DIFFERENT: usize = 12;
/// From so many codes on a quarter of them is enough for the index.
const LONG: usize = 256;
/// Codes shared at one offset, or at two that lie side by side.
const LEAST_SHARED: u32 = 3;
/// How many that hold the same code each of them is paired with: what a whole library shares says nothing, and its number grows with
/// the square.
const NEIGHBOURS: usize = 8;
/// Pairs counted at once: 128 MB.
const PAIRS_TOGETHER: u64 = 16 << 20;
/// Fingerprints that fit the packing below.
pub const MOST_TRACKS: u32 = 1 << 20;
const POSITION_BITS: u32 = 12;

/// Whether the codes tell anything.
pub fn is_usable(codes: &[u32]) -> bool {
    if codes.len() < LEAST_CODES {
        return false;
    }
    let mut sorted = codes.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len() >= LEAST_DIFFERENT
}

/// Two tracks that share codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The first, by the number that it was added under.
    pub a: u32,
    /// The second, of a higher number.
    pub b: u32,
    /// Place of a code in `a` less its place in `b`.
    pub offset: i32,
}

/// The index: eight bytes a code that it holds, 24 million for 100 000 tracks of two minutes or longer.
#[derive(Default)]
pub struct CodeIndex {
    /// Code, track and place, packed so that sorting brings the same code together.
    postings: Vec<u64>,
}

impl CodeIndex {
    /// Adds the codes of track `number`, which is below [`MOST_TRACKS`].
    pub fn add(&mut self, number: u32, codes: &[u32]) {
        let is_long = codes.len() >= LONG;
        let places = codes.iter().take(1 << POSITION_BITS).enumerate();
        // Of a held tone one code is enough.
        let is_new = |place: usize, code: u32| place == 0 || codes[place - 1] != code;
        let chosen = places.filter(|&(place, &code)| is_new(place, code) && (!is_long || spread(code).is_multiple_of(4)));
        self.postings.extend(
            chosen.map(|(place, &code)| {
                u64::from(code) << 32 | u64::from(number & (MOST_TRACKS - 1)) << POSITION_BITS | place as u64
            }),
        );
    }

    /// Pairs of tracks that may be of one recording, each with its offset.
    ///
    /// # Errors
    /// [`Cancelled`] soon after the token is set.
    pub fn candidates(mut self, cancel: &CancelToken) -> Result<Vec<Candidate>, Cancelled> {
        cancel.check()?;
        self.postings.sort_unstable();
        let mut total = 0;
        self.for_each_pair(cancel, &mut |_| total += 1)?;
        let passes = total / PAIRS_TOGETHER + 1;
        let mut found = Vec::new();
        let mut keys = Vec::with_capacity(usize::try_from(total / passes + total / 16).unwrap_or_default());
        for pass in 0..passes {
            keys.clear();
            self.for_each_pair(cancel, &mut |key| {
                if (key >> OFFSET_BITS) % passes == pass {
                    keys.push(key);
                }
            })?;
            keys.sort_unstable();
            collect(&keys, &mut found);
        }
        Ok(found)
    }

    /// Calls `visit` with the packed pair and offset of every two that hold one code.
    fn for_each_pair(&self, cancel: &CancelToken, visit: &mut dyn FnMut(u64)) -> Result<(), Cancelled> {
        let track = |posting: u64| posting >> POSITION_BITS & u64::from(MOST_TRACKS - 1);
        let place = |posting: u64| posting & ((1 << POSITION_BITS) - 1);
        for (number, run) in self.postings.chunk_by(|a, b| a >> 32 == b >> 32).enumerate() {
            if number % 4096 == 0 {
                cancel.check()?;
            }
            for (first, &a) in run.iter().enumerate() {
                for &b in run[first + 1..].iter().filter(|&&b| track(b) != track(a)).take(NEIGHBOURS) {
                    let offset = place(a) + (1 << POSITION_BITS) - place(b);
                    visit(track(a) << (20 + OFFSET_BITS) | track(b) << OFFSET_BITS | offset);
                }
            }
        }
        Ok(())
    }
}

/// An offset is below 2^13.
const OFFSET_BITS: u32 = 13;

/// The pairs among the sorted `keys` that share enough, each with the offset at which it shares most.
fn collect(keys: &[u64], found: &mut Vec<Candidate>) {
    let offset_of = |key: u64| key & ((1 << OFFSET_BITS) - 1);
    for of_pair in keys.chunk_by(|a, b| a >> OFFSET_BITS == b >> OFFSET_BITS) {
        let (mut best, mut before) = ((0, 0), (u64::MAX, 0));
        for same in of_pair.chunk_by(|a, b| a == b) {
            let (offset, count) = (offset_of(same[0]), same.len() as u32);
            let beside = if before.0.wrapping_add(1) == offset { before.1 } else { 0 };
            if count + beside > best.1 {
                best = (if beside > count { before.0 } else { offset }, count + beside);
            }
            before = (offset, count);
        }
        if best.1 >= LEAST_SHARED {
            let pair = of_pair[0] >> OFFSET_BITS;
            let (a, b) = ((pair >> 20) as u32, (pair & u64::from(MOST_TRACKS - 1)) as u32);
            found.push(Candidate { a, b, offset: best.0 as i32 - (1 << POSITION_BITS) });
        }
    }
}

/// Spreads a code, whose bits are far from even, over 32 bits (the finaliser of MurmurHash3).
fn spread(code: u32) -> u32 {
    let mut value = code;
    value = (value ^ value >> 16).wrapping_mul(0x85EB_CA6B);
    value = (value ^ value >> 13).wrapping_mul(0xC2B2_AE35);
    value ^ value >> 16
}

/// How alike two fingerprints are where they overlap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Share of bits that differ: 0 for the same.
    pub bit_error: f64,
    /// Share that differs at other offsets of the same two, the median: about 0.4 for music, little for a held tone or a noise, which
    /// is like itself and its kind at any offset.
    pub usual_error: f64,
    /// Codes compared.
    pub overlap: usize,
    /// Place in the first less place in the second.
    pub offset: i32,
}

/// Compares `a` and `b` at `offset` and beside it; `None` where less than three quarters of the shorter one overlap.
pub fn compare(a: &[u32], b: &[u32], offset: i32) -> Option<Likeness> {
    let beside = (-1..=1).map(|step| offset.saturating_add(step)).filter_map(|at| Some((at, errors_at(a, b, at)?)));
    let (offset, (bit_error, overlap)) = beside.min_by(|(_, (a, _)), (_, (b, _))| a.total_cmp(b))?;
    if 4 * overlap < 3 * a.len().min(b.len()) {
        return None;
    }
    let elsewhere = ELSEWHERE.iter().flat_map(|&step| [offset.saturating_sub(step), offset.saturating_add(step)]);
    let mut usual: Vec<f64> = elsewhere.filter_map(|at| Some(errors_at(a, b, at)?.0)).collect();
    usual.sort_unstable_by(f64::total_cmp);
    let usual_error = usual.get(usual.len() / 2).copied().unwrap_or_default();
    Some(Likeness { bit_error, usual_error, overlap, offset })
}

/// Offsets at which two fingerprints of one recording are no longer alike: a code hears 16 of them, 2 s.
const ELSEWHERE: [i32; 4] = [9, 11, 14, 18];
/// Codes that are compared at least.
const LEAST_OVERLAP: usize = 16;

/// Share of bits that differ at `offset`, and the codes compared.
fn errors_at(a: &[u32], b: &[u32], offset: i32) -> Option<(f64, usize)> {
    let skip = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
    let (a, b) = if offset >= 0 { (a.get(skip..)?, b) } else { (a, b.get(skip..)?) };
    let overlap = a.len().min(b.len());
    let errors: u32 = a.iter().zip(b).map(|(a, b)| (a ^ b).count_ones()).sum();
    (overlap >= LEAST_OVERLAP).then(|| (f64::from(errors) / (32.0 * overlap as f64), overlap))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seeded codes of `length`, of which `repeats` in ten are drawn from a few that all tracks share, as music does.
    fn codes(seed: u64, length: usize, repeats: u64) -> Vec<u32> {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state >> 16
        };
        (0..length).map(|_| if next() % 10 < repeats { next() % 5000 } else { next() } as u32).collect()
    }

    /// A copy that starts `skip` codes later, with about `errors` of a hundred bits turned.
    fn copy(codes: &[u32], skip: usize, errors: u64, seed: u64) -> Vec<u32> {
        let mut noise = self::codes(seed, codes.len() * 32, 0).into_iter();
        let mut turned = |code: u32| {
            (0..32)
                .fold(code, |code, bit| code ^ u32::from(noise.next().is_some_and(|value| u64::from(value) % 100 < errors)) << bit)
        };
        codes[skip..].iter().map(|&code| turned(code)).collect()
    }

    #[test]
    fn a_copy_is_found_with_its_offset_and_strangers_are_not() {
        let mut index = CodeIndex::default();
        let mut all: Vec<Vec<u32>> = (1..=200).map(|seed| codes(seed, 900, 3)).collect();
        all.push(copy(&all[17], 20, 4, 999));
        all.push(codes(5000, 60, 3));
        all.push(copy(&all[201], 3, 4, 998));
        for (number, codes) in all.iter().enumerate() {
            index.add(number as u32, codes);
        }
        let found = index.candidates(&CancelToken::new()).unwrap();
        let is_same = |candidate: &&Candidate| {
            let likeness = compare(&all[candidate.a as usize], &all[candidate.b as usize], candidate.offset);
            likeness.is_some_and(|likeness| likeness.bit_error < 0.2)
        };
        let same: Vec<&Candidate> = found.iter().filter(is_same).collect();
        assert_eq!(same, [&Candidate { a: 17, b: 200, offset: 20 }, &Candidate { a: 201, b: 202, offset: 3 }]);
    }

    #[test]
    fn more_copies_than_neighbours_hang_together() {
        let mut index = CodeIndex::default();
        let first = codes(1, 400, 0);
        for number in 0..100 {
            index.add(number, &copy(&first, 0, 2, 7 + u64::from(number)));
        }
        let found = index.candidates(&CancelToken::new()).unwrap();
        let mut root: Vec<u32> = (0..100).collect();
        for Candidate { a, b, .. } in found {
            let (from, to) = (root[b as usize], root[a as usize]);
            root.iter_mut().filter(|root| **root == from).for_each(|root| *root = to);
        }
        assert!(root.iter().all(|one| *one == root[0]), "{root:?}");
    }

    #[test]
    fn likeness_counts_bits_in_the_overlap() {
        let a = codes(3, 100, 0);
        let seen = |a: &[u32], b: &[u32], offset| {
            let Likeness { bit_error, usual_error, overlap, offset } = compare(a, b, offset).unwrap();
            assert!((0.4..0.6).contains(&usual_error), "{usual_error}");
            (bit_error, overlap, offset)
        };
        assert_eq!(seen(&a, &a, 0), (0.0, 100, 0));
        assert_eq!(seen(&a, &a[10..], 9), (0.0, 90, 10));
        assert_eq!(seen(&a[10..], &a, -11), (0.0, 90, -10));
        let held = compare(&[7; 100], &[7; 100], 0).unwrap();
        assert_eq!((held.bit_error, held.usual_error), (0.0, 0.0), "a held tone is like itself anywhere");
        assert_eq!(compare(&a, &a, 40), None, "too little of them overlaps");
        assert_eq!(compare(&a, &a, i32::MAX), None);
        let other = compare(&a, &codes(4, 100, 0), 0).unwrap();
        assert!((0.4..0.6).contains(&other.bit_error), "{other:?}");
    }

    #[test]
    fn silence_and_held_tones_are_not_usable() {
        assert!(!is_usable(&[627_964_279; 900]));
        assert!(!is_usable(&codes(1, 20, 0)));
        assert!(is_usable(&codes(1, 24, 0)));
    }

    #[test]
    fn cancel_stops_the_search() {
        let cancel = CancelToken::new();
        cancel.cancel();
        assert_eq!(CodeIndex::default().candidates(&cancel), Err(Cancelled));
    }
}
