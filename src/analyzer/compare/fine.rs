//! Delay, drift, polarity, channels and level, measured at places all over the overlap.
//!
//! At each place the peak of the correlation gives the delay to a part of a frame, and least squares over the spectrum refine it:
//! B is interpolated at the delay found so far, `sum w Im(X Y*) / sum w^2 Re(X Y*)` over the frequencies `w` is what is still
//! missing, and at the true delay both windows hold the same frames, so that nothing biases it. A robust line through the delays
//! gives delay and drift.

use std::{f64::consts::PI, io, sync::Arc};

use realfft::{RealFftPlanner, RealToComplex, num_complex::Complex32};

use super::{
    Alignment, ChannelMatch, CompareError, Place, Refusal,
    aligned::CROSSINGS,
    coarse::{Meeting, correlate},
    fit::{self, Line},
};
use crate::{
    analyzer::{
        sound::Sound,
        warp::{Warp, read_planes},
    },
    contracts::CancelToken,
};

/// Frames of a place, at most.
const LONGEST_PLACE: usize = 1 << 14;
/// Frames that a place needs.
const SHORTEST_PLACE: usize = 64;
/// Places looked at.
const PLACES: usize = 48;
/// Frames to each side that are searched at least: as far as the next period of a low tone.
const SEARCH: usize = 512;
/// Each sample less this share of the one before: without it the bass alone would count.
const EMPHASIS: f32 = 0.95;
/// Rounds of refinement; each leaves less than a tenth of the error before.
const ROUNDS: usize = 5;
/// A step, in frames, after which the next one is not worth its time.
const ENOUGH: f64 = 5e-4;
/// Share of the band that is looked at: above it the interpolator is not flat.
const BAND: f64 = 0.9;
/// Mean square, emphasised, below which a place is silence.
const SILENCE: f64 = 1e-13;
/// Correlation at which a place is the same recording. Different recordings stay below 0.3 in the median; a copy coded at 32 kbit/s
/// stands above 0.8.
const SAME: f64 = 0.5;
/// As much, where few places can agree.
const SAME_OF_FEW: f64 = 0.7;
const FEW: usize = 3;
/// Share of the places that must agree.
const AGREEMENT: f64 = 0.3;
/// A second peak that reaches this share of the first one is as good.
const AS_GOOD: f64 = 0.99;
/// Frames that a place may lie off the line and agree.
const TOLERANCE: f64 = 0.02;
/// What a drift needs to be measured.
const DRIFT_SECONDS: f64 = 5.0;
const DRIFT_PLACES: usize = 6;
/// Frames that a drift must add up to over the overlap to be told from none.
const LEAST_SLIP: f64 = 0.02;
/// Frames off a whole number of them within which the whole number is tried.
const NEARLY_WHOLE: f64 = 0.05;
/// dB off 0 within which 0 is tried.
const NEARLY_LEVEL_DB: f64 = 0.002;
/// Swapped channels must fit this much better: what is nearly mono fits both ways.
const SWAPPED: f64 = 0.9;

/// The alignment of two tracks that begin with the same samples.
pub(super) fn unmoved(channels: usize) -> Alignment {
    let pair = |channel| ChannelMatch { of_a: channel, of_b: channel, is_inverted: false, gain_db: Some(0.0) };
    Alignment {
        delay_frames: 0.0,
        delay_seconds: 0.0,
        drift_ppm: Some(0.0),
        drift_error_ppm: Some(0.0),
        channels: (0..channels).map(pair).collect(),
        is_swapped: false,
        is_inverted: false,
        gain_db: 0.0,
        correlation: 1.0,
        confidence: 1.0,
        places: Vec::new(),
    }
}

