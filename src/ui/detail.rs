//! The detail panel: one track's report as texts, figures and lists.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::QString;

use super::{app, detail_text::DetailText, session::update};
use crate::{language::tr, persistence::TrackId};

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
        #[qproperty(i32, track_id, READ, WRITE = set_track_id, NOTIFY)]
        #[qproperty(bool, is_loading, READ, NOTIFY)]
        #[qproperty(QString, problem, READ, NOTIFY = shown)]
        #[qproperty(QString, name, READ, NOTIFY = shown)]
        #[qproperty(QString, path, READ, NOTIFY = shown)]
        #[qproperty(QString, format_line, READ, NOTIFY = shown)]
        #[qproperty(QString, state, READ, NOTIFY = shown)]
        #[qproperty(QString, verdict_class, READ, NOTIFY = shown)]
        #[qproperty(QString, verdict_title, READ, NOTIFY = shown)]
        #[qproperty(QString, probability, READ, NOTIFY = shown)]
        #[qproperty(QString, summary, READ, NOTIFY = shown)]
        #[qproperty(QString, decided_by, READ, NOTIFY = shown)]
        #[qproperty(QString, z_text, READ, NOTIFY = shown)]
        #[qproperty(QString, integrity, READ, NOTIFY = shown)]
        #[qproperty(QString, integrity_text, READ, NOTIFY = shown)]
        #[qproperty(QString, report, READ, NOTIFY = shown)]
        #[qproperty(f64, suspicion, READ, NOTIFY = shown)]
        #[qproperty(f64, snr_db, READ, NOTIFY = shown)]
        #[qproperty(f64, true_peak_dbtp, READ, NOTIFY = shown)]
        #[qproperty(f64, loudness_lufs, READ, NOTIFY = shown)]
        #[qproperty(f64, loudness_range_lu, READ, NOTIFY = shown)]
        #[qproperty(i32, clipped_runs, READ, NOTIFY = shown)]
        #[qproperty(i32, dr, READ, NOTIFY = shown)]
        #[qproperty(QString, evidence_json, READ, NOTIFY = shown)]
        #[qproperty(QString, grid_json, READ, NOTIFY = shown)]
        #[qproperty(QString, proof_json, READ, NOTIFY = shown)]
        #[qproperty(QString, metadata_json, READ, NOTIFY = shown)]
        #[qproperty(QString, exchange, READ, NOTIFY = shown)]
        type Detail = super::DetailRust;

        /// Everything that is shown changed at once.
        #[qsignal]
        fn shown(self: Pin<&mut Detail>);

        fn set_track_id(self: Pin<&mut Detail>, track_id: i32);
    }

    impl cxx_qt::Threading for Detail {}
    impl cxx_qt::Initialize for Detail {}
}

/// State of the panel.
pub struct DetailRust {
    track_id: i32,
    is_loading: bool,
    problem: QString,
    name: QString,
    path: QString,
    format_line: QString,
    state: QString,
    verdict_class: QString,
    verdict_title: QString,
    probability: QString,
    summary: QString,
    decided_by: QString,
    z_text: QString,
    integrity: QString,
    integrity_text: QString,
    report: QString,
    suspicion: f64,
    snr_db: f64,
    true_peak_dbtp: f64,
    loudness_lufs: f64,
    loudness_range_lu: f64,
    clipped_runs: i32,
    dr: i32,
    evidence_json: QString,
    grid_json: QString,
    proof_json: QString,
    metadata_json: QString,
    exchange: QString,
}

impl Default for DetailRust {
    fn default() -> Self {
        Self::from(DetailText::default())
    }
}

impl From<DetailText> for DetailRust {
    fn from(text: DetailText) -> Self {
        Self {
            track_id: 0,
            is_loading: false,
            problem: QString::from(&text.problem),
            name: QString::from(&text.name),
            path: QString::from(&text.path),
            format_line: QString::from(&text.format_line),
            state: QString::from(text.state),
            verdict_class: QString::from(text.verdict_class),
            verdict_title: QString::from(&text.verdict_title),
            probability: QString::from(&text.probability),
            summary: QString::from(&text.summary),
            decided_by: QString::from(text.decided_by),
            z_text: QString::from(&text.z_text),
            integrity: QString::from(text.integrity),
            integrity_text: QString::from(&text.integrity_text),
            report: QString::from(&text.report),
            suspicion: text.suspicion,
            snr_db: text.snr_db,
            true_peak_dbtp: text.true_peak_dbtp,
            loudness_lufs: text.loudness_lufs,
            loudness_range_lu: text.loudness_range_lu,
            clipped_runs: text.clipped_runs,
            dr: text.dr,
            evidence_json: QString::from(&text.evidence_json),
            grid_json: QString::from(&text.grid_json),
            proof_json: QString::from(&text.proof_json),
            metadata_json: QString::from(&text.metadata_json),
            exchange: QString::from(&text.exchange),
        }
    }
}

impl cxx_qt::Initialize for qobject::Detail {
    fn initialize(self: Pin<&mut Self>) {
        app::when_audited(self.qt_thread(), |detail| detail.rust().track_id, qobject::Detail::load);
    }
}

impl qobject::Detail {
    fn set_track_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().track_id != track_id {
            update!(self, track_id, track_id_changed, track_id);
            self.load();
        }
    }

    fn load(mut self: Pin<&mut Self>) {
        let track = TrackId(i64::from(self.rust().track_id));
        if track.0 <= 0 {
            return self.show(DetailText::default());
        }
        update!(self, is_loading, is_loading_changed, true);
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| {
                let rows = store.rows(&[track]);
                match (store.report(track), rows) {
                    (Ok(Some(report)), _) => DetailText::of_report(&report),
                    (Ok(None), Ok(rows)) if !rows.is_empty() => DetailText::of_row(&rows[0]),
                    (Ok(None), Ok(_)) => DetailText::of_problem(tr!("This track is no longer in the database.").to_owned()),
                    (Err(error), _) | (_, Err(error)) => DetailText::of_problem(error.to_string()),
                }
            },
            move |text| {
                let _ = thread.queue(move |detail| {
                    if i64::from(detail.rust().track_id) == track.0 {
                        detail.show(text);
                    }
                });
            },
        );
    }

    fn show(mut self: Pin<&mut Self>, text: DetailText) {
        let track_id = self.rust().track_id;
        *self.as_mut().rust_mut() = DetailRust { track_id, is_loading: self.rust().is_loading, ..DetailRust::from(text) };
        self.as_mut().shown();
        update!(self, is_loading, is_loading_changed, false);
    }
}
