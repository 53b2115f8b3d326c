//! An item that shows a plot of one track: pixels come from a worker, painting only blits.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QColor, QImage, QImageFormat, QRect, QString};

use super::{
    app,
    image::{Image, Palette, Rgb, Tick},
    plot, proof_plot, proof_text,
    session::update,
};
use crate::{
    contracts::{AuditReport, StreamFacts},
    persistence::TrackId,
};

#[cxx_qt::bridge]
pub mod qobject {
    unsafe extern "C++" {
        include!("cxx-qt-lib/qstring.h");
        type QString = cxx_qt_lib::QString;
        include!("cxx-qt-lib/qcolor.h");
        type QColor = cxx_qt_lib::QColor;
        include!("cxx-qt-lib/qpainter.h");
        type QPainter = cxx_qt_lib::QPainter;
        include!(<QtQuick/QQuickPaintedItem>);
        type QQuickPaintedItem;
    }

    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[base = QQuickPaintedItem]
        #[qml_element]
        #[qproperty(QString, kind, READ, WRITE = set_kind, NOTIFY)]
        #[qproperty(i32, track_id, READ, WRITE = set_track_id, NOTIFY)]
        #[qproperty(i32, pixel_width, READ, WRITE = set_pixel_width, NOTIFY)]
        #[qproperty(i32, pixel_height, READ, WRITE = set_pixel_height, NOTIFY)]
        #[qproperty(QColor, line_color, READ, WRITE = set_line_color, NOTIFY)]
        #[qproperty(QColor, area_color, READ, WRITE = set_area_color, NOTIFY)]
        #[qproperty(QColor, grid_color, READ, WRITE = set_grid_color, NOTIFY)]
        #[qproperty(QColor, proof_color, READ, WRITE = set_proof_color, NOTIFY)]
        #[qproperty(QColor, alert_color, READ, WRITE = set_alert_color, NOTIFY)]
        #[qproperty(QString, ticks_json, READ, NOTIFY)]
        #[qproperty(bool, is_empty, READ, NOTIFY)]
        type PlotItem = super::PlotItemRust;

        fn set_kind(self: Pin<&mut PlotItem>, kind: QString);
        fn set_track_id(self: Pin<&mut PlotItem>, track_id: i32);
        fn set_pixel_width(self: Pin<&mut PlotItem>, width: i32);
        fn set_pixel_height(self: Pin<&mut PlotItem>, height: i32);
        fn set_line_color(self: Pin<&mut PlotItem>, color: QColor);
        fn set_area_color(self: Pin<&mut PlotItem>, color: QColor);
        fn set_grid_color(self: Pin<&mut PlotItem>, color: QColor);
        fn set_proof_color(self: Pin<&mut PlotItem>, color: QColor);
        fn set_alert_color(self: Pin<&mut PlotItem>, color: QColor);

        /// What lies under `place`, 0 to 1 from the left, as text.
        #[qinvokable]
        fn reading(self: &PlotItem, place: f64) -> QString;
        /// Reads the track anew, after another audit.
        #[qinvokable]
        fn reload(self: Pin<&mut PlotItem>);
    }

    #[auto_cxx_name]
    unsafe extern "RustQt" {
        #[inherit]
        fn update(self: Pin<&mut PlotItem>);
        #[cxx_override]
        unsafe fn paint(self: Pin<&mut PlotItem>, painter: *mut QPainter);
    }

    impl cxx_qt::Threading for PlotItem {}
    impl cxx_qt::Initialize for PlotItem {}
}

/// State of the item.
#[derive(Default)]
pub struct PlotItemRust {
    kind: QString,
    track_id: i32,
    pixel_width: i32,
    pixel_height: i32,
    line_color: QColor,
    area_color: QColor,
    grid_color: QColor,
    proof_color: QColor,
    alert_color: QColor,
    ticks_json: QString,
    is_empty: bool,
    image: QImage,
    report: Option<std::sync::Arc<AuditReport>>,
    /// Number of the latest order; an older picture that arrives late is dropped.
    latest: u64,
}

impl cxx_qt::Initialize for qobject::PlotItem {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().is_empty = true;
    }
}

