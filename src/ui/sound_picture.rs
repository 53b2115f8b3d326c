//! An item that shows a picture of a track's sound: pixels come from a worker, painting only blits.
//!
//! What was drawn last is stretched to the new view until the new pixels come, so that scrolling and zooming never wait. One
//! picture is made at a time; while it is made only the latest wish is kept. A picture whose view was left is cancelled.

use std::{pin::Pin, sync::Arc};

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QColor, QImage, QRectF, QString};

use super::{
    app, compared,
    image::{Image, Palette, Tick},
    plot_item::{qimage, rgb},
    session::update,
    sound_drawing::{self, Drawing, Order},
    sounds,
};
use crate::{contracts::CancelToken, persistence::TrackId};

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
        #[qproperty(i32, track_id, READ, WRITE = set_track_id, NOTIFY)]
        #[qproperty(i32, second_id, READ, WRITE = set_second_id, NOTIFY)]
        #[qproperty(i32, revision, READ, WRITE = set_revision, NOTIFY)]
        #[qproperty(QString, order_json, READ, WRITE = set_order_json, NOTIFY)]
        #[qproperty(i32, pixel_width, READ, WRITE = set_pixel_width, NOTIFY)]
        #[qproperty(i32, pixel_height, READ, WRITE = set_pixel_height, NOTIFY)]
        #[qproperty(QColor, line_color, READ, WRITE = set_line_color, NOTIFY)]
        #[qproperty(QColor, area_color, READ, WRITE = set_area_color, NOTIFY)]
        #[qproperty(QColor, grid_color, READ, WRITE = set_grid_color, NOTIFY)]
        #[qproperty(QColor, proof_color, READ, WRITE = set_proof_color, NOTIFY)]
        #[qproperty(QColor, alert_color, READ, WRITE = set_alert_color, NOTIFY)]
        #[qproperty(QString, ticks_json, READ, NOTIFY)]
        #[qproperty(QString, note, READ, NOTIFY)]
        #[qproperty(bool, is_empty, READ, NOTIFY)]
        #[qproperty(bool, is_drawing, READ, NOTIFY)]
        #[qproperty(f64, drawing_ms, READ, NOTIFY)]
        type SoundPicture = super::SoundPictureRust;

        fn set_track_id(self: Pin<&mut SoundPicture>, track_id: i32);
        fn set_second_id(self: Pin<&mut SoundPicture>, track_id: i32);
        fn set_revision(self: Pin<&mut SoundPicture>, revision: i32);
        fn set_order_json(self: Pin<&mut SoundPicture>, order: QString);
        fn set_pixel_width(self: Pin<&mut SoundPicture>, width: i32);
        fn set_pixel_height(self: Pin<&mut SoundPicture>, height: i32);
        fn set_line_color(self: Pin<&mut SoundPicture>, color: QColor);
        fn set_area_color(self: Pin<&mut SoundPicture>, color: QColor);
        fn set_grid_color(self: Pin<&mut SoundPicture>, color: QColor);
        fn set_proof_color(self: Pin<&mut SoundPicture>, color: QColor);
        fn set_alert_color(self: Pin<&mut SoundPicture>, color: QColor);

        /// What lies under a point, 0 to 1 from the left and from the top, as text.
        #[qinvokable]
        fn reading(self: &SoundPicture, x: f64, y: f64) -> QString;
    }

    #[auto_cxx_name]
    unsafe extern "RustQt" {
        #[inherit]
        fn update(self: Pin<&mut SoundPicture>);
        #[cxx_override]
        unsafe fn paint(self: Pin<&mut SoundPicture>, painter: *mut QPainter);
    }

    impl cxx_qt::Threading for SoundPicture {}
    impl cxx_qt::Initialize for SoundPicture {}
}

/// State of the item.
#[derive(Default)]
pub struct SoundPictureRust {
    track_id: i32,
    /// A track that was compared with it: what is left of that one is drawn. 0 for none.
    second_id: i32,
    revision: i32,
    order_json: QString,
    pixel_width: i32,
    pixel_height: i32,
    line_color: QColor,
    area_color: QColor,
    grid_color: QColor,
    proof_color: QColor,
    alert_color: QColor,
    ticks_json: QString,
    note: QString,
    is_empty: bool,
    is_drawing: bool,
    drawing_ms: f64,
    order: Order,
    image: QImage,
    drawing: Option<Arc<Drawing>>,
    job: Option<(CancelToken, Order)>,
    /// Whether something changed since the job began.
    is_stale: bool,
}

impl SoundPictureRust {
    fn tracks(&self) -> [TrackId; 2] {
        [self.track_id, self.second_id].map(|id| TrackId(i64::from(id)))
    }
}

impl Drop for SoundPictureRust {
    fn drop(&mut self) {
        if let Some((job, _)) = self.job.take() {
            job.cancel();
        }
    }
}

impl cxx_qt::Initialize for qobject::SoundPicture {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().is_empty = true;
        self.as_mut().rust_mut().ticks_json = QString::from("[]");
    }
}

