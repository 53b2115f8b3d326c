//! The polyphase family at any frame: Layer III (long and short blocks), and the polyphase alone of Layer II and Musepack.
//!
//! ISO/IEC 11172-3, Annex C.1.3 (polyphase of 32 bands) and C.1.5.3 (hybrid): inversion of odd bands, MDCT of 18 with alias
//! butterflies (long blocks) or of 6 without (each third of a granule of short blocks). Coefficient `n b + k` is the `k`-th of
//! subband `b`. Frame `s` of a block is the oldest of the 512 that the first slot is computed from. Starts that are congruent
//! modulo 32 share their polyphase slots.

use std::f64::consts::PI;

use multiversion::{multiversion, target::target_cfg_f};

use super::{
    kernel::fma,
    tables::{ALIAS, SYNTHESIS_WINDOW_65536},
    transform::{Transform, Visit},
};

const SUBBANDS: usize = 32;
const TAPS: usize = 512;
/// Slots of a long block, of a short one, and of the polyphase samples that share a step in Layer II.
const LONG_SLOTS: usize = 36;
const SHORT_SLOTS: usize = 12;
const SHARED_SLOTS: usize = 12;

/// What follows the polyphase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// MDCT of 18 and the alias butterflies.
    Long,
    /// MDCT of 6, scaled by the root of 3, so that rounding noise is as loud as in a long block.
    Short,
    /// Nothing: twelve samples of each subband, scaled so that rounding noise is as loud as in a long block.
    Nothing,
}

impl Stage {
    fn slots(self) -> usize {
        match self {
            Self::Long => LONG_SLOTS,
            Self::Short => SHORT_SLOTS,
            Self::Nothing => SHARED_SLOTS,
        }
    }

    fn bins(self) -> usize {
        match self {
            Self::Long => 18 * SUBBANDS,
            Self::Short => 6 * SUBBANDS,
            Self::Nothing => SHARED_SLOTS * SUBBANDS,
        }
    }
}

/// One value a subband.
type Lanes = [f32; SUBBANDS];

/// Tables and scratch of the filterbank.
pub(super) struct Hybrid {
    stage: Stage,
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
    window: [f32; LONG_SLOTS],
    /// DCT-IV of 18: row `k`, column `n`.
    dct: [[f32; 18]; 18],
    /// MDCT of 12 slots with its window and scale: row `k`, column `n`.
    short: [[f32; SHORT_SLOTS]; 6],
    alias: [(f32, f32); 8],
}

impl Hybrid {
    /// Builds the tables.
    pub(super) fn new(stage: Stage) -> Self {
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
        let mut short = [[0.0; SHORT_SLOTS]; 6];
        for (k, row) in short.iter_mut().enumerate() {
            for (n, value) in row.iter_mut().enumerate() {
                let window = (PI / 12.0 * (n as f64 + 0.5)).sin();
                *value = (3.0_f64.sqrt() * window * (PI / 24.0 * ((2 * n + 7) * (2 * k + 1)) as f64).cos()) as f32;
            }
        }
        let window = std::array::from_fn(|n| (PI / 36.0 * (n as f64 + 0.5)).sin() as f32);
        let alias = ALIAS.map(|c| {
            let norm = (1.0 + c * c).sqrt();
            ((1.0 / norm) as f32, (c / norm) as f32)
        });
        Self {
            stage,
            tables: Tables { prototype, matrix, window, dct, short, alias },
            slots: [Vec::new(), Vec::new()],
            known: [Vec::new(), Vec::new()],
            phase_number: 0,
            outputs: [vec![0.0; stage.bins()], vec![0.0; stage.bins()]],
        }
    }
}

impl Transform for Hybrid {
    fn reach(&self) -> usize {
        TAPS + SUBBANDS * (self.stage.slots() - 1)
    }

    fn blocks(&mut self, planes: &[&[f32]], starts: &[usize], visit: &mut Visit) {
        let count = self.stage.slots();
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
                    for slot in first..first + count {
                        if known[slot] != self.phase_number {
                            known[slot] = self.phase_number;
                            let from = phase + SUBBANDS * slot;
                            polyphase(&plane[from..from + TAPS], &self.tables, slot % 2 == 1, &mut slots[slot]);
                        }
                    }
                    let (slots, output) = (&slots[first..first + count], &mut self.outputs[channel]);
                    let is_odd_start = first % 2 == 1;
                    // Each is one chunk: the stage's number of slots.
                    match self.stage {
                        Stage::Long => {
                            for slots in slots.as_chunks::<LONG_SLOTS>().0 {
                                granule(slots, &self.tables, is_odd_start, output);
                            }
                        }
                        Stage::Short => {
                            for slots in slots.as_chunks::<SHORT_SLOTS>().0 {
                                short_block(slots, &self.tables, is_odd_start, output);
                            }
                        }
                        Stage::Nothing => {
                            for slots in slots.as_chunks::<SHARED_SLOTS>().0 {
                                plain(slots, output);
                            }
                        }
                    }
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
fn granule(slots: &[Lanes; LONG_SLOTS], tables: &Tables, is_odd_start: bool, out: &mut [f32]) {
    if target_cfg_f!(target_feature = "fma") {
        granule_with::<true>(slots, tables, is_odd_start, out);
    } else {
        granule_with::<false>(slots, tables, is_odd_start, out);
    }
}

/// MDCT of 36 slots in each subband, then the butterflies between neighbours.
#[inline(always)]
fn granule_with<const FMA: bool>(slots: &[Lanes; LONG_SLOTS], tables: &Tables, is_odd_start: bool, out: &mut [f32]) {
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

/// MDCT of 12 slots in each subband.
#[multiversion(targets("x86_64+avx2+fma"))]
fn short_block(slots: &[Lanes; SHORT_SLOTS], tables: &Tables, is_odd_start: bool, out: &mut [f32]) {
    for (k, row) in tables.short.iter().enumerate() {
        let mut sum = [0.0f32; SUBBANDS];
        for (slot, &factor) in slots.iter().zip(row) {
            for i in 0..SUBBANDS {
                sum[i] += slot[i] * factor;
            }
        }
        for (b, value) in sum.into_iter().enumerate() {
            out[6 * b + k] = if is_odd_start && b % 2 == 1 { -value } else { value };
        }
    }
}

/// Subband samples in units of which rounding noise is as loud as in a long block, `12 b + slot`.
fn plain(slots: &[Lanes; SHARED_SLOTS], out: &mut [f32]) {
    // The noise of 36 windowed slots summed: the root of the sum of the squared windows, 18.
    const SCALE: f32 = 4.242_640_7 * std::f32::consts::FRAC_1_SQRT_2;
    for (slot, lanes) in slots.iter().enumerate() {
        for (b, value) in lanes.iter().enumerate() {
            out[SHARED_SLOTS * b + slot] = SCALE * value;
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
        let mut lines = vec![0.0; 576];
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
        let mut hybrid = Hybrid::new(Stage::Long);
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
