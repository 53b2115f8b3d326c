//! The auditor's word: marks with undo, and the forest trained from them.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QList, QString};

use super::{
    app::{self, Changed, Told},
    judging_text,
    session::update,
};
use crate::{
    brain::weights,
    contracts::{CancelToken, Codec, MarkLabel},
    language::{retold, tr},
    manager::{self, Arbiter, LearnError, Proposal, Undo, Word, bars_of, judge_of},
    persistence::TrackId,
};

#[cxx_qt::bridge]
pub mod qobject {
    unsafe extern "C++" {
        include!("cxx-qt-lib/qstring.h");
        type QString = cxx_qt_lib::QString;
        include!("cxx-qt-lib/qlist.h");
        type QList_i32 = cxx_qt_lib::QList<i32>;
    }

    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[qml_element]
        #[qproperty(i32, last_done, READ, NOTIFY)]
        #[qproperty(i32, mark_count, READ, NOTIFY)]
        #[qproperty(QString, forest_text, READ, NOTIFY)]
        #[qproperty(bool, can_go_back, READ, NOTIFY)]
        #[qproperty(QString, training_state, READ, NOTIFY)]
        #[qproperty(f64, training_share, READ, NOTIFY)]
        #[qproperty(QString, training_text, READ, NOTIFY)]
        type Judging = super::JudgingRust;

        /// Something was done that deserves a word.
        #[qsignal]
        fn notice(self: Pin<&mut Judging>, message: &QString);

        /// Marks tracks `label`, with the id of a codec or none, and a note.
        #[qinvokable]
        fn mark(self: Pin<&mut Judging>, track_ids: &QList_i32, label: &QString, codec: &QString, note: &QString);
        /// Takes the marks of tracks away.
        #[qinvokable]
        fn unmark(self: Pin<&mut Judging>, track_ids: &QList_i32);
        /// Takes the last change of marks back.
        #[qinvokable]
        fn undo(self: Pin<&mut Judging>);
        /// Reads how many marks there are and which forest is in use.
        #[qinvokable]
        fn refresh(self: Pin<&mut Judging>);
        /// Trains a forest from the marks: `training_state` goes from `running` to `proposed` or `refused`.
        #[qinvokable]
        fn train(self: Pin<&mut Judging>);
        #[qinvokable]
        fn cancel_training(self: Pin<&mut Judging>);
        /// Puts the proposed forest in use.
        #[qinvokable]
        fn accept(self: Pin<&mut Judging>);
        /// Forgets what was proposed or refused.
        #[qinvokable]
        fn dismiss(self: Pin<&mut Judging>);
        /// Puts grey tracks to the arbiter again.
        #[qinvokable]
        fn ask_arbiter(self: Pin<&mut Judging>, track_ids: &QList_i32);
        /// Puts the forest before the one in use back.
        #[qinvokable]
        fn go_back(self: Pin<&mut Judging>);
    }

    impl cxx_qt::Threading for Judging {}
}

/// Changes that can be taken back.
const MOST_UNDOS: usize = 100;

/// State of the auditor's word.
#[derive(Default)]
pub struct JudgingRust {
    /// Number of the change that the next undo takes back; 0 where there is none.
    last_done: i32,
    mark_count: i32,
    forest_text: QString,
    can_go_back: bool,
    training_state: QString,
    training_share: f64,
    training_text: QString,
    undos: Vec<(i32, Undo)>,
    proposal: Option<Box<Proposal>>,
    training: Option<CancelToken>,
}

impl qobject::Judging {
    fn mark(self: Pin<&mut Self>, track_ids: &QList<i32>, label: &QString, codec: &QString, note: &QString) {
        let Some(label) = MarkLabel::from_id(&label.to_string()) else { return };
        let codec = codec.to_string();
        let codec = Codec::ALL.into_iter().find(|known| known.id() == codec);
        self.change(track_ids, Some(Word { label, codec, note: note.to_string() }));
    }

    fn unmark(self: Pin<&mut Self>, track_ids: &QList<i32>) {
        self.change(track_ids, None);
    }

