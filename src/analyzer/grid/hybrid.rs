//! Layer III analysis at any frame: polyphase of 32 bands, inversion of odd bands, MDCT of 18, alias butterflies.
//!
//! ISO/IEC 11172-3, Annex C.1.3 (polyphase) and C.1.5.3 (hybrid), long blocks. Coefficient `18 b + k` is the `k`-th of subband
//! `b`. Frame `s` of a block is the oldest of the 512 that the first slot is computed from. Starts that are congruent modulo 32
//! share their polyphase slots.

use std::f64::consts::PI;

use multiversion::{multiversion, target::target_cfg_f};

use super::{
    kernel::fma,
    tables::{ALIAS, SYNTHESIS_WINDOW_65536},
    transform::Transform,
};

const SUBBANDS: usize = 32;
const TAPS: usize = 512;
const SLOTS: usize = 36;
const BINS: usize = 576;

/// One value a subband.
type Lanes = [f32; SUBBANDS];

/// Tables and scratch of the hybrid filterbank.
pub(super) struct Mp3Hybrid {
    tables: Tables,
    /// Slots of the phase at hand, one list a channel: already inverted by the parity of the slot.
    slots: [Vec<Lanes>; 2],
    /// Whether a slot of the phase at hand is known, by the number of that phase.
    known: [Vec<u32>; 2],
    phase_number: u32,
    outputs: [Vec<f32>; 2],
}

struct Tables {
    /// `C[i]` in the order of the frames, oldest first.
    prototype: [f32; TAPS],
    /// `cos((2 i + 1) j pi / 64)`, row `j`, lane `i`.
    matrix: [Lanes; SUBBANDS],
    /// Window of the 36-point block.
    window: [f32; SLOTS],
    /// DCT-IV of 18: row `k`, column `n`.
    dct: [[f32; 18]; 18],
    alias: [(f32, f32); 8],
}

impl Mp3Hybrid {
    /// Builds the tables.
    pub(super) fn new() -> Self {
        let mut prototype = [0.0; TAPS];
        for (i, tap) in prototype.iter_mut().enumerate() {
            *tap = (f64::from(SYNTHESIS_WINDOW_65536[TAPS - 1 - i]) / 65_536.0 / 32.0) as f32;
        }
        let mut matrix = [[0.0; SUBBANDS]; SUBBANDS];
        for (j, row) in matrix.iter_mut().enumerate() {
            for (i, value) in row.iter_mut().enumerate() {
                *value = (((2 * i + 1) * j) as f64 * PI / 64.0).cos() as f32;
            }
        }
        let mut dct = [[0.0; 18]; 18];
        for (k, row) in dct.iter_mut().enumerate() {
            for (n, value) in row.iter_mut().enumerate() {
                *value = (PI / 18.0 * (n as f64 + 0.5) * (k as f64 + 0.5)).cos() as f32;
            }
        }
        let window = std::array::from_fn(|n| (PI / 36.0 * (n as f64 + 0.5)).sin() as f32);
        let alias = ALIAS.map(|c| {
            let norm = (1.0 + c * c).sqrt();
            ((1.0 / norm) as f32, (c / norm) as f32)
        });
        Self {
            tables: Tables { prototype, matrix, window, dct, alias },
            slots: [Vec::new(), Vec::new()],
            known: [Vec::new(), Vec::new()],
            phase_number: 0,
            outputs: [vec![0.0; BINS], vec![0.0; BINS]],
        }
    }
}

impl Transform for Mp3Hybrid {
    fn reach(&self) -> usize {
        TAPS + SUBBANDS * (SLOTS - 1)
    }