/// Measures how `b` lies against `a` where they meet, or says why they do not, with the median correlation.
pub(super) fn align(
    a: &Sound,
    b: &Sound,
    meeting: &Meeting,
    cancel: &CancelToken,
    on_progress: &mut dyn FnMut(f32),
) -> Result<Result<Alignment, (Refusal, f64)>, CompareError> {
    let Some(bench) = Bench::new(a, b, meeting) else { return Ok(Err((Refusal::TooShort, 0.0))) };
    let mut probes = Vec::new();
    let mut echoes = Echoes::default();
    for (index, &first) in bench.firsts.iter().enumerate() {
        cancel.check()?;
        probes.extend(bench.probe(first, meeting, &mut echoes)?);
        on_progress(0.5 * (index + 1) as f32 / bench.firsts.len() as f32);
    }
    let best = fit::median(&mut probes.iter().map(|probe| probe.correlation).collect::<Vec<_>>());
    let Some(best) = best else { return Ok(Err((Refusal::Silent, 0.0))) };
    let promising: Vec<Probe> = probes.iter().copied().filter(|probe| probe.correlation >= 0.6 * SAME).collect();
    let Some(rough) = fit::line(&bench.points(&promising), TOLERANCE, promising.len() < DRIFT_PLACES) else {
        return Ok(Err((Refusal::Uncorrelated, best)));
    };
    if echoes.is_ambiguous() {
        return Ok(Err((Refusal::Ambiguous, best)));
    }
    // A pace that is off by nothing leaves whole frames whole.
    let slope = if rough.slope.abs() > 3.0 * rough.slope_error && rough.slope.abs() > 1e-7 { rough.slope } else { 0.0 };
    let bench = bench.at_pace(slope);
    let pairs = bench.pair(&promising)?;
    for (index, probe) in probes.iter_mut().enumerate() {
        cancel.check()?;
        bench.refine(probe, &pairs)?;
        on_progress(0.5 + 0.5 * (index + 1) as f32 / bench.firsts.len() as f32);
    }
    bench.conclude(&probes, pairs)
}

/// What is measured at a place.
#[derive(Clone, Copy, Debug)]
struct Probe {
    first: i64,
    /// In the middle of the place.
    delay: f64,
    correlation: f64,
}

/// The two tracks and what is needed to look at them.
struct Bench<'a> {
    a: &'a Sound,
    b: &'a Sound,
    /// Rate of B over that of A.
    ratio: f64,
    drift: f64,
    warp: Warp,
    length: usize,
    overlap: f64,
    firsts: Vec<i64>,
    transform: Arc<dyn RealToComplex<f32>>,
    window: Vec<f32>,
}

impl<'a> Bench<'a> {
    fn new(a: &'a Sound, b: &'a Sound, meeting: &Meeting) -> Option<Self> {
        let rate_hz = f64::from(a.sample_rate().hz());
        let ratio = f64::from(b.sample_rate().hz()) / rate_hz;
        let delay = meeting.delay_seconds * rate_hz;
        let begin = (-delay).max(0.0).ceil();
        let end = ((b.frames_ready() as f64 / ratio - delay) / (1.0 + meeting.drift)).min(a.frames_ready() as f64).floor();
        let overlap = end - begin;
        if overlap < SHORTEST_PLACE as f64 {
            return None;
        }
        let length = (1_usize << (overlap as usize).ilog2()).min(LONGEST_PLACE);
        let count = (overlap as usize / length).clamp(1, PLACES);
        let room = overlap - length as f64;
        let firsts = (0..count).map(|place| {
            let share = if count == 1 { 0.5 } else { place as f64 / (count - 1) as f64 };
            (begin + room * share) as i64
        });
        let window = (0..length).map(|n| (0.5 - 0.5 * (2.0 * PI * (n as f64 + 0.5) / length as f64).cos()) as f32).collect();
        let transform = RealFftPlanner::new().plan_fft_forward(length);
        let warp = Warp::new(ratio, CROSSINGS);
        Some(Self { a, b, ratio, drift: 0.0, warp, length, overlap, firsts: firsts.collect(), transform, window })
    }