    fn change(self: Pin<&mut Self>, track_ids: &QList<i32>, word: Option<Word>) {
        let tracks: Vec<TrackId> = track_ids.iter().map(|id| TrackId(i64::from(*id))).collect();
        let asked = tracks.len();
        let thread = self.qt_thread();
        let told = word.clone();
        app::with_store(
            move |store, cancel| manager::mark(store, &tracks, word.as_ref(), cancel),
            move |undo| {
                let _ = thread.queue(move |mut judging| match undo {
                    Ok(undo) => {
                        let message = judging_text::marked(told.as_ref(), undo.len(), asked);
                        judging.as_mut().keep_undo(undo);
                        judging.as_mut().marks_changed(&message);
                    }
                    Err(error) => judging.notice(&QString::from(&*retold(&error.to_string()))),
                });
            },
        );
    }

    fn keep_undo(mut self: Pin<&mut Self>, undo: Undo) {
        if undo.is_empty() {
            return;
        }
        let mut state = self.as_mut().rust_mut();
        state.undos.push((app::stamp(), undo));
        if state.undos.len() > MOST_UNDOS {
            state.undos.remove(0);
        }
        self.show_last_done();
    }

    fn show_last_done(mut self: Pin<&mut Self>) {
        let last = self.rust().undos.last().map_or(0, |(stamp, _)| *stamp);
        update!(self, last_done, last_done_changed, last);
    }

