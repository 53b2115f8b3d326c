//! Where frames go: a device, a sink that was given, or nowhere. Each pops the ring and nothing else.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use cpal::{
    FromSample, SampleFormat, SizedSample, StreamConfig,
    traits::{DeviceTrait, HostTrait, StreamTrait},
};
use rtrb::{Consumer, Producer, RingBuffer};

use super::{DeviceState, Shared};
use crate::workers::ManagedThread;

/// A frame in the ring.
#[derive(Clone, Copy)]
pub(super) struct Framed {
    pub(super) frame: [f32; 2],
    pub(super) generation: u64,
    /// Its position in frames of the first source.
    pub(super) position: u64,
}

/// Takes interleaved stereo.
pub type GivenSink = Box<dyn FnMut(&[f32]) + Send>;

/// Where sound goes.
pub(super) enum Sink {
    Device,
    Null,
    Given { sink: GivenSink, rate_hz: u32, is_paced: bool },
}

/// Frames that lie ready: 90 ms at 44.1 kHz. A switch is heard after them.
const AHEAD_S: f64 = 0.09;
/// Frames popped at once without a device.
const PERIOD_S: f64 = 0.01;

/// An open output.
pub(super) struct Opened {
    pub(super) ring: Producer<Framed>,
    pub(super) rate_hz: u32,
    pub(super) state: DeviceState,
    /// Set once the device is lost.
    pub(super) is_lost: Arc<AtomicBool>,
    _stream: Option<cpal::Stream>,
    stops: Option<(Arc<AtomicBool>, ManagedThread)>,
}

impl Drop for Opened {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.stops.take() {
            stop.store(true, Ordering::Relaxed);
            thread.wait(Duration::from_millis(200));
        }
    }
}

/// Opens the sink for a track of `rate_hz`.
pub(super) fn open(sink: &mut Sink, rate_hz: u32, shared: &Arc<Shared>, started: Instant) -> Result<Opened, String> {
    let (given, rate_hz, is_paced) = match std::mem::replace(sink, Sink::Null) {
        Sink::Device => {
            *sink = Sink::Device;
            return open_device(rate_hz, shared, started);
        }
        Sink::Null => (None, rate_hz, true),
        Sink::Given { sink, rate_hz, is_paced } => (Some(sink), rate_hz, is_paced),
    };
    let (ring, consumer) = RingBuffer::new(ahead(rate_hz));
    let stop = Arc::new(AtomicBool::new(false));
    let pump = Pump { consumer, shared: Arc::clone(shared), started };
    let (for_thread, is_lost) = (Arc::clone(&stop), Arc::default());
    let thread = ManagedThread::spawn("null-sink", move || run_sink(pump, given, rate_hz, is_paced, &for_thread))
        .map_err(|error| error.to_string())?;
    Ok(Opened { ring, rate_hz, state: DeviceState::Null, is_lost, _stream: None, stops: Some((stop, thread)) })
}

fn ahead(rate_hz: u32) -> usize {
    (AHEAD_S * f64::from(rate_hz)) as usize
}

fn run_sink(mut pump: Pump, mut given: Option<GivenSink>, rate_hz: u32, is_paced: bool, stop: &AtomicBool) {
    let period = Duration::from_secs_f64(PERIOD_S);
    let mut buffer = vec![0.0; (PERIOD_S * f64::from(rate_hz)) as usize * 2];
    let mut next = Instant::now();
    while !stop.load(Ordering::Relaxed) {
        let filled = pump.fill(&mut buffer, 2);
        if let (Some(sink), true) = (&mut given, filled > 0) {
            sink(&buffer[..filled * 2]);
        }
        if is_paced || filled == 0 {
            next = (next + period).max(Instant::now());
            std::thread::sleep(if is_paced { next.saturating_duration_since(Instant::now()) } else { Duration::from_millis(1) });
        }
    }
}