impl qobject::PlotItem {
    unsafe fn paint(self: Pin<&mut Self>, painter: *mut qobject::QPainter) {
        // SAFETY: Qt hands a painter that is valid for this call and that nobody else uses meanwhile.
        let Some(painter) = (unsafe { painter.as_mut() }) else { return };
        // SAFETY: the painter belongs to Qt and is never moved by this call.
        let painter = unsafe { Pin::new_unchecked(painter) };
        let state = self.rust();
        if !state.image.is_null() {
            painter.draw_image(&QRect::new(0, 0, state.image.width(), state.image.height()), &state.image);
        }
    }

    fn set_kind(mut self: Pin<&mut Self>, kind: QString) {
        update!(self, kind, kind_changed, kind);
        self.order();
    }

    fn set_track_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().track_id != track_id {
            update!(self, track_id, track_id_changed, track_id);
            self.as_mut().rust_mut().report = None;
            self.as_mut().order();
            self.reload();
        }
    }

    fn set_pixel_width(mut self: Pin<&mut Self>, width: i32) {
        update!(self, pixel_width, pixel_width_changed, width.clamp(0, 8192));
        self.order();
    }

    fn set_pixel_height(mut self: Pin<&mut Self>, height: i32) {
        update!(self, pixel_height, pixel_height_changed, height.clamp(0, 8192));
        self.order();
    }

    fn set_line_color(mut self: Pin<&mut Self>, color: QColor) {
        update!(self, line_color, line_color_changed, color);
        self.order();
    }

    fn set_area_color(mut self: Pin<&mut Self>, color: QColor) {
        update!(self, area_color, area_color_changed, color);
        self.order();
    }

    fn set_grid_color(mut self: Pin<&mut Self>, color: QColor) {
        update!(self, grid_color, grid_color_changed, color);
        self.order();
    }

    fn set_proof_color(mut self: Pin<&mut Self>, color: QColor) {
        update!(self, proof_color, proof_color_changed, color);
        self.order();
    }

    fn set_alert_color(mut self: Pin<&mut Self>, color: QColor) {
        update!(self, alert_color, alert_color_changed, color);
        self.order();
    }

    fn reading(&self, place: f64) -> QString {
        let text = self.rust().report.as_ref().map(|report| reading(report, &self.rust().kind.to_string(), place));
        QString::from(&text.unwrap_or_default())
    }

    /// What is shown stays until the track is read.
    fn reload(self: Pin<&mut Self>) {
        let track = TrackId(i64::from(self.rust().track_id));
        if track.0 <= 0 {
            return;
        }
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| store.report(track),
            move |report| {
                let _ = thread.queue(move |mut item| {
                    if i64::from(item.rust().track_id) == track.0 {
                        item.as_mut().rust_mut().report = report.ok().flatten().map(std::sync::Arc::new);
                        item.order();
                    }
                });
            },
        );
    }

    /// Has the picture computed off the main thread.
    fn order(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().latest += 1;
        let state = self.rust();
        let (latest, kind) = (state.latest, state.kind.to_string());
        let (width, height) = (usize::try_from(state.pixel_width).unwrap_or(0), usize::try_from(state.pixel_height).unwrap_or(0));
        let palette = Palette {
            line: rgb(&state.line_color),
            fill: rgb(&state.area_color),
            grid: rgb(&state.grid_color),
            proof: rgb(&state.proof_color),
            alert: rgb(&state.alert_color),
        };
        let Some(report) = state.report.clone().filter(|_| width > 0 && height > 0) else {
            return self.show(Image::default(), &[]);
        };
        let thread = self.qt_thread();
        app::with_manager(|manager| {
            manager.service(
                move |_, _| draw(&report, &kind, &palette, width, height),
                move |(image, ticks)| {
                    let _ = thread.queue(move |item| {
                        if item.rust().latest == latest {
                            item.show(image, &ticks);
                        }
                    });
                },
            );
        });
    }

    fn show(mut self: Pin<&mut Self>, image: Image, ticks: &[Tick]) {
        update!(self, is_empty, is_empty_changed, image.width == 0);
        let ticks = serde_json::to_string(ticks).unwrap_or_else(|_| "[]".to_owned());
        update!(self, ticks_json, ticks_json_changed, QString::from(&ticks));
        self.as_mut().rust_mut().image = qimage(image);
        self.update();
    }
}

