//! How far each codec can be seen in a track: the highest bitrate whose steps would still stand above the rounding noise.
//!
//! A codec that has more bits than a track needs makes steps finer than its rounding noise, and nobody can see those. So the
//! bits are counted that the track takes at the finest step that the lattice test sees; a codec at a higher bitrate than a
//! multiple of that could hide. The multiples lie below the lowest at which a copy was missed, with room, on 215 copies of the
//! splits `tune` and `calibrate` (one Vorbis copy of forty aside). Checked on the split `report`: all of 93 copies in MP3, AAC, AC-3
//! and Vorbis below the limit were found, and 13 of 14 in Opus.

use super::{
    mdct::{Mdct, sine},
    readout::{entropy, rms},
    reservoir::Excerpts,
    spectrum::{LiveSignals, planes_of},
    transform::Transform,
};
use crate::contracts::{Codec, SourceLimit};

/// Coefficients of a block.
const BINS: usize = 1024;
/// Finest step that is seen, in deviations of the rounding noise.
const FINEST: f64 = 4.0;
/// Rounding noise of one coefficient of 16-bit samples.
const SIGMA: f64 = 0.29;
/// Coefficients of one band.
const WIDTH: usize = 16;
/// Above this no codec spends bits worth counting.
const HIGHEST_HZ: f64 = 20_000.0;

/// A codec, the exponent of its ladder, what its bitrate may be of the bits counted, and its usual bitrates for two channels.
struct Reach {
    codec: Codec,
    power: f64,
    multiple: f64,
    rungs: &'static [u32],
}

const REACHES: [Reach; 5] = [
    Reach { codec: Codec::Mp3, power: 0.75, multiple: 1.4, rungs: &[96, 128, 160, 192, 224, 256, 320] },
    Reach { codec: Codec::Aac, power: 0.75, multiple: 1.5, rungs: &[96, 128, 160, 192, 256, 320] },
    Reach { codec: Codec::Vorbis, power: 1.0, multiple: 0.6, rungs: &[96, 128, 160, 192, 256, 320, 500] },
    Reach { codec: Codec::Opus, power: 1.0, multiple: 0.55, rungs: &[64, 96, 128, 160, 192, 256, 320] },
    Reach { codec: Codec::Ac3, power: 1.0, multiple: 1.0, rungs: &[192, 256, 320, 384, 448, 640] },
];

/// The limit of each codec in the track; empty where it holds no sound.
pub(super) fn limits(excerpts: &Excerpts) -> Vec<SourceLimit> {
    let [power, uniform] = [0.75, 1.0].map(|power| kbps_at_finest_step(excerpts, power));
    let (Some(power), Some(uniform)) = (power, uniform) else { return Vec::new() };
    let limit = |reach: &Reach| {
        let highest = reach.multiple * if reach.power < 1.0 { power } else { uniform };
        let visible_up_to_kbps = reach.rungs.iter().copied().filter(|&rung| f64::from(rung) <= highest).max();
        SourceLimit { codec: reach.codec, visible_up_to_kbps }
    };
    REACHES.iter().map(limit).collect()
}

/// Kilobits a second that an ideal coder takes at the finest step, in the channels or in mid and side, whichever are fewer.
fn kbps_at_finest_step(excerpts: &Excerpts, power: f64) -> Option<f64> {
    let mut mdct = Mdct::new(&sine(2 * BINS));
    let rate = f64::from(excerpts.rate().hz());
    let last = ((HIGHEST_HZ / (rate / 2.0)).min(1.0) * BINS as f64) as usize;
    let live = LiveSignals::of(excerpts);
    let bits_of = |bins: &[f32]| -> f64 {
        let whole = |y: &f32| (f64::from(y.abs()) / (FINEST * SIGMA)).powf(power);
        let count = |band: &[f32]| {
            let mean = band.iter().map(whole).sum::<f64>() / band.len() as f64;
            if rms(band) < FINEST * SIGMA / 2.0 { 0.0 } else { band.len() as f64 * entropy(mean) }
        };
        bins[..last].chunks(WIDTH).map(count).sum()
    };
    let (mut bits, mut blocks) = (0.0, 0);
    for excerpt in 0..excerpts.len() {
        let (planes, channels) = planes_of(excerpts, excerpt, 0, live);
        if planes[0].len() < 2 * BINS {
            continue;
        }
        mdct.blocks(&planes[..channels], &[0], &mut |_, left, right| {
            bits += if right.is_empty() {
                bits_of(left)
            } else {
                let apart = bits_of(left) + bits_of(right);
                let half = std::f32::consts::FRAC_1_SQRT_2;
                let mixed = |sign: f32| left.iter().zip(right).map(|(l, r)| half * (l + sign * r)).collect::<Vec<f32>>();
                apart.min(bits_of(&mixed(1.0)) + bits_of(&mixed(-1.0)))
            };
            blocks += 1;
        });
    }
    (blocks > 0 && bits > 0.0).then(|| bits / blocks as f64 * rate / BINS as f64 / 1000.0)
}
