//! A real sound drawn to a file: its size, its axes, its words, and the same pixels each time.

use std::path::{Path, PathBuf};

use super::*;
use crate::{
    contracts::AuditSettings,
    pictures::{Axis, ColourMap},
    report::samples,
};

/// A stereo WAV of `seconds`: a tone at 5 kHz left, half as loud right.
fn tone(folder: &Path, seconds: u32) -> PathBuf {
    let mut data = Vec::new();
    for n in 0..44_100 * seconds {
        let value = (std::f64::consts::TAU * 5_000.0 * f64::from(n) / 44_100.0).sin() * 32_000.0;
        for sample in [value, value / 2.0] {
            data.extend_from_slice(&(sample as i16).to_le_bytes());
        }
    }
    let mut file = b"RIFF".to_vec();
    file.extend_from_slice(&(36 + data.len() as u32).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    for value in [16_u32, 1 | 2 << 16, 44_100, 44_100 * 4, 4 | 16 << 16] {
        file.extend_from_slice(&value.to_le_bytes());
    }
    file.extend_from_slice(b"data");
    file.extend_from_slice(&(data.len() as u32).to_le_bytes());
    file.extend_from_slice(&data);
    let path = folder.join("tone.wav");
    std::fs::write(&path, file).unwrap();
    path
}

fn scene(folder: &Path) -> (AuditReport, Scene) {
    let report = AuditReport { path: tone(folder, 3), ..samples::transcode() };
    let scene = Scene::decode(&report, folder, &AuditSettings::default(), &CancelToken::new()).unwrap();
    (report, scene)
}

struct Read {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Read {
    fn of(png: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgb).unwrap();
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        Self { width: info.width, height: info.height, rgb }
    }

    fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        self.rgb[((y * self.width + x) * 3) as usize..][..3].try_into().unwrap()
    }

    /// Pixels of a box that are not white.
    fn inked(&self, x: std::ops::Range<u32>, y: std::ops::Range<u32>) -> usize {
        y.flat_map(|y| x.clone().map(move |x| (x, y))).filter(|(x, y)| self.pixel(*x, *y) != [255; 3]).count()
    }
}

fn drawn(report: &AuditReport, scene: &Scene, order: &PictureOrder, size: (u32, u32)) -> Read {
    let mut png = Vec::new();
    draw_picture(report, scene, order, size, &mut png, &CancelToken::new()).unwrap();
    Read::of(&png)
}

fn brightness(pixel: [u8; 3]) -> u32 {
    pixel.iter().map(|part| u32::from(*part)).sum()
}

#[test]
fn a_picture_has_the_size_that_was_asked_for_and_a_tone_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let (report, scene) = scene(folder.path());
    for size in [(480, 320), (1280, 720), (1999, 1101)] {
        for axis in [Axis::Linear, Axis::Mel] {
            let look = Look { axis, map: ColourMap::Grey, ..Look::default() };
            let order = PictureOrder { look, ..PictureOrder::default() };
            let read = drawn(&report, &scene, &order, size);
            assert_eq!((read.width, read.height), size);
            let plot = frame::Layout::new(size, order.kind, true).plot;
            let x = plot.x + plot.width / 2;
            let brightest = (plot.y..plot.y + plot.height).max_by_key(|y| brightness(read.pixel(x, *y))).unwrap();
            let expected = f64::from(plot.y) + (1.0 - axis.place_of(5_000.0, 0.0, 22_050.0)) * f64::from(plot.height);
            assert!((f64::from(brightest) - expected).abs() < 3.0, "{size:?} {axis:?}: {brightest} {expected}");
            assert_eq!(read.pixel(0, size.1 - 1), [255; 3], "paper");
            let scale = (size.0 as f32 / 1280.0).min(size.1 as f32 / 720.0).max(0.6);
            let units = |units: f32| (units * scale) as u32;
            assert!(read.inked(units(24.0)..size.0 / 2, units(18.0)..units(36.0)) > 40, "the name");
            assert!(read.inked(units(24.0)..size.0 / 2, size.1 - units(26.0)..size.1 - units(10.0)) > 40, "the program");
            assert!(read.inked(0..plot.x - 1, plot.y..plot.y + plot.height) > 40, "labels of the axis");
        }
    }
}