pub(super) fn rgb(color: &QColor) -> Rgb {
    let part = |value: i32| u8::try_from(value.clamp(0, 255)).unwrap_or(0);
    Rgb(part(color.red()), part(color.green()), part(color.blue()))
}

pub(super) fn qimage(image: Image) -> QImage {
    if image.width == 0 || image.height == 0 {
        return QImage::default();
    }
    debug_assert_eq!(image.rgba.len(), image.width * image.height * 4);
    // SAFETY: the buffer holds width * height pixels of four bytes, as the format says, and moves into the image.
    unsafe { QImage::from_raw_bytes(image.rgba, image.width as i32, image.height as i32, QImageFormat::Format_RGBA8888) }
}

fn draw(report: &AuditReport, kind: &str, palette: &Palette, width: usize, height: usize) -> (Image, Vec<Tick>) {
    let (pictures, facts) = (&report.pictures, report.facts.as_ref());
    let nyquist_hz = facts.map_or(0.0, |facts| facts.sample_rate.nyquist_hz());
    let duration_s = facts.map_or(0.0, StreamFacts::duration_s);
    match (kind, &pictures.proof, &report.grid) {
        ("waveform", ..) => (plot::waveform(pictures, palette, width, height), plot::waveform_ticks(duration_s)),
        ("spectrum", ..) => {
            let cutoff_share = report.measurements.cutoff_hz.map(|hz| hz / nyquist_hz);
            (plot::spectrum(pictures, cutoff_share, palette, width, height), plot::spectrum_ticks(nyquist_hz))
        }
        ("alignments", Some(proof), _) => proof_plot::alignments(proof, palette, width, height),
        ("closeUp", Some(proof), _) => proof_plot::close_up(proof, palette, width, height),
        ("coefficients", Some(proof), _) => proof_plot::coefficients(proof, false, palette, width, height),
        ("coefficientsBeside", Some(proof), _) => proof_plot::coefficients(proof, true, palette, width, height),
        ("ladder", Some(proof), _) => proof_plot::ladder(proof, false, palette, width, height),
        ("ladderBeside", Some(proof), _) => proof_plot::ladder(proof, true, palette, width, height),
        ("sections", _, Some(grid)) => proof_plot::sections(grid, pictures, duration_s, palette, width, height),
        _ => (Image::default(), Vec::new()),
    }
}

fn reading(report: &AuditReport, kind: &str, place: f64) -> String {
    let at = |length: usize| ((place.clamp(0.0, 1.0) * length as f64) as usize).min(length.saturating_sub(1));
    let (Some(facts), pictures) = (&report.facts, &report.pictures) else { return String::new() };
    match (kind, &pictures.proof, &report.grid) {
        ("waveform", ..) => {
            let time = super::rows::length(Some(place.clamp(0.0, 1.0) * facts.duration_s()));
            let peak = |parts: &[f32]| parts.get(at(parts.len())).copied().unwrap_or(0.0).abs();
            let highest = peak(&pictures.envelope_high).max(peak(&pictures.envelope_low));
            match crate::units::amplitude_db(f64::from(highest)) {
                Some(db) => format!("{time}  {db:.1} dBFS"),
                None => format!("{time}  silent"),
            }
        }
        ("spectrum", ..) => {
            let khz = place.clamp(0.0, 1.0) * facts.sample_rate.nyquist_hz() / 1000.0;
            match pictures.spectrum_db.get(at(pictures.spectrum_db.len())) {
                Some(db) if db.is_finite() => format!("{khz:.2} kHz  {db:.0} dB"),
                _ => format!("{khz:.2} kHz"),
            }
        }
        ("alignments", Some(proof), _) => proof_text::alignment_reading(proof, place),
        ("sections", _, Some(grid)) => proof_text::section_reading(grid, facts.duration_s(), place),
        _ => String::new(),
    }
}
