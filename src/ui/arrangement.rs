//! How the window was left, to be found so at the next start.
//!
//! Kept with the other settings, not by Qt's own: one file that a person can read and carry, and QML stores nothing.

use std::pin::Pin;

use cxx_qt::CxxQtType;
use cxx_qt_lib::QString;

use super::app;
use crate::services::settings::WindowLayout;

#[cxx_qt::bridge]
pub mod qobject {
    unsafe extern "C++" {
        include!("cxx-qt-lib/qstring.h");
        type QString = cxx_qt_lib::QString;
    }

    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[qml_element]
        #[qproperty(i32, width)]
        #[qproperty(i32, height)]
        #[qproperty(bool, is_maximised)]
        #[qproperty(i32, detail_width)]
        #[qproperty(bool, is_detail_shown)]
        #[qproperty(i32, tab)]
        #[qproperty(QString, sort)]
        #[qproperty(bool, is_descending)]
        #[qproperty(QString, hidden_columns)]
        #[qproperty(i32, volume_percent)]
        #[qproperty(bool, is_matched)]
        type Arrangement = super::ArrangementRust;

        /// Keeps what the properties say: in memory at once, in the file at the end or with the next change of a setting.
        #[qinvokable]
        fn keep(self: &Arrangement);
    }

    impl cxx_qt::Initialize for Arrangement {}
}

/// The window as it was left.
pub struct ArrangementRust {
    width: i32,
    height: i32,
    is_maximised: bool,
    detail_width: i32,
    is_detail_shown: bool,
    tab: i32,
    sort: QString,
    is_descending: bool,
    /// Ids with commas between them.
    hidden_columns: QString,
    volume_percent: i32,
    /// Whether the player matches loudness.
    is_matched: bool,
}

impl Default for ArrangementRust {
    fn default() -> Self {
        Self::from(WindowLayout::default())
    }
}

impl From<WindowLayout> for ArrangementRust {
    fn from(layout: WindowLayout) -> Self {
        let number = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
        Self {
            width: number(layout.width),
            height: number(layout.height),
            is_maximised: layout.is_maximised,
            detail_width: number(layout.detail_width),
            is_detail_shown: layout.is_detail_shown,
            tab: number(layout.tab),
            sort: QString::from(&layout.sort),
            is_descending: layout.is_descending,
            hidden_columns: QString::from(&layout.hidden_columns.join(",")),
            volume_percent: number(layout.volume_percent),
            is_matched: layout.is_loudness_matched,
        }
    }
}

impl cxx_qt::Initialize for qobject::Arrangement {
    fn initialize(mut self: Pin<&mut Self>) {
        if let Some(app) = app::get() {
            *self.as_mut().rust_mut() = ArrangementRust::from(app.startup().settings.window);
        }
    }
}

impl qobject::Arrangement {
    fn keep(&self) {
        let Some(app) = app::get() else { return };
        let state = self.rust();
        let number = |pixels: i32| u32::try_from(pixels).unwrap_or(0);
        let hidden = state.hidden_columns.to_string();
        let window = WindowLayout {
            width: number(state.width),
            height: number(state.height),
            is_maximised: state.is_maximised,
            detail_width: number(state.detail_width),
            is_detail_shown: state.is_detail_shown,
            tab: number(state.tab),
            sort: state.sort.to_string(),
            is_descending: state.is_descending,
            hidden_columns: hidden.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
            volume_percent: number(state.volume_percent),
            is_loudness_matched: state.is_matched,
        };
        if app.startup().settings.window != window {
            app.change_settings(|settings| settings.window = window);
        }
    }
}