    fn at_pace(self, drift: f64) -> Self {
        if drift == 0.0 { self } else { Self { warp: Warp::new(self.ratio * (1.0 + drift), CROSSINGS), drift, ..self } }
    }

    fn middle(&self, first: i64) -> f64 {
        first as f64 + self.length as f64 / 2.0
    }

    fn points(&self, probes: &[Probe]) -> Vec<(f64, f64)> {
        probes.iter().map(|probe| (self.middle(probe.first), probe.delay)).collect()
    }

    /// `count` frames of B that lie `lead` frames before the place at `first`, whose middle is delayed by `delay`.
    fn of_b(&self, first: i64, lead: usize, count: usize, delay: f64) -> io::Result<Vec<Vec<f32>>> {
        let from = first as f64 + delay - self.drift * (self.length as f64 / 2.0);
        let mut planes = Vec::new();
        self.warp.render(self.b, from * self.ratio - self.warp.step() * lead as f64, count, &mut planes)?;
        Ok(planes)
    }

    fn of_a(&self, first: i64, lead: usize, count: usize) -> io::Result<Vec<Vec<f32>>> {
        let mut planes = Vec::new();
        read_planes(self.a, first - lead as i64, count, &mut planes)?;
        Ok(planes)
    }

    /// The delay at the place from `first` on by its correlation; nothing where one is silent.
    fn probe(&self, first: i64, meeting: &Meeting, echoes: &mut Echoes) -> io::Result<Option<Probe>> {
        let rate_hz = f64::from(self.a.sample_rate().hz());
        let expected = (meeting.delay_seconds * rate_hz + meeting.drift * self.middle(first)).round();
        let search = SEARCH.max(2 * (meeting.error_seconds * rate_hz).ceil() as usize);
        let of_a = emphasised(&meeting.views.0.of(&self.of_a(first, 1, self.length + 1)?));
        let planes = self.of_b(first, search + 1, self.length + 2 * search + 1, expected)?;
        let of_b = emphasised(&meeting.views.1.of(&planes));
        if is_silent(&of_a) || is_silent(&of_b[search..search + self.length]) {
            return Ok(None);
        }
        let correlations = correlate(&of_a, &of_b);
        let Some(peak) =
            (0..correlations.len()).max_by(|one, other| correlations[*one].abs().total_cmp(&correlations[*other].abs()))
        else {
            return Ok(None);
        };
        let correlation = f64::from(correlations[peak].abs());
        if correlation >= SAME {
            echoes.add(&correlations, peak);
        }
        let delay = expected + peak as f64 - search as f64 + summit(&correlations, peak);
        Ok(Some(Probe { first, delay, correlation }))
    }

    /// Which channel of B belongs to which of A, and how: by least squares at all places.
    fn pair(&self, probes: &[Probe]) -> io::Result<Vec<ChannelMatch>> {
        let (channels_a, channels_b) = (self.a.channels(), self.b.channels());
        let mut sums = Sums::new(channels_a, channels_b);
        for probe in probes {
            let of_a = self.of_a(probe.first, 1, self.length + 1)?;
            let of_b = self.of_b(probe.first, 1, self.length + 1, probe.delay)?;
            let emphasise = |planes: &[Vec<f32>]| planes.iter().map(|plane| emphasised(plane)).collect::<Vec<_>>();
            sums.add(&emphasise(&of_a), &emphasise(&of_b));
        }
        let straight: Vec<(usize, usize)> = match (channels_a, channels_b) {
            (1, many) => (0..many).map(|channel| (0, channel)).collect(),
            (many, 1) => (0..many).map(|channel| (channel, 0)).collect(),
            (of_a, of_b) => (0..of_a.min(of_b)).map(|channel| (channel, channel)).collect(),
        };
        let swapped = vec![(0, 1), (1, 0)];
        let can_swap = (channels_a, channels_b) == (2, 2);
        let chosen = if can_swap && sums.rest(&swapped) < SWAPPED * sums.rest(&straight) { swapped } else { straight };
        // A channel that says nothing about its polarity has that of the whole.
        let is_whole_inverted = chosen.iter().map(|(of_a, of_b)| sums.product(*of_a, *of_b)).sum::<f64>() < 0.0;
        Ok(chosen
            .into_iter()
            .map(|(of_a, of_b)| {
                let product = sums.product(of_a, of_b);
                let says = product.abs() >= 0.1 * (sums.of_a[of_a] * sums.of_b[of_b]).sqrt() && product != 0.0;
                let is_inverted = if says { product < 0.0 } else { is_whole_inverted };
                ChannelMatch { of_a, of_b, is_inverted, gain_db: None }
            })
            .collect())
    }