impl qobject::SoundPicture {
    unsafe fn paint(self: Pin<&mut Self>, painter: *mut qobject::QPainter) {
        // SAFETY: Qt hands a painter that is valid for this call and that nobody else uses meanwhile.
        let Some(painter) = (unsafe { painter.as_mut() }) else { return };
        // SAFETY: the painter belongs to Qt and is never moved by this call.
        let painter = unsafe { Pin::new_unchecked(painter) };
        let state = self.rust();
        let Some(drawing) = state.drawing.as_ref().filter(|_| !state.image.is_null()) else { return };
        let (width, height) = (f64::from(state.pixel_width), f64::from(state.pixel_height));
        let [left, right] = drawing.order.across(&state.order).map(|place| (place * width).round());
        let [top, bottom] = drawing.order.down(&state.order).map(|place| (place * height).round());
        let target = QRectF::new(left, top, right - left, bottom - top);
        painter.draw_image(&target.to_rect(), &state.image);
    }

    fn set_track_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().track_id != track_id {
            update!(self, track_id, track_id_changed, track_id);
            self.begin();
        }
    }

    fn set_second_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().second_id != track_id {
            update!(self, second_id, second_id_changed, track_id);
            self.begin();
        }
    }

    /// Draws something else: what was drawn has no place in it.
    fn begin(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().drawing = None;
        self.as_mut().rust_mut().image = QImage::default();
        self.order();
    }

    fn set_revision(mut self: Pin<&mut Self>, revision: i32) {
        update!(self, revision, revision_changed, revision);
        self.order();
    }

    fn set_order_json(mut self: Pin<&mut Self>, order: QString) {
        if let Ok(parsed) = serde_json::from_str(&order.to_string()) {
            self.as_mut().rust_mut().order = parsed;
        }
        update!(self, order_json, order_json_changed, order);
        self.order();
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

    fn reading(&self, x: f64, y: f64) -> QString {
        let state = self.rust();
        let shown = sounds::get(TrackId(i64::from(state.track_id)));
        let text = match (&state.drawing, shown) {
            (Some(drawing), Some(shown)) => sound_drawing::reading(drawing, &state.order, &shown, x, y),
            _ => String::new(),
        };
        QString::from(&text)
    }

    /// Has the picture made off the main thread, and shows the old one in the new place meanwhile.
    fn order(mut self: Pin<&mut Self>) {
        self.as_mut().update();
        if let Some((job, wish)) = &self.rust().job {
            if !wish.is_near(&self.rust().order) {
                job.cancel();
            }
            self.rust_mut().is_stale = true;
            return;
        }
        self.as_mut().rust_mut().is_stale = false;
        let state = self.rust();
        let tracks = state.tracks();
        let size = (usize::try_from(state.pixel_width).unwrap_or(0), usize::try_from(state.pixel_height).unwrap_or(0));
        let Some(shown) = sounds::get(tracks[0]).filter(|_| size.0 > 0 && size.1 > 0 && state.order.is_drawable()) else {
            return;
        };
        let spectrogram = match tracks {
            [_, TrackId(0)] => shown.spectrogram.clone(),
            [first, second] => match compared::get(first, second).and_then(|compared| compared.residual.clone()) {
                Some(residual) => residual,
                None => return,
            },
        };
        let palette = Palette {
            line: rgb(&state.line_color),
            fill: rgb(&state.area_color),
            grid: rgb(&state.grid_color),
            proof: rgb(&state.proof_color),
            alert: rgb(&state.alert_color),
        };
        let order = state.order.clone();
        let wish = order.clone();
        let thread = self.qt_thread();
        let job = app::with_manager(|manager| {
            manager.picture(
                move |_, cancel| sound_drawing::draw(&shown, &spectrogram, order, &palette, size, cancel),
                move |made| {
                    let _ = thread.queue(move |item| item.take_in(tracks, made));
                },
            )
        });
        self.as_mut().rust_mut().job = job.map(|job| (job, wish));
        update!(self, is_drawing, is_drawing_changed, true);
    }

    fn take_in(mut self: Pin<&mut Self>, tracks: [TrackId; 2], made: Option<(Drawing, Image, Vec<Tick>)>) {
        self.as_mut().rust_mut().job = None;
        if let Some((drawing, image, ticks)) = made.filter(|_| self.rust().tracks() == tracks) {
            update!(self, is_empty, is_empty_changed, image.width == 0);
            update!(self, drawing_ms, drawing_ms_changed, drawing.took.as_secs_f64() * 1000.0);
            let ticks = serde_json::to_string(&ticks).unwrap_or_else(|_| "[]".to_owned());
            update!(self, ticks_json, ticks_json_changed, QString::from(&ticks));
            update!(self, note, note_changed, QString::from(&drawing.note));
            self.as_mut().rust_mut().image = qimage(image);
            self.as_mut().rust_mut().drawing = Some(Arc::new(drawing));
            self.as_mut().update();
        }
        update!(self, is_drawing, is_drawing_changed, false);
        if self.rust().is_stale {
            self.order();
        }
    }
}
