//! An item that shows what the network looked at: pixels come from a worker, painting only blits.

use std::{pin::Pin, sync::Arc};

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QColor, QImage, QRect, QString};

use super::{
    app,
    image::{Image, Tick},
    network_plot::{self, Inks},
    network_text,
    plot_item::{qimage, rgb},
    session::update,
};
use crate::contracts::{MAP_BANDS, MAP_TIMES, NetworkMap};

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
        #[qproperty(QString, map_json, READ, WRITE = set_map_json, NOTIFY)]
        #[qproperty(i32, pixel_width, READ, WRITE = set_pixel_width, NOTIFY)]
        #[qproperty(i32, pixel_height, READ, WRITE = set_pixel_height, NOTIFY)]
        #[qproperty(QColor, lossy_color, READ, WRITE = set_lossy_color, NOTIFY)]
        #[qproperty(QColor, genuine_color, READ, WRITE = set_genuine_color, NOTIFY)]
        #[qproperty(QColor, neutral_color, READ, WRITE = set_neutral_color, NOTIFY)]
        #[qproperty(QColor, line_color, READ, WRITE = set_line_color, NOTIFY)]
        #[qproperty(QString, ticks_json, READ, NOTIFY)]
        #[qproperty(bool, is_empty, READ, NOTIFY)]
        #[qproperty(i32, columns, READ, NOTIFY)]
        #[qproperty(i32, rows, READ, NOTIFY)]
        type NetworkPicture = super::NetworkPictureRust;

        fn set_kind(self: Pin<&mut NetworkPicture>, kind: QString);
        fn set_map_json(self: Pin<&mut NetworkPicture>, map: QString);
        fn set_pixel_width(self: Pin<&mut NetworkPicture>, width: i32);
        fn set_pixel_height(self: Pin<&mut NetworkPicture>, height: i32);
        fn set_lossy_color(self: Pin<&mut NetworkPicture>, color: QColor);
        fn set_genuine_color(self: Pin<&mut NetworkPicture>, color: QColor);
        fn set_neutral_color(self: Pin<&mut NetworkPicture>, color: QColor);
        fn set_line_color(self: Pin<&mut NetworkPicture>, color: QColor);

        /// What lies under a point, 0 to 1 from the left and from the top, as text.
        #[qinvokable]
        fn reading(self: &NetworkPicture, x: f64, y: f64) -> QString;
    }

    #[auto_cxx_name]
    unsafe extern "RustQt" {
        #[inherit]
        fn update(self: Pin<&mut NetworkPicture>);
        #[cxx_override]
        unsafe fn paint(self: Pin<&mut NetworkPicture>, painter: *mut QPainter);
    }

    impl cxx_qt::Threading for NetworkPicture {}
    impl cxx_qt::Initialize for NetworkPicture {}
}

/// State of the item.
#[derive(Default)]
pub struct NetworkPictureRust {
    /// "parts", over time and frequency, or "voices", a bar a patch.
    kind: QString,
    map_json: QString,
    pixel_width: i32,
    pixel_height: i32,
    lossy_color: QColor,
    genuine_color: QColor,
    neutral_color: QColor,
    line_color: QColor,
    ticks_json: QString,
    is_empty: bool,
    /// Cells that can be read.
    columns: i32,
    rows: i32,
    image: QImage,
    map: Option<Arc<NetworkMap>>,
    /// Number of the latest order; an older picture that arrives late is dropped.
    latest: u64,
}

impl cxx_qt::Initialize for qobject::NetworkPicture {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().is_empty = true;
        self.as_mut().rust_mut().ticks_json = QString::from("[]");
    }
}

impl qobject::NetworkPicture {
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

    /// Takes the map; what is none is nothing to draw.
    fn set_map_json(mut self: Pin<&mut Self>, map: QString) {
        if self.rust().map_json != map {
            self.as_mut().rust_mut().map = serde_json::from_str(&map.to_string()).ok().map(Arc::new);
            update!(self, map_json, map_json_changed, map);
            self.order();
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

    fn set_lossy_color(mut self: Pin<&mut Self>, color: QColor) {
        update!(self, lossy_color, lossy_color_changed, color);
        self.order();
    }

    fn set_genuine_color(mut self: Pin<&mut Self>, color: QColor) {
        update!(self, genuine_color, genuine_color_changed, color);
        self.order();
    }

    fn set_neutral_color(mut self: Pin<&mut Self>, color: QColor) {
        update!(self, neutral_color, neutral_color_changed, color);
        self.order();
    }

    fn set_line_color(mut self: Pin<&mut Self>, color: QColor) {
        update!(self, line_color, line_color_changed, color);
        self.order();
    }

    fn reading(&self, x: f64, y: f64) -> QString {
        let text = self.rust().map.as_ref().map(|map| network_text::reading(map, &self.rust().kind.to_string(), x, y));
        QString::from(&text.unwrap_or_default())
    }

    /// Has the picture computed off the main thread.
    fn order(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().latest += 1;
        let state = self.rust();
        let (latest, is_parts) = (state.latest, state.kind.to_string() == "parts");
        let (width, height) = (usize::try_from(state.pixel_width).unwrap_or(0), usize::try_from(state.pixel_height).unwrap_or(0));
        let inks = Inks {
            lossy: rgb(&state.lossy_color),
            genuine: rgb(&state.genuine_color),
            neutral: rgb(&state.neutral_color),
            line: rgb(&state.line_color),
        };
        let map = state.map.clone();
        let patches = map.as_ref().map_or(0, |map| map.voices.len());
        let (columns, rows) = if is_parts { (patches * MAP_TIMES, MAP_BANDS) } else { (patches, 1) };
        update!(self, columns, columns_changed, i32::try_from(columns).unwrap_or(0));
        update!(self, rows, rows_changed, i32::try_from(rows).unwrap_or(0));
        let Some(map) = map.filter(|_| width > 0 && height > 0) else {
            return self.show(Image::default(), &[]);
        };
        let thread = self.qt_thread();
        app::with_manager(|manager| {
            manager.service(
                move |_, _| {
                    let draw = if is_parts { network_plot::parts } else { network_plot::voices };
                    draw(&map, &inks, width, height)
                },
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
