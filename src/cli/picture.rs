//! `audiopro picture`: a track's spectrogram, waveform, spectrum or loudness as PNG, with axes, verdict and how it was made.

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, ValueEnum, ValueHint};
use crossbeam_channel::Receiver;

use super::{
    EXIT_CLEAN, EXIT_FAILED, EXIT_USAGE,
    audit::open_repository,
    certify::{Asked, Audits, audits},
    checksums::on_workers,
    complain, interrupt,
    start::Session,
};
use crate::{
    analyzer::{DecodeError, sound::SoundError},
    contracts::{AuditReport, AuditSettings, AuditStatus, CancelToken, Cancelled},
    pictures::{Axis, Channel, ColourMap, Look, MarkKinds, View, WINDOW_SIZES},
    report::{
        LEAST_PICTURE, MOST_PICTURE_SIDE, PictureError, PictureKind, PictureOrder, Scene, draw_picture, printable, save_picture,
    },
};

pub(super) const HELP: &str = "\
Examples:
  audiopro picture track.flac                          writes track.spectrogram.png here
  audiopro picture --size 3840x2160 --colours viridis --output big.png track.flac
  audiopro picture --from 61.5 --to 62 --window 512 --axis mel track.flac
  audiopro picture --kind loudness track.flac

A track that was not audited before is audited first: the picture says what was found.

Exit codes:
  0    written
  2    the track could not be read, or the picture not be written
  64   wrong usage
  130  stopped by Ctrl-C";

/// Arguments of `picture`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct PictureArguments {
    /// The track
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// What is drawn
    #[arg(long, value_enum, default_value_t = Kind::Spectrogram)]
    kind: Kind,
    /// Pixels, from 480x320 to 16384x16384
    #[arg(long, value_name = "WxH", default_value = "1920x1080", value_parser = size)]
    size: (u32, u32),
    /// File to write, whole or not at all; - for the standard output (default: NAME.KIND.png, here)
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Begin of the part that is drawn, in seconds
    #[arg(long, value_name = "S", default_value_t = 0.0, value_parser = number)]
    from: f64,
    /// End of the part that is drawn, in seconds (default: the end)
    #[arg(long, value_name = "S", value_parser = number)]
    to: Option<f64>,
    /// Channel of spectrogram and spectrum
    #[arg(long, value_enum, default_value_t = ChannelName::Mid)]
    channel: ChannelName,
    /// Window in frames: 512, 1024, 2048, 4096, 8192 or 16384
    #[arg(long, value_name = "FRAMES", default_value_t = 2048, value_parser = window)]
    window: usize,
    /// How frequencies are spread
    #[arg(long, value_enum, default_value_t = AxisName::Linear)]
    axis: AxisName,
    /// Lowest frequency
    #[arg(long, value_name = "HZ", default_value_t = 0.0, value_parser = number)]
    low_hz: f64,
    /// Highest frequency (default: half the sample rate)
    #[arg(long, value_name = "HZ", value_parser = number)]
    high_hz: Option<f64>,
    /// Level of the darkest colour in dBFS
    #[arg(long, value_name = "DB", default_value_t = -120.0, allow_negative_numbers = true, value_parser = number)]
    floor_db: f64,
    /// Level of the brightest colour in dBFS
    #[arg(long, value_name = "DB", default_value_t = 0.0, allow_negative_numbers = true, value_parser = number)]
    ceiling_db: f64,
    /// Colours of the levels
    #[arg(long, value_enum, default_value_t = Colours::Magma)]
    colours: Colours,
    /// Database to keep the audit in
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_db")]
    db: Option<PathBuf>,
    /// Keep nothing, and audit what was audited before
    #[arg(long)]
    no_db: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Levels over time and frequency
    Spectrogram,
    /// Samples over time
    Waveform,
    /// Levels over frequency
    Spectrum,
    /// Loudness over time
    Loudness,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ChannelName {
    Left,
    Right,
    /// Mean of all channels
    Mid,
    /// Half the difference of left and right
    Side,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AxisName {
    Linear,
    Log,
    Mel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colours {
    Magma,
    Inferno,
    Viridis,
    Cividis,
    /// For paper
    Grey,
}

/// Draws; the exit code.
pub(super) fn run(arguments: &PictureArguments) -> u8 {
    let interrupts = interrupt::listen();
    let session = Session::start();
    session.complain_about_settings();
    match picture(arguments, &session, &interrupts) {
        Ok(()) => EXIT_CLEAN,
        Err(code) => code,
    }
}

fn picture(arguments: &PictureArguments, session: &Session, interrupts: &Receiver<()>) -> Result<(), u8> {
    let usage = |message: &str| {
        complain(message);
        EXIT_USAGE
    };
    let order = arguments.order().map_err(|problem| usage(&problem))?;
    let output = match &arguments.output {
        Some(path) if path.as_os_str() == "-" && io::stdout().is_terminal() => {
            return Err(usage("a picture is nothing for a terminal. Name a file with --output."));
        }
        Some(path) => path.clone(),
        None => {
            let name = arguments.file.file_stem().unwrap_or(arguments.file.as_os_str()).to_string_lossy();
            let path = PathBuf::from(format!("{name}.{}.png", order.kind.title().to_lowercase()));
            if path.exists() {
                return Err(usage(&format!("{} is there already. Name a file with --output.", path.display())));
            }
            path
        }
    };
    if arguments.file.is_dir() {
        return Err(usage(&format!("{} is a folder. Name one track.", arguments.file.display())));
    }
    let settings = AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), ..AuditSettings::default() };
    let paths = [arguments.file.clone()];
    let asked = Asked { paths: &paths, workers: 1, again: false, quiet: false };
    let repository = open_repository(arguments.db.as_deref(), !arguments.no_db, session)?;
    let Audits { reports, has_problem, progress } = audits(&asked, &settings, repository, session, interrupts)?;
    let report = match reports.as_slice() {
        [report] if report.status == AuditStatus::Audited => Arc::clone(report),
        [] | [_] if has_problem || !reports.is_empty() => {
            progress.clear();
            return Err(EXIT_FAILED); // it was told
        }
        _ => {
            progress.clear();
            return Err(usage(&format!("{} is not one track. Name one.", arguments.file.display())));
        }
    };
    progress.say("drawing");
    let (size, cache, target) = (arguments.size, session.places.cache.clone(), output.clone());
    let job = move |cancel: &CancelToken| drawn(&report, &order, size, &cache, &settings, &target, cancel);
    let end = on_workers(vec![job], 1, interrupts, &progress)?.pop();
    progress.clear();
    let bytes = end.unwrap_or_else(|| Err("it was not drawn".to_owned())).and_then(|drawn| drawn).map_err(|problem| {
        complain(&problem);
        EXIT_FAILED
    })?;
    if output.as_os_str() != "-" {
        complain(&format!("written to {}.", printable(&output.to_string_lossy())));
        return Ok(());
    }
    let mut standard = io::stdout().lock();
    match standard.write_all(&bytes).and_then(|()| standard.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            complain(&format!("the output cannot be written: {error}"));
            Err(EXIT_FAILED)
        }
        _ => Ok(()),
    }
}