    fn blocks(&mut self, planes: &[&[f32]], starts: &[usize], visit: &mut dyn FnMut(usize, &[f32], &[f32])) {
        let longest = planes.iter().map(|plane| plane.len() / SUBBANDS).max().unwrap_or(0);
        for (slots, known) in self.slots.iter_mut().zip(&mut self.known) {
            if slots.len() < longest {
                slots.resize(longest, [0.0; SUBBANDS]);
                known.resize(longest, 0);
            }
        }
        for phase in 0..SUBBANDS {
            self.phase_number = self.phase_number.wrapping_add(1);
            for (index, &start) in starts.iter().enumerate().filter(|(_, start)| *start % SUBBANDS == phase) {
                let first = start / SUBBANDS;
                for (channel, plane) in planes.iter().enumerate().take(2) {
                    let (slots, known) = (&mut self.slots[channel], &mut self.known[channel]);
                    for slot in first..first + SLOTS {
                        if known[slot] != self.phase_number {
                            known[slot] = self.phase_number;
                            let from = phase + SUBBANDS * slot;
                            polyphase(&plane[from..from + TAPS], &self.tables, slot % 2 == 1, &mut slots[slot]);
                        }
                    }
                    granule(&slots[first..first + SLOTS], &self.tables, first % 2 == 1, &mut self.outputs[channel]);
                }
                visit(index, &self.outputs[0], if planes.len() > 1 { &self.outputs[1] } else { &[] });
            }
        }
    }
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn polyphase(x: &[f32], tables: &Tables, is_odd_slot: bool, out: &mut Lanes) {
    if target_cfg_f!(target_feature = "fma") {
        polyphase_with::<true>(x, tables, is_odd_slot, out);
    } else {
        polyphase_with::<false>(x, tables, is_odd_slot, out);
    }
}

/// One slot of the polyphase: `s[i] = sum_k cos((2 i + 1)(k - 16) pi / 64) z[k]`, with `z` the windowed frames folded to 64.
///
/// The cosine is even about `k = 16` and odd about `k = 48`, so 32 folded values and a 32 by 32 matrix are enough.
#[inline(always)]
fn polyphase_with<const FMA: bool>(x: &[f32], tables: &Tables, is_odd_slot: bool, out: &mut Lanes) {
    // Frames run oldest first and `z` newest first: `reversed[m]` is `z[63 - m]`.
    let mut reversed = [0.0f32; 64];
    for (frames, taps) in x.chunks_exact(64).zip(tables.prototype.chunks_exact(64)) {
        for m in 0..64 {
            reversed[m] = fma::<FMA>(frames[m], taps[m], reversed[m]);
        }
    }
    let z = |k: usize| reversed[63 - k];
    let mut sum = [0.0; SUBBANDS];
    for (j, row) in tables.matrix.iter().enumerate() {
        let y = match j {
            0 => z(16),
            1..=16 => z(16 + j) + z(16 - j),
            _ => z(16 + j) - z(80 - j),
        };
        for i in 0..SUBBANDS {
            sum[i] = fma::<FMA>(y, row[i], sum[i]);
        }
    }
    if is_odd_slot {
        for value in sum.iter_mut().skip(1).step_by(2) {
            *value = -*value;
        }
    }
    *out = sum;
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn granule(slots: &[Lanes], tables: &Tables, is_odd_start: bool, out: &mut [f32]) {
    if target_cfg_f!(target_feature = "fma") {
        granule_with::<true>(slots, tables, is_odd_start, out);
    } else {
        granule_with::<false>(slots, tables, is_odd_start, out);
    }
}

/// MDCT of 36 slots in each subband, then the butterflies between neighbours.
#[inline(always)]
fn granule_with<const FMA: bool>(slots: &[Lanes], tables: &Tables, is_odd_start: bool, out: &mut [f32]) {
    let slots: &[Lanes; SLOTS] = slots.try_into().expect("the caller hands over 36 slots");
    let mut folded = [[0.0f32; SUBBANDS]; 18];
    for n in 0..9 {
        let (wc, wd, wa, wb) = (tables.window[26 - n], tables.window[27 + n], tables.window[n], tables.window[17 - n]);
        for i in 0..SUBBANDS {
            folded[n][i] = -(wc * slots[26 - n][i]) - wd * slots[27 + n][i];
            folded[9 + n][i] = wa * slots[n][i] - wb * slots[17 - n][i];
        }
    }
    let mut lines = [[0.0f32; SUBBANDS]; 18];
    for (line, row) in lines.iter_mut().zip(&tables.dct) {
        let mut sum = [0.0f32; SUBBANDS];
        for (values, &factor) in folded.iter().zip(row) {
            for i in 0..SUBBANDS {
                sum[i] = fma::<FMA>(values[i], factor, sum[i]);
            }
        }
        *line = sum;
    }
    if is_odd_start {
        // The inversion counts slots from the start of the block; the slots were inverted by their absolute number.
        for line in &mut lines {
            for value in line.iter_mut().skip(1).step_by(2) {
                *value = -*value;
            }
        }
    }
    for (i, &(cs, ca)) in tables.alias.iter().enumerate() {
        let (upper, lower) = (lines[17 - i], lines[i]);
        for b in 0..SUBBANDS - 1 {
            lines[17 - i][b] = upper[b] * cs + lower[b + 1] * ca;
            lines[i][b + 1] = lower[b + 1] * cs - upper[b] * ca;
        }
    }
    for (b, band) in out.chunks_exact_mut(18).enumerate() {
        for (value, line) in band.iter_mut().zip(&lines) {
            *value = line[b];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::grid::{rng::Rng, testing};

    /// The formulas of the standard, term by term.
    fn naive(x: &[f32]) -> Vec<f64> {
        let slot = |t: usize, i: usize| -> f64 {
            (0..64)
                .map(|k| {
                    let z: f64 = (0..8)
                        .map(|j| {
                            f64::from(SYNTHESIS_WINDOW_65536[64 * j + k]) / 65_536.0 / 32.0
                                * f64::from(x[32 * t + 511 - 64 * j - k])
                        })
                        .sum();
                    ((2 * i + 1) as f64 * (k as f64 - 16.0) * PI / 64.0).cos() * z
                })
                .sum()
        };
        let mut lines = vec![0.0; BINS];
        for i in 0..32 {
            let samples: Vec<f64> = (0..36).map(|t| slot(t, i) * if i % 2 == 1 && t % 2 == 1 { -1.0 } else { 1.0 }).collect();
            for k in 0..18 {
                lines[18 * i + k] = samples
                    .iter()
                    .enumerate()
                    .map(|(n, s)| {
                        s * (PI / 36.0 * (n as f64 + 0.5)).sin() * (PI / 72.0 * ((2 * n + 19) * (2 * k + 1)) as f64).cos()
                    })
                    .sum();
            }
        }
        for i in 0..31 {
            for (j, c) in ALIAS.iter().enumerate() {
                let norm = (1.0 + c * c).sqrt();
                let (upper, lower) = (lines[18 * i + 17 - j], lines[18 * (i + 1) + j]);
                lines[18 * i + 17 - j] = (upper + lower * c) / norm;
                lines[18 * (i + 1) + j] = (lower - upper * c) / norm;
            }
        }
        lines
    }

    #[test]
    fn equals_the_standard_at_starts_of_any_parity_and_phase() {
        let mut rng = Rng::new(11);
        let left: Vec<f32> = (0..3000).map(|_| rng.uniform() as f32 * 20_000.0 - 10_000.0).collect();
        let right: Vec<f32> = left.iter().rev().copied().collect();
        let starts = [0, 32, 5, 37, 70, 1300];
        let mut hybrid = Mp3Hybrid::new();
        let mut seen = 0;
        for _ in 0..2 {
            hybrid.blocks(&[&left, &right], &starts, &mut |index, first, second| {
                // f32 keeps 24 bits: 1e-5 of the rms leaves room for the 1600 rounded additions behind a coefficient.
                testing::assert_close(first, &naive(&left[starts[index]..]), 1e-5);
                testing::assert_close(second, &naive(&right[starts[index]..]), 1e-5);
                seen += 1;
            });
        }
        assert_eq!(seen, 12);
    }
}
