//! Measures a track in one pass: loudness, peaks, defects, spectrum, and the small curves of the window.
//!
//! [`TrackMeter`] cuts the blocks it is given into slots of 50 ms and hands each to every kernel, one kernel a file. No kernel
//! knows another; none keeps the track: histograms, fixed tables and curves that merge their points hold memory to the same few
//! megabytes for two minutes and for two hours. A figure depends neither on how the blocks are cut nor on the machine. Nothing here
//! judges.

mod band_end;
mod bit_depth;
mod clicks;
mod clipping;
mod curve;
mod dropouts;
mod dynamic_range;
mod envelope;
mod histogram;
mod identity;
mod k_weighting;
mod lanes;
mod levels;
mod loudness;
mod overview;
mod silence;
mod slot;
mod snr;
mod spectrum;
mod stereo;
#[cfg(test)]
mod testing;
mod traces;
mod true_peak;
mod upsampling;

use std::time::Instant;

pub(super) use self::identity::Identity;
pub use self::overview::{Overview, OverviewMeter, Part};
use self::{
    bit_depth::BitDepth, clicks::Clicks, clipping::Clipping, dropouts::Dropouts, dynamic_range::DynamicRange, envelope::Envelope,
    levels::Levels, loudness::Loudness, silence::Silence, slot::Slicer, slot::Slot, snr::SignalToNoise, spectrum::Spectrum,
    stereo::Stereo, true_peak::TruePeak,
};
use crate::{
    contracts::{Measurements, PcmBlock, Pictures},
    units::{FrameCount, SampleRate},
};

/// Names of the kernels, in the order of [`TrackMeter::profile_ms`].
pub const KERNELS: [&str; 14] = [
    "loudness",
    "true peak",
    "clipping",
    "dynamic range",
    "snr",
    "levels",
    "spectrum",
    "stereo",
    "clicks",
    "dropouts",
    "silence",
    "envelope",
    "bit depth",
    "identity",
];

/// Measures one track, block by block.
pub struct TrackMeter {
    slicer: Slicer,
    kernels: Kernels,
    bit_depth: BitDepth,
    identity: Identity,
}

struct Kernels {
    loudness: Loudness,
    true_peak: TruePeak,
    clipping: Clipping,
    dynamic_range: DynamicRange,
    snr: SignalToNoise,
    levels: Levels,
    spectrum: Spectrum,
    stereo: Stereo,
    clicks: Clicks,
    dropouts: Dropouts,
    silence: Silence,
    envelope: Envelope,
    profile: Option<Profile>,
}

/// Nanoseconds spent in each kernel.
#[derive(Default)]
struct Profile([u128; KERNELS.len()]);

impl TrackMeter {
    /// A meter for `channels` channels at `sample_rate`, `bits` deep (`None` for a lossy codec). The declared length is not relied
    /// on: a header may lie, and every curve finds its own scale.
    pub fn new(sample_rate: SampleRate, channels: usize, bits: Option<u16>, _declared: Option<FrameCount>) -> Self {
        let slicer = Slicer::new(sample_rate, channels);
        let kernels = Kernels {
            loudness: Loudness::new(sample_rate, channels),
            true_peak: TruePeak::new(sample_rate, channels),
            clipping: Clipping::new(channels, bits),
            dynamic_range: DynamicRange::new(channels),
            snr: SignalToNoise::new(),
            levels: Levels::new(channels),
            spectrum: Spectrum::new(sample_rate, channels, bits),
            stereo: Stereo::new(channels),
            clicks: Clicks::new(sample_rate, channels),
            dropouts: Dropouts::new(sample_rate, channels, bits, slicer.unit_frames()),
            silence: Silence::new(sample_rate),
            envelope: Envelope::new(),
            profile: None,
        };
        Self { slicer, kernels, bit_depth: BitDepth::new(bits), identity: Identity::new(sample_rate, channels) }
    }

    /// Times each kernel from now on, for `benches/meter.rs`.
    pub fn with_profile(mut self) -> Self {
        self.kernels.profile = Some(Profile::default());
        self
    }

    /// Milliseconds spent so far in each of [`KERNELS`]; `None` unless asked for by [`Self::with_profile`].
    pub fn profile_ms(&self) -> Option<[f64; KERNELS.len()]> {
        self.kernels.profile.as_ref().map(|profile| profile.0.map(|spent| spent as f64 / 1e6))
    }