    /// Refines delay and correlation of a place by least squares.
    fn refine(&self, probe: &mut Probe, pairs: &[ChannelMatch]) -> io::Result<()> {
        let of_a = self.of_a(probe.first, 1, self.length + 1)?;
        let of_a: Vec<Vec<Complex32>> = of_a.iter().map(|plane| self.spectrum(&emphasised(plane))).collect();
        let bins = self.bins();
        for _ in 0..ROUNDS {
            let of_b = self.of_b(probe.first, 1, self.length + 1, probe.delay)?;
            let of_b: Vec<Vec<Complex32>> = of_b.iter().map(|plane| self.spectrum(&emphasised(plane))).collect();
            let (mut slope, mut curve, mut product, mut energies) = (0.0, 0.0, 0.0, (0.0, 0.0));
            for pair in pairs {
                let sign = if pair.is_inverted { -1.0 } else { 1.0 };
                for (bin, (x, y)) in of_a[pair.of_a].iter().zip(&of_b[pair.of_b]).enumerate().take(bins) {
                    let omega = 2.0 * PI * bin as f64 / self.length as f64;
                    let cross = x * y.conj();
                    slope += sign * omega * f64::from(cross.im);
                    curve += sign * omega * omega * f64::from(cross.re);
                    product += sign * f64::from(cross.re);
                    energies = (energies.0 + f64::from(x.norm_sqr()), energies.1 + f64::from(y.norm_sqr()));
                }
            }
            let norm = (energies.0 * energies.1).sqrt();
            probe.correlation = if norm > 0.0 { (product / norm).clamp(0.0, 1.0) } else { 0.0 };
            let step = slope / curve;
            if curve <= 0.0 || !step.is_finite() {
                break;
            }
            probe.delay += step.clamp(-0.5, 0.5);
            if step.abs() < ENOUGH {
                break;
            }
        }
        Ok(())
    }

    /// Lines of a spectrum that are looked at.
    fn bins(&self) -> usize {
        ((self.length / 2) as f64 * BAND * self.ratio.min(1.0)) as usize
    }

    /// Spectrum of a plane, windowed.
    fn spectrum(&self, plane: &[f32]) -> Vec<Complex32> {
        let mut input: Vec<f32> = plane.iter().zip(&self.window).map(|(sample, window)| sample * window).collect();
        let mut output = self.transform.make_output_vec();
        // Its only errors are wrong lengths, and these are its own.
        let _ = self.transform.process(&mut input, &mut output);
        output
    }