    fn undo(mut self: Pin<&mut Self>) {
        let Some((_, undo)) = self.as_mut().rust_mut().undos.pop() else { return };
        self.as_mut().show_last_done();
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| store.set_marks(&undo).map(|undone| undone.len()),
            move |undone| {
                let _ = thread.queue(move |mut judging| match undone {
                    Ok(count) => judging.as_mut().marks_changed(&judging_text::undone(count)),
                    Err(error) => judging.notice(&QString::from(&*retold(&error.to_string()))),
                });
            },
        );
    }

    fn marks_changed(mut self: Pin<&mut Self>, message: &str) {
        if let Some(app) = app::get() {
            app.tell(Told::Rejudged);
        }
        self.as_mut().notice(&QString::from(message));
        self.refresh();
    }

    fn refresh(self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let (folder, thread) = (app.startup().weights, self.qt_thread());
        app::with_manager(|manager| {
            manager.service(
                move |store, _| {
                    let marks = store.and_then(|store| store.marks().ok()).map_or(0, |marks| marks.len());
                    let loaded = weights::load(&folder, weights::SHIPPED);
                    let can_go_back = loaded.as_ref().is_some_and(|loaded| loaded.origin != weights::Origin::Shipped);
                    (marks, judging_text::forest(loaded.as_ref()), can_go_back)
                },
                move |(marks, forest, can_go_back)| {
                    let _ = thread.queue(move |mut judging| {
                        update!(judging, mark_count, mark_count_changed, marks as i32);
                        update!(judging, forest_text, forest_text_changed, QString::from(&forest));
                        update!(judging, can_go_back, can_go_back_changed, can_go_back);
                    });
                },
            );
        });
    }

    fn ask_arbiter(mut self: Pin<&mut Self>, track_ids: &QList<i32>) {
        let Some(app) = app::get() else { return };
        let settings = app.startup().settings;
        let Some(arbiter) = Arbiter::of(&settings) else {
            return self.as_mut().notice(&QString::from(tr!("No model is chosen. Name one in the settings")));
        };
        let tracks: Vec<TrackId> = track_ids.iter().map(|id| TrackId(i64::from(*id))).collect();
        let thread = self.qt_thread();
        app::with_manager(|manager| {
            manager.arbitration(
                move |store, cancel| {
                    store.map(|store| manager::arbitrate_stored(store, &arbiter, bars_of(&settings), &tracks, cancel))
                },
                move |outcome| {
                    let message = match outcome {
                        Some(Ok(asked)) => judging_text::asked(asked.0, asked.1.as_deref()),
                        Some(Err(error)) => retold(&error.to_string()).into_owned(),
                        None => return,
                    };
                    if let Some(app) = app::get() {
                        app.tell(Told::Rejudged);
                    }
                    let _ = thread.queue(move |judging| judging.notice(&QString::from(&message)));
                },
            );
        });
    }

    fn train(mut self: Pin<&mut Self>) {
        if self.rust().training.is_some() {
            return;
        }
        let Some(app) = app::get() else { return };
        let cancel = CancelToken::new();
        self.as_mut().rust_mut().training = Some(cancel.clone());
        self.as_mut().rust_mut().proposal = None;
        update!(self, training_share, training_share_changed, 0.0);
        self.as_mut().set_training("running", "");
        let (folder, thread, teller) = (app.startup().weights, self.qt_thread(), self.qt_thread());
        app::with_store(
            move |store, shutdown| {
                let loaded = weights::load(&folder, weights::SHIPPED).ok_or_else(|| "no forest can be read".to_owned())?;
                let marks = store.marks().map_err(|error| error.to_string())?;
                let mut tell = |share: f32| {
                    if shutdown.is_cancelled() {
                        cancel.cancel();
                    }
                    let _ = teller.queue(move |mut judging| {
                        update!(judging, training_share, training_share_changed, f64::from(share));
                    });
                };
                match manager::learn(&marks, &loaded.forest, &cancel, &mut tell) {
                    Ok(proposal) => Ok(Some(Box::new(proposal))),
                    Err(LearnError::Grow(crate::brain::forest::GrowError::Cancelled(_))) => Ok(None),
                    Err(error) => Err(error.to_string()),
                }
            },
            move |outcome| {
                let _ = thread.queue(move |mut judging| {
                    judging.as_mut().rust_mut().training = None;
                    match outcome {
                        Ok(Some(proposal)) => {
                            let text = judging_text::proposal(&proposal);
                            judging.as_mut().rust_mut().proposal = Some(proposal);
                            judging.set_training("proposed", &text);
                        }
                        Ok(None) => judging.set_training("", ""),
                        Err(reason) => judging.set_training("refused", &judging_text::refused(&reason)),
                    }
                });
            },
        );
    }

    fn cancel_training(self: Pin<&mut Self>) {
        if let Some(training) = &self.rust().training {
            training.cancel();
        }
    }

    fn set_training(mut self: Pin<&mut Self>, state: &str, text: &str) {
        update!(self, training_text, training_text_changed, QString::from(text));
        update!(self, training_state, training_state_changed, QString::from(state));
    }

    fn dismiss(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().proposal = None;
        self.set_training("", "");
    }

    fn accept(mut self: Pin<&mut Self>) {
        let Some(proposal) = self.as_mut().rust_mut().proposal.take() else { return };
        self.as_mut().set_training("", "");
        self.swap(tr!("The new forest is in use"), move |folder| weights::save(folder, &proposal.forest).map(|()| true));
    }

    fn go_back(self: Pin<&mut Self>) {
        self.swap(tr!("The forest before is in use again"), weights::go_back);
    }

    /// Changes the forest in use, then judges by it.
    fn swap(
        self: Pin<&mut Self>,
        done: &'static str,
        work: impl FnOnce(&std::path::Path) -> std::io::Result<bool> + Send + 'static,
    ) {
        let Some(app) = app::get() else { return };
        let startup = app.startup();
        let thread = self.qt_thread();
        app::with_manager(|manager| {
            manager.service(
                move |_, _| {
                    let swapped = work(&startup.weights)?;
                    Ok::<_, std::io::Error>((swapped, judge_of(&startup.weights, &startup.settings)))
                },
                move |outcome| {
                    let _ = thread.queue(move |mut judging| match outcome {
                        Ok((_, judge)) => {
                            judging.as_mut().notice(&QString::from(done));
                            app::rejudge(
                                Changed::Forest(judge),
                                judging.qt_thread(),
                                |judging: Pin<&mut qobject::Judging>, message| {
                                    judging.notice(&QString::from(&message));
                                },
                            );
                            judging.refresh();
                        }
                        Err(error) => {
                            let message = tr!("The forest was not changed: {error}. Check that its folder may be written.", error);
                            judging.notice(&QString::from(&message));
                        }
                    });
                },
            );
        });
    }
}