#[test]
fn every_kind_has_pixels_and_a_part_shows_that_part() {
    let folder = tempfile::tempdir().unwrap();
    let (report, scene) = scene(folder.path());
    for kind in PictureKind::ALL {
        let order = PictureOrder { kind, ..PictureOrder::default() };
        let read = drawn(&report, &scene, &order, (1000, 600));
        let plot = frame::Layout::new((1000, 600), kind, true).plot;
        let is_lit = |(x, y): (u32, u32)| brightness(read.pixel(x, y)) > 200;
        let lit = (plot.y..plot.y + plot.height)
            .flat_map(|y| (plot.x..plot.x + plot.width).map(move |x| (x, y)))
            .filter(|at| is_lit(*at));
        assert!(lit.count() > 300, "{kind:?}");
        assert_eq!(read.pixel(plot.x + plot.width + 1, plot.y + plot.height / 2 + 1), [255; 3], "{kind:?} ends where it should");
    }
    let past = PictureOrder { view: Some(View { from_s: 9.0, to_s: 11.0 }), ..PictureOrder::default() };
    let error = draw_picture(&report, &scene, &past, (800, 600), &mut Vec::new(), &CancelToken::new()).unwrap_err();
    assert!(matches!(error, PictureError::Empty { .. }) && error.to_string().contains("3.000 s"), "{error}");
}

#[test]
fn hostile_names_and_reports_are_words_and_no_markup() {
    let folder = tempfile::tempdir().unwrap();
    let (mut report, scene) = scene(folder.path());
    let name = "<rect width='9999' height='9999'>&lol;\u{202e}\u{0}\u{ffff}弦楽]]><!DOCTYPE x>.flac";
    report.path = PathBuf::from(name);
    if let Some(verdict) = &mut report.verdict {
        verdict.summary = "<script>\u{1b}[31m & \"quotes\" ".repeat(300);
    }
    let read = drawn(&report, &scene, &PictureOrder::default(), (640, 400));
    assert_eq!(read.pixel(639, 399), [255; 3], "no rectangle of the name's own");
    let layout = frame::Layout::new((640, 400), PictureKind::Spectrogram, true);
    let pixels = pixels::Drawn { patches: Vec::new(), ticks: Vec::new(), legend_ticks: Vec::new(), edges: Vec::new() };
    let svg = frame::compose(&report, &PictureOrder::default(), &layout, &pixels, Some("x")).unwrap();
    assert!(
        svg.contains("&lt;rect width") && !svg.contains("<script") && !svg.contains('\u{0}') && !svg.contains('\u{ffff}'),
        "{svg}"
    );
}

#[test]
fn sizes_have_bounds_and_a_cancelled_picture_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let (report, scene) = scene(folder.path());
    let (path, order, cancel) = (folder.path().join("a.png"), PictureOrder::default(), CancelToken::new());
    std::fs::write(&path, "old").unwrap();
    for size in [(0, 0), (479, 320), (16_385, 400)] {
        let refused = save_picture(&path, &report, &scene, &order, size, &cancel).unwrap_err().unwrap();
        assert!(refused.contains("480 x 320 to 16384 x 16384"), "{refused}");
    }
    cancel.cancel();
    assert_eq!(save_picture(&path, &report, &scene, &order, (800, 600), &cancel), Err(None));
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    let missing = save_picture(Path::new("/no/such/a.png"), &report, &scene, &order, (800, 600), &CancelToken::new());
    assert!(missing.unwrap_err().unwrap().contains("/no/such"));
    save_picture(&path, &report, &scene, &order, (800, 600), &CancelToken::new()).unwrap();
    assert!(std::fs::read(&path).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn a_picture_in_a_report_says_how_it_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let (report, scene) = scene(folder.path());
    let picture = report_picture(&report, &scene, &PictureOrder::default(), &CancelToken::new()).unwrap();
    let read = Read::of(&picture.png);
    assert_eq!((read.width, read.height), (picture.width, picture.height));
    assert_eq!(picture.title, "Spectrogram");
    for part in ["0:00 to 0:03", "2048 frames (46.4 ms)", "-120 to 0 dBFS"] {
        assert!(picture.caption.contains(part), "{}", picture.caption);
    }
}