    /// The alignment that the places agree on.
    fn conclude(&self, probes: &[Probe], pairs: Vec<ChannelMatch>) -> Result<Result<Alignment, (Refusal, f64)>, CompareError> {
        let same: Vec<Probe> = probes.iter().copied().filter(|probe| probe.correlation >= SAME).collect();
        let rate_hz = f64::from(self.a.sample_rate().hz());
        let has_drift = same.len() >= DRIFT_PLACES && self.overlap >= DRIFT_SECONDS * rate_hz;
        let median = fit::median(&mut probes.iter().map(|probe| probe.correlation).collect::<Vec<_>>()).unwrap_or(0.0);
        let refuse = Ok(Err((Refusal::Uncorrelated, median)));
        let points = self.points(&same);
        let Some(mut line) = fit::line(&points, TOLERANCE, !has_drift) else { return refuse };
        let drift_error_ppm = has_drift.then_some(line.slope_error * 1e6);
        if line.slope.abs() < 4.0 * line.slope_error || line.slope.abs() * self.overlap < LEAST_SLIP {
            let Some(level) = fit::line(&points, TOLERANCE.max(line.tolerance), true) else { return refuse };
            line = level;
        }
        let agrees = |probe: &Probe| probe.correlation >= SAME && line.agrees((self.middle(probe.first), probe.delay));
        let agreeing: Vec<Probe> = probes.iter().copied().filter(agrees).collect();
        let correlation = fit::median(&mut agreeing.iter().map(|probe| probe.correlation).collect::<Vec<_>>()).unwrap_or(0.0);
        let is_few = probes.len() <= FEW;
        if (agreeing.len() as f64) < (AGREEMENT * probes.len() as f64).max(1.0) || is_few && correlation < SAME_OF_FEW {
            return refuse;
        }
        let places = probes
            .iter()
            .map(|probe| Place {
                seconds: self.middle(probe.first) / rate_hz,
                delay_frames: probe.delay,
                correlation: probe.correlation,
                agrees: agrees(probe),
            })
            .collect();
        let (line, channels, gain_db) = self.level(&agreeing, line, pairs)?;
        Ok(Ok(Alignment {
            delay_frames: line.start,
            delay_seconds: line.start / rate_hz,
            drift_ppm: has_drift.then_some(line.slope * 1e6),
            drift_error_ppm,
            is_swapped: channels.len() == 2 && channels.iter().all(|pair| pair.of_a != pair.of_b) && self.b.channels() == 2,
            is_inverted: channels.iter().all(|pair| pair.is_inverted),
            channels,
            gain_db,
            correlation,
            confidence: correlation * agreeing.len() as f64 / probes.len() as f64,
            places,
        }))
    }

    /// Level of each pair and of the whole, and the line, where whole frames and no gain fit as well: just that.
    ///
    /// The level is that of least squares at the place in the middle of all, by energy, so that a click or a hole at one place does
    /// not spread over the whole residual; likewise most places say whether something fits as well.
    fn level(&self, probes: &[Probe], line: Line, mut pairs: Vec<ChannelMatch>) -> io::Result<(Line, Vec<ChannelMatch>, f64)> {
        let whole = Line { start: line.start.round(), ..line };
        let is_nearly_whole = line.slope == 0.0 && self.ratio == 1.0 && (line.start - whole.start).abs() < NEARLY_WHOLE;
        let mut measured = self.sums_on(probes, line)?;
        let mut line = line;
        if is_nearly_whole {
            let sums = self.sums_on(probes, whole)?;
            let rest = |sums: &Sums| sums.rest_of(&pairs, sums.gain(&pairs).unwrap_or(1.0));
            let fits = measured.iter().zip(&sums).filter(|(part, whole)| rest(whole) <= rest(part) * (1.0 + 1e-6) + part.grain());
            if 2 * fits.count() > probes.len() {
                (measured, line) = (sums, whole);
            }
        }
        for pair in &mut pairs {
            pair.gain_db = middle_gain(&measured, &[*pair]).map(|gain| 20.0 * gain.log10());
        }
        let gain = middle_gain(&measured, &pairs).unwrap_or(1.0);
        let mut gain_db = 20.0 * gain.log10();
        let fits =
            measured.iter().filter(|sums| sums.rest_of(&pairs, 1.0) <= sums.rest_of(&pairs, gain) * (1.0 + 1e-6) + sums.grain());
        if gain_db.abs() < NEARLY_LEVEL_DB && 2 * fits.count() > probes.len() {
            gain_db = 0.0;
        }
        Ok((line, pairs, gain_db))
    }