    /// Takes the next block, of any length. Samples that are no numbers, or beyond +96 dBFS, are taken as 0.
    pub fn push(&mut self, block: &PcmBlock) {
        let Self { slicer, kernels, bit_depth, identity } = self;
        timed(&mut kernels.profile, KERNELS.len() - 2, || bit_depth.push(block));
        timed(&mut kernels.profile, KERNELS.len() - 1, || identity.push(block));
        slicer.push(block, |slot| kernels.push(slot));
    }

    /// Everything measured. What cannot be measured is `None`.
    pub fn finish(mut self) -> (Measurements, Pictures) {
        let Self { slicer, kernels, .. } = &mut self;
        slicer.finish(|slot| kernels.push(slot));
        let (frames, unit_frames) = (self.slicer.frames(), self.slicer.unit_frames());
        let kernels = self.kernels;
        let counted = |count: u64| (frames > 0).then_some(count);
        let (envelope_low, envelope_high, envelope_rms) = kernels.envelope.finish();
        let clipping = kernels.clipping.finish(envelope_low.len(), kernels.envelope.doublings(), unit_frames);
        let loudness = kernels.loudness.finish();
        let spectrum = kernels.spectrum.finish();
        let stereo = kernels.stereo.finish();
        let silences = kernels.silence.finish();
        let measurements = Measurements {
            integrated_lufs: loudness.integrated_lufs,
            loudness_range_lu: loudness.range_lu,
            momentary_max_lufs: loudness.momentary_max_lufs,
            short_term_max_lufs: loudness.short_term_max_lufs,
            true_peak_dbtp: kernels.true_peak.finish(),
            sample_peak_dbfs: kernels.levels.sample_peak_dbfs(),
            dr: kernels.dynamic_range.finish(),
            snr_db: kernels.snr.finish(),
            clipped_runs: clipping.runs,
            clip_level_dbfs: clipping.level_dbfs,
            dc_offset: kernels.levels.dc_offset(),
            effective_bits: self.bit_depth.finish(),
            cutoff_hz: spectrum.ends.cutoff_hz,
            cutoff_slope_db_per_khz: spectrum.ends.slope_db_per_khz,
            cutoff_spread_hz: spectrum.ends.spread_hz,
            upsampling_edge_hz: spectrum.ends.upsampling.map(|edge| edge.edge_hz),
            upsampling_drop_db: spectrum.ends.upsampling.map(|edge| edge.drop_db),
            stereo_correlation: stereo.correlation,
            balance_db: stereo.balance_db,
            is_polarity_inverted: stereo.is_polarity_inverted,
            is_dual_mono: stereo.is_dual_mono,
            dead_channels: stereo.dead_channels,
            clicks: counted(kernels.clicks.finish()),
            dropouts: counted(kernels.dropouts.finish()),
            leading_silence_s: silences.leading_s,
            trailing_silence_s: silences.trailing_s,
            interior_silence_s: silences.interior_s,
            audio_id: self.identity.finish(),
            traces: spectrum.traces,
            network: None,
            looked_by: None,
        };
        let pictures = Pictures {
            spectrum_db: spectrum.average_db,
            spectrum_peak_db: spectrum.peak_db,
            envelope_low,
            envelope_high,
            envelope_rms,
            envelope_clips: clipping.curve,
            short_term_lufs: loudness.short_term_lufs,
            proof: None,
        };
        (measurements, pictures)
    }
}

impl Kernels {
    fn push(&mut self, slot: &Slot<'_>) {
        let profile = &mut self.profile;
        timed(profile, 0, || self.loudness.push(slot));
        timed(profile, 1, || self.true_peak.push(slot));
        timed(profile, 2, || self.clipping.push(slot));
        timed(profile, 3, || self.dynamic_range.push(slot));
        timed(profile, 4, || self.snr.push(slot));
        timed(profile, 5, || self.levels.push(slot));
        timed(profile, 6, || self.spectrum.push(slot));
        timed(profile, 7, || self.stereo.push(slot));
        timed(profile, 8, || self.clicks.push(slot));
        timed(profile, 9, || self.dropouts.push(slot));
        timed(profile, 10, || self.silence.push(slot));
        timed(profile, 11, || self.envelope.push(slot));
    }
}

fn timed(profile: &mut Option<Profile>, kernel: usize, work: impl FnOnce()) {
    let start = profile.is_some().then(Instant::now);
    work();
    if let (Some(start), Some(profile)) = (start, profile) {
        profile.0[kernel] += start.elapsed().as_nanos();
    }
}