/// Decodes the track and writes its picture to `target`; what is for the standard output comes back.
fn drawn(
    report: &AuditReport,
    order: &PictureOrder,
    size: (u32, u32),
    cache: &Path,
    settings: &AuditSettings,
    target: &Path,
    cancel: &CancelToken,
) -> Result<Result<Vec<u8>, String>, Cancelled> {
    let scene = match Scene::decode(report, cache, settings, cancel) {
        Ok(scene) => scene,
        Err(SoundError::Decode(DecodeError::Cancelled)) => return Err(Cancelled),
        Err(error) => return Ok(Err(error.to_string())),
    };
    if target.as_os_str() != "-" {
        return match save_picture(target, report, &scene, order, size, cancel) {
            Ok(()) => Ok(Ok(Vec::new())),
            Err(Some(problem)) => Ok(Err(problem)),
            Err(None) => Err(Cancelled),
        };
    }
    let mut bytes = Vec::new();
    match draw_picture(report, &scene, order, size, &mut bytes, cancel) {
        Ok(()) => Ok(Ok(bytes)),
        Err(PictureError::Cancelled(cancelled)) => Err(cancelled),
        Err(error) => Ok(Err(error.to_string())),
    }
}

impl PictureArguments {
    fn order(&self) -> Result<PictureOrder, String> {
        let (low_hz, high_hz) = (self.low_hz, self.high_hz.unwrap_or(0.0));
        if low_hz < 0.0 || (self.high_hz.is_some() && high_hz <= low_hz) {
            return Err("--high-hz must lie above --low-hz, and neither below 0.".to_owned());
        }
        if self.ceiling_db <= self.floor_db {
            return Err("--ceiling-db must lie above --floor-db.".to_owned());
        }
        if self.from < 0.0 || self.to.is_some_and(|to| to <= self.from) {
            return Err("--to must lie after --from, and --from not before 0.".to_owned());
        }
        let look = Look {
            channel: match self.channel {
                ChannelName::Left => Channel::Left,
                ChannelName::Right => Channel::Right,
                ChannelName::Mid => Channel::Mid,
                ChannelName::Side => Channel::Side,
            },
            window: self.window,
            axis: match self.axis {
                AxisName::Linear => Axis::Linear,
                AxisName::Log => Axis::Log,
                AxisName::Mel => Axis::Mel,
            },
            // A logarithmic axis begins at 20 Hz.
            low_hz: if self.axis == AxisName::Log { low_hz.max(20.0) } else { low_hz },
            high_hz,
            floor_db: self.floor_db,
            ceiling_db: self.ceiling_db,
            map: match self.colours {
                Colours::Magma => ColourMap::Magma,
                Colours::Inferno => ColourMap::Inferno,
                Colours::Viridis => ColourMap::Viridis,
                Colours::Cividis => ColourMap::Cividis,
                Colours::Grey => ColourMap::Grey,
            },
        };
        let kind = match self.kind {
            Kind::Spectrogram => PictureKind::Spectrogram,
            Kind::Waveform => PictureKind::Waveform,
            Kind::Spectrum => PictureKind::Spectrum,
            Kind::Loudness => PictureKind::Loudness,
        };
        let view = View { from_s: self.from, to_s: self.to.unwrap_or(f64::MAX) };
        Ok(PictureOrder { kind, view: Some(view), look, marks: MarkKinds::default() })
    }
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once(['x', 'X', '\u{d7}']).and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    let is_possible = |(width, height): &(u32, u32)| {
        (LEAST_PICTURE.0..=MOST_PICTURE_SIDE).contains(width) && (LEAST_PICTURE.1..=MOST_PICTURE_SIDE).contains(height)
    };
    sides.filter(is_possible).ok_or_else(|| {
        let (width, height) = LEAST_PICTURE;
        format!("a size is written like 1920x1080, from {width}x{height} to {MOST_PICTURE_SIDE}x{MOST_PICTURE_SIDE}")
    })
}

fn window(text: &str) -> Result<usize, String> {
    let known = || WINDOW_SIZES.map(|size| size.to_string()).join(", ");
    text.parse().ok().filter(|frames| WINDOW_SIZES.contains(frames)).ok_or_else(|| format!("there are {}", known()))
}

fn number(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| "a finite number is wanted".to_owned())
}