    /// The sums at each place, B laid onto A along `line`, over the band in which the interpolator is flat: what it loses above
    /// would pass for a level.
    fn sums_on(&self, probes: &[Probe], line: Line) -> io::Result<Vec<Sums>> {
        // The pace of the line, which may be a little off that of the bench.
        let warp = Warp::new(self.ratio * (1.0 + line.slope), CROSSINGS);
        let mut of_b = Vec::new();
        let mut all = Vec::new();
        for probe in probes {
            let mut sums = Sums::new(self.a.channels(), self.b.channels());
            let start = (probe.first as f64 + line.at(probe.first as f64)) * self.ratio;
            warp.render(self.b, start, self.length, &mut of_b)?;
            let of_a = self.of_a(probe.first, 0, self.length)?;
            let spectra = |planes: &[Vec<f32>]| planes.iter().map(|plane| self.spectrum(plane)).collect::<Vec<_>>();
            sums.add_spectra(&spectra(&of_a), &spectra(&of_b), self.bins());
            all.push(sums);
        }
        Ok(all)
    }
}

/// The gain in the middle of those at all places, weighted by their energy; `None` where nothing can be compared.
fn middle_gain(all: &[Sums], pairs: &[ChannelMatch]) -> Option<f64> {
    let energy = |sums: &Sums| pairs.iter().map(|pair| sums.of_b[pair.of_b]).sum::<f64>();
    let mut gains: Vec<(f64, f64)> = all.iter().filter_map(|sums| Some((sums.gain(pairs)?, energy(sums)))).collect();
    gains.sort_by(|one, other| one.0.total_cmp(&other.0));
    let half = 0.5 * gains.iter().map(|(_, energy)| energy).sum::<f64>();
    let mut below = 0.0;
    gains.into_iter().find_map(|(gain, energy)| {
        below += energy;
        (below >= half).then_some(gain)
    })
}

/// Energies of channels and products of pairs.
struct Sums {
    of_a: Vec<f64>,
    of_b: Vec<f64>,
    products: Vec<Vec<f64>>,
}

impl Sums {
    fn new(channels_a: usize, channels_b: usize) -> Self {
        Self { of_a: vec![0.0; channels_a], of_b: vec![0.0; channels_b], products: vec![vec![0.0; channels_b]; channels_a] }
    }

    fn add(&mut self, planes_a: &[Vec<f32>], planes_b: &[Vec<f32>]) {
        let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
        self.of_a.iter_mut().zip(planes_a).for_each(|(sum, plane)| *sum += product(plane, plane));
        self.of_b.iter_mut().zip(planes_b).for_each(|(sum, plane)| *sum += product(plane, plane));
        for (sums, plane_a) in self.products.iter_mut().zip(planes_a) {
            sums.iter_mut().zip(planes_b).for_each(|(sum, plane_b)| *sum += product(plane_a, plane_b));
        }
    }

    /// The same over the first `bins` lines of spectra.
    fn add_spectra(&mut self, of_a: &[Vec<Complex32>], of_b: &[Vec<Complex32>], bins: usize) {
        let product = |x: &[Complex32], y: &[Complex32]| {
            let real = |(x, y): (&Complex32, &Complex32)| f64::from(x.re) * f64::from(y.re) + f64::from(x.im) * f64::from(y.im);
            x.iter().zip(y).take(bins).map(real).sum::<f64>()
        };
        self.of_a.iter_mut().zip(of_a).for_each(|(sum, lines)| *sum += product(lines, lines));
        self.of_b.iter_mut().zip(of_b).for_each(|(sum, lines)| *sum += product(lines, lines));
        for (sums, x) in self.products.iter_mut().zip(of_a) {
            sums.iter_mut().zip(of_b).for_each(|(sum, y)| *sum += product(x, y));
        }
    }