fn open_device(rate_hz: u32, shared: &Arc<Shared>, started: Instant) -> Result<Opened, String> {
    let host = cpal::default_host();
    let device = host.default_output_device().ok_or_else(|| "the system names no output device".to_owned())?;
    let name = device.description().map_or_else(|_| "default device".to_owned(), |description| description.name().to_owned());
    let offered = device.default_output_config().map_err(|error| error.to_string())?;
    // The track's own rate first: sound servers take any, and then nothing is resampled here.
    let wanted = StreamConfig { channels: 2, sample_rate: rate_hz, buffer_size: cpal::BufferSize::Default };
    let mut problem = String::new();
    for (config, format) in [(wanted, SampleFormat::F32), (offered.config(), offered.sample_format())] {
        let (ring, consumer) = RingBuffer::new(ahead(config.sample_rate));
        let pump = Pump { consumer, shared: Arc::clone(shared), started };
        let is_lost = Arc::new(AtomicBool::new(false));
        let built = match format {
            SampleFormat::F32 => stream::<f32>(&device, config, pump, &is_lost),
            SampleFormat::I16 => stream::<i16>(&device, config, pump, &is_lost),
            SampleFormat::I32 => stream::<i32>(&device, config, pump, &is_lost),
            other => Err(format!("it takes {other} samples alone")),
        };
        match built {
            Ok(stream) => {
                let state = DeviceState::Ready { name };
                return Ok(Opened { ring, rate_hz: config.sample_rate, state, is_lost, _stream: Some(stream), stops: None });
            }
            Err(error) => problem = error,
        }
    }
    Err(problem)
}

fn stream<T: SizedSample + FromSample<f32>>(
    device: &cpal::Device,
    config: StreamConfig,
    mut pump: Pump,
    is_lost: &Arc<AtomicBool>,
) -> Result<cpal::Stream, String> {
    let channels = usize::from(config.channels);
    // As large as any period, so that the callback allocates nothing.
    let mut buffer = vec![0.0_f32; 1 << 16];
    let lost = Arc::clone(is_lost);
    let stream = device
        .build_output_stream::<T, _, _>(
            config,
            move |data, info| {
                let stamp = info.timestamp();
                let latency = stamp.playback.duration_since(stamp.callback);
                pump.shared.latency_us.store(latency.as_micros() as u64, Ordering::Relaxed);
                for part in data.chunks_mut(buffer.len() / channels * channels) {
                    let wanted = part.len();
                    pump.fill(&mut buffer[..wanted], channels);
                    for (sample, value) in part.iter_mut().zip(&buffer[..wanted]) {
                        *sample = T::from_sample(*value);
                    }
                }
            },
            move |error| {
                if error.kind() == cpal::ErrorKind::DeviceNotAvailable {
                    lost.store(true, Ordering::Relaxed);
                }
                tracing::warn!("the sound device says: {error}");
            },
            None,
        )
        .map_err(|error| error.to_string())?;
    stream.play().map_err(|error| error.to_string())?;
    Ok(stream)
}

/// The reading end of the ring.
struct Pump {
    consumer: Consumer<Framed>,
    shared: Arc<Shared>,
    started: Instant,
}

impl Pump {
    /// Fills `into`, interleaved in `channels`, with what is ready and silence after it; the frames that were ready.
    fn fill(&mut self, into: &mut [f32], channels: usize) -> usize {
        let generation = self.shared.generation.load(Ordering::Acquire);
        let mut filled = 0;
        let mut last = None;
        let mut places = into.chunks_exact_mut(channels);
        for frame in places.by_ref() {
            let framed = loop {
                match self.consumer.pop() {
                    Ok(framed) if framed.generation < generation => {}
                    Ok(framed) => break Some(framed),
                    Err(_) => break None,
                }
            };
            // What arrives from here on is for the next time: there is no silence between two frames.
            let Some(framed) = framed else {
                frame.fill(0.0);
                break;
            };
            match frame {
                [mono] => *mono = (framed.frame[0] + framed.frame[1]) / 2.0,
                [left, right, rest @ ..] => {
                    (*left, *right) = (framed.frame[0], framed.frame[1]);
                    rest.fill(0.0);
                }
                [] => {}
            }
            filled += 1;
            last = Some(framed.position + 1);
        }
        places.for_each(|frame| frame.fill(0.0));
        if let Some(position) = last {
            self.shared.position.store(position, Ordering::Relaxed);
            let play_us = self.shared.play_us.load(Ordering::Relaxed);
            let now_us = self.started.elapsed().as_micros() as u64;
            let _ = self.shared.started_us.compare_exchange(
                u64::MAX,
                now_us.saturating_sub(play_us),
                Ordering::Relaxed,
                Ordering::Relaxed,
            );
        }
        filled
    }
}