    fn product(&self, of_a: usize, of_b: usize) -> f64 {
        self.products[of_a][of_b]
    }

    /// What least squares leave of A, each pair with a gain of its own.
    fn rest(&self, pairs: &[(usize, usize)]) -> f64 {
        let rest = |(a, b): &(usize, usize)| {
            self.of_a[*a] - if self.of_b[*b] > 0.0 { self.products[*a][*b].powi(2) / self.of_b[*b] } else { 0.0 }
        };
        pairs.iter().map(rest).sum()
    }

    /// The gain of least squares over `pairs`; `None` where there is nothing to compare.
    fn gain(&self, pairs: &[ChannelMatch]) -> Option<f64> {
        let products: f64 = pairs.iter().map(|pair| self.signed(pair)).sum();
        let energy: f64 = pairs.iter().map(|pair| self.of_b[pair.of_b]).sum();
        (products > 0.0 && energy > 0.0).then(|| products / energy)
    }

    fn signed(&self, pair: &ChannelMatch) -> f64 {
        let product = self.products[pair.of_a][pair.of_b];
        if pair.is_inverted { -product } else { product }
    }

    /// What is left of A with one gain for all pairs.
    fn rest_of(&self, pairs: &[ChannelMatch], gain: f64) -> f64 {
        let rest = |pair: &ChannelMatch| self.of_a[pair.of_a] - 2.0 * gain * self.signed(pair) + gain * gain * self.of_b[pair.of_b];
        pairs.iter().map(rest).sum::<f64>().max(0.0)
    }

    /// What the sums cannot tell from nothing.
    fn grain(&self) -> f64 {
        self.of_a.iter().sum::<f64>() * 1e-12
    }
}

/// How the correlation looks around its peak, over all places.
#[derive(Default)]
struct Echoes {
    /// Mean of the curves, for each distance from the peak, to both sides.
    sums: [Vec<f64>; 2],
    count: usize,
}

impl Echoes {
    fn add(&mut self, correlations: &[f32], peak: usize) {
        let sign = correlations[peak].signum();
        let reach = correlations.len() / 4;
        for (side, sums) in self.sums.iter_mut().enumerate() {
            sums.resize(reach, 0.0);
            for (distance, sum) in sums.iter_mut().enumerate() {
                let at = if side == 0 { peak.checked_sub(distance) } else { Some(peak + distance) };
                *sum += f64::from(at.and_then(|at| correlations.get(at)).map_or(0.0, |value| value * sign));
            }
        }
        self.count += 1;
    }

    /// Whether another peak, past the first change of sign, is as high.
    fn is_ambiguous(&self) -> bool {
        self.sums.iter().any(|sums| {
            let highest = sums.first().copied().unwrap_or(0.0);
            sums.iter().skip_while(|value| **value > 0.0).any(|value| value.abs() >= AS_GOOD * highest && highest > 0.0)
        })
    }
}

/// `y[n] = x[n] - 0.95 x[n-1]`, one sample shorter.
fn emphasised(samples: &[f32]) -> Vec<f32> {
    samples.windows(2).map(|pair| pair[1] - EMPHASIS * pair[0]).collect()
}

fn is_silent(samples: &[f32]) -> bool {
    samples.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>() <= SILENCE * samples.len() as f64
}

/// Distance of the top of the parabola through a peak and its neighbours from the peak, within half a frame.
fn summit(values: &[f32], peak: usize) -> f64 {
    let at = |place: Option<usize>| place.and_then(|place| values.get(place)).map(|value| f64::from(value.abs()));
    let (Some(before), Some(top), Some(after)) = (at(peak.checked_sub(1)), at(Some(peak)), at(Some(peak + 1))) else { return 0.0 };
    let bend = before - 2.0 * top + after;
    if bend < 0.0 { (0.5 * (before - after) / bend).clamp(-0.5, 0.5) } else { 0.0 }
}
