//! The player of the window: hears the track that the detail panel shows, or the two that are compared and what is left of them.
//!
//! A comparison is a second track beside the first: what can be heard of both is taken from [`compared`] once it is there; until
//! then the first one plays alone.
//!
//! The sound is that of the pictures ([`sounds`]); where it is not opened yet, `isWanted` asks the window for it, and playing begins
//! with its first frames. Commands go to the player's own thread, which opens the device too: nothing here waits. The position is
//! read by `tick`, which the window calls while something plays.

use std::{pin::Pin, sync::Arc};

use cxx_qt::CxxQtType;
use cxx_qt_lib::QString;

use super::{
    compared::{self, Compared},
    playing_text,
    session::update,
    sounds::{self, Shown},
};
use crate::{
    persistence::TrackId,
    playback::{DeviceState, Output, Player, Source},
};

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
        #[qproperty(i32, second_id, READ, WRITE = set_second_id, NOTIFY)]
        #[qproperty(QString, sound_problem, READ, WRITE = set_sound_problem, NOTIFY)]
        #[qproperty(bool, is_playing, READ, NOTIFY)]
        #[qproperty(bool, is_waiting, READ, NOTIFY)]
        #[qproperty(bool, is_wanted, READ, NOTIFY)]
        #[qproperty(bool, has_device, READ, NOTIFY)]
        #[qproperty(QString, state_text, READ, NOTIFY)]
        #[qproperty(f64, position_s, READ, NOTIFY)]
        #[qproperty(f64, duration_s, READ, NOTIFY)]
        #[qproperty(QString, position_text, READ, NOTIFY)]
        #[qproperty(QString, duration_text, READ, NOTIFY)]
        #[qproperty(QString, heard, READ, WRITE = set_heard, NOTIFY)]
        #[qproperty(QString, heard_text, READ, NOTIFY)]
        #[qproperty(i32, source_count, READ, NOTIFY)]
        #[qproperty(f64, cutoff_hz, READ, NOTIFY)]
        #[qproperty(QString, difference_text, READ, NOTIFY)]
        #[qproperty(QString, channels, READ, WRITE = set_channels, NOTIFY)]
        #[qproperty(bool, is_matched, READ, WRITE = set_matched, NOTIFY = matched_changed)]
        #[qproperty(QString, matching_text, READ, NOTIFY)]
        #[qproperty(f64, volume, READ, WRITE = set_volume, NOTIFY)]
        #[qproperty(bool, is_looping, READ, NOTIFY = loop_changed)]
        #[qproperty(f64, loop_from_s, READ, NOTIFY = loop_changed)]
        #[qproperty(f64, loop_to_s, READ, NOTIFY = loop_changed)]
        type Playing = super::PlayingRust;

        #[qsignal]
        fn matched_changed(self: Pin<&mut Playing>);
        #[qsignal]
        fn loop_changed(self: Pin<&mut Playing>);

        fn set_track_id(self: Pin<&mut Playing>, track_id: i32);
        fn set_second_id(self: Pin<&mut Playing>, track_id: i32);
        fn set_sound_problem(self: Pin<&mut Playing>, problem: QString);
        fn set_heard(self: Pin<&mut Playing>, heard: QString);
        fn set_channels(self: Pin<&mut Playing>, channels: QString);
        fn set_matched(self: Pin<&mut Playing>, is_matched: bool);
        fn set_volume(self: Pin<&mut Playing>, volume: f64);
        /// Plays, or pauses what plays.
        #[qinvokable]
        fn toggle(self: Pin<&mut Playing>);
        /// Pauses.
        #[qinvokable]
        fn pause(self: Pin<&mut Playing>);
        /// Goes to a time; what is paused stays so.
        #[qinvokable]
        fn seek(self: Pin<&mut Playing>, at_s: f64);
        /// Goes so many seconds on, or back.
        #[qinvokable]
        fn nudge(self: Pin<&mut Playing>, by_s: f64);
        /// Plays this part again and again.
        #[qinvokable]
        fn set_loop(self: Pin<&mut Playing>, from_s: f64, to_s: f64);
        /// Plays on after the part.
        #[qinvokable]
        fn clear_loop(self: Pin<&mut Playing>);
        /// Takes in what the track's sound is by now, and what can be heard of a comparison.
        #[qinvokable]
        fn take_in(self: Pin<&mut Playing>);
        /// Reads the position.
        #[qinvokable]
        fn tick(self: Pin<&mut Playing>);
    }

    impl cxx_qt::Initialize for Playing {}
}

/// State of the object.
#[derive(Default)]
pub struct PlayingRust {
    track_id: i32,
    /// The track that it is compared with; 0 for none.
    second_id: i32,
    sound_problem: QString,
    is_playing: bool,
    /// Whether it plays as soon as the sound is open.
    is_waiting: bool,
    is_wanted: bool,
    has_device: bool,
    state_text: QString,
    position_s: f64,
    duration_s: f64,
    position_text: QString,
    duration_text: QString,
    heard: QString,
    /// What is heard of a comparison, in words.
    heard_text: QString,
    source_count: i32,
    cutoff_hz: f64,
    difference_text: QString,
    channels: QString,
    is_matched: bool,
    matching_text: QString,
    volume: f64,
    is_looping: bool,
    loop_from_s: f64,
    loop_to_s: f64,
    /// Started with the first track that is played.
    player: Option<Player>,
    /// What the player has.
    loaded: Option<Arc<Shown>>,
    compared: Option<Arc<Compared>>,
    gain_db: f64,
}

impl PlayingRust {
    /// Calls `work` with the player, where it has this track.
    fn with_loaded(&self, work: impl FnOnce(&Player)) {
        if let (Some(player), Some(_)) = (&self.player, &self.loaded) {
            work(player);
        }
    }

    fn set_level(&self, player: &Player) {
        let gain_db = if self.is_matched { self.gain_db } else { 0.0 };
        player.set_volume(playing_text::heard_volume(self.volume, gain_db));
    }

    fn can_hear(&self, heard: &QString) -> bool {
        let sources = self.compared.as_ref().map_or(1, |compared| compared.sources.len());
        playing_text::can_hear(&heard.to_string(), sources, self.cutoff_hz)
    }

    fn choose(&self, player: &Player) {
        let heard = self.heard.to_string();
        player.set_heard(playing_text::source(&heard).unwrap_or(0));
        player.set_removed((heard == "difference" && self.cutoff_hz > 0.0).then_some(self.cutoff_hz));
    }
}

impl cxx_qt::Initialize for qobject::Playing {
    fn initialize(mut self: Pin<&mut Self>) {
        let mut state = self.as_mut().rust_mut();
        state.has_device = true;
        state.heard = QString::from("track");
        state.source_count = 1;
        state.channels = QString::from("lr");
        state.volume = 1.0;
        state.position_text = QString::from(&playing_text::clock(0.0));
    }
}

impl qobject::Playing {
    fn set_track_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().track_id != track_id {
            self.as_mut().forget();
            update!(self, track_id, track_id_changed, track_id);
        }
    }

    fn set_second_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().second_id != track_id {
            self.as_mut().forget();
            update!(self, second_id, second_id_changed, track_id);
        }
    }

    /// Stops, and lets all go that was heard.
    fn forget(mut self: Pin<&mut Self>) {
        {
            let mut state = self.as_mut().rust_mut();
            state.loaded = None;
            state.compared = None;
            state.gain_db = 0.0;
            if let Some(player) = &state.player {
                // The temporary file goes with the sound.
                player.load(Vec::new());
            }
        }
        update!(self, is_playing, is_playing_changed, false);
        update!(self, is_waiting, is_waiting_changed, false);
        update!(self, is_wanted, is_wanted_changed, false);
        update!(self, state_text, state_text_changed, QString::default());
        update!(self, cutoff_hz, cutoff_hz_changed, 0.0);
        self.as_mut().show_heard();
        update!(self, difference_text, difference_text_changed, QString::default());
        update!(self, matching_text, matching_text_changed, QString::default());
        update!(self, duration_s, duration_s_changed, 0.0);
        update!(self, duration_text, duration_text_changed, QString::default());
        self.as_mut().clear_loop();
        self.show_position(0.0);
    }

    fn set_sound_problem(mut self: Pin<&mut Self>, problem: QString) {
        update!(self, sound_problem, sound_problem_changed, problem);
        if self.rust().is_waiting {
            self.give_up();
        }
    }

    fn set_heard(mut self: Pin<&mut Self>, heard: QString) {
        if !self.rust().can_hear(&heard) {
            return;
        }
        update!(self, heard, heard_changed, heard);
        let state = self.rust();
        state.with_loaded(|player| state.choose(player));
        self.show_heard();
    }

    /// Tells what is heard and what could be; the track, where the choice is no more.
    fn show_heard(mut self: Pin<&mut Self>) {
        if !self.rust().can_hear(&self.rust().heard) {
            update!(self, heard, heard_changed, QString::from("track"));
        }
        let state = self.rust();
        let source = playing_text::source(&state.heard.to_string()).unwrap_or(0);
        let text = state.compared.as_ref().and_then(|compared| compared.texts.get(source)).map(QString::from);
        let count = state.compared.as_ref().map_or(1, |compared| compared.sources.len());
        update!(self, heard_text, heard_text_changed, text.unwrap_or_default());
        update!(self, source_count, source_count_changed, i32::try_from(count).unwrap_or(1));
    }

    fn set_channels(mut self: Pin<&mut Self>, channels: QString) {
        let Some(chosen) = playing_text::channels(&channels.to_string()) else { return };
        update!(self, channels, channels_changed, channels);
        self.rust().with_loaded(|player| player.set_channels(chosen));
    }

    fn set_matched(mut self: Pin<&mut Self>, is_matched: bool) {
        update!(self, is_matched, matched_changed, is_matched);
        let state = self.rust();
        state.with_loaded(|player| state.set_level(player));
    }

    fn set_volume(mut self: Pin<&mut Self>, volume: f64) {
        update!(self, volume, volume_changed, volume.clamp(0.0, 1.0));
        let state = self.rust();
        state.with_loaded(|player| state.set_level(player));
    }

    fn toggle(mut self: Pin<&mut Self>) {
        if self.rust().is_playing || self.rust().is_waiting {
            return self.pause();
        }
        if self.rust().track_id <= 0 {
            return;
        }
        update!(self, state_text, state_text_changed, QString::default());
        update!(self, is_waiting, is_waiting_changed, true);
        update!(self, is_wanted, is_wanted_changed, true);
        self.as_mut().take_in();
        // One that can be opened no more is not waited for.
        if self.rust().is_waiting {
            self.give_up();
        }
    }

    /// Waits no longer, where the sound has a problem.
    fn give_up(mut self: Pin<&mut Self>) {
        let problem = self.rust().sound_problem.clone();
        if !problem.is_empty() {
            update!(self, is_waiting, is_waiting_changed, false);
            update!(self, state_text, state_text_changed, problem);
        }
    }

    fn pause(mut self: Pin<&mut Self>) {
        self.rust().with_loaded(Player::pause);
        update!(self, is_waiting, is_waiting_changed, false);
        update!(self, is_playing, is_playing_changed, false);
    }

    fn seek(mut self: Pin<&mut Self>, at_s: f64) {
        let duration_s = self.rust().duration_s;
        let at_s = if duration_s > 0.0 { at_s.min(duration_s) } else { at_s }.max(0.0);
        let is_outside = !(self.rust().loop_from_s..self.rust().loop_to_s).contains(&at_s);
        if self.rust().is_looping && is_outside {
            self.as_mut().clear_loop();
        }
        self.rust().with_loaded(|player| player.seek(at_s));
        self.show_position(at_s);
    }

    fn nudge(self: Pin<&mut Self>, by_s: f64) {
        let at_s = self.rust().position_s + by_s;
        self.seek(at_s);
    }

    fn set_loop(mut self: Pin<&mut Self>, from_s: f64, to_s: f64) {
        let Some((from_s, to_s)) = playing_text::part(from_s, to_s, self.rust().duration_s) else {
            return self.clear_loop();
        };
        {
            let mut state = self.as_mut().rust_mut();
            state.is_looping = true;
            (state.loop_from_s, state.loop_to_s) = (from_s, to_s);
        }
        self.rust().with_loaded(|player| player.set_loop(Some((from_s, to_s))));
        self.as_mut().loop_changed();
        if !(from_s..to_s).contains(&self.rust().position_s) {
            self.show_position(from_s);
        }
    }

    fn clear_loop(mut self: Pin<&mut Self>) {
        if !self.rust().is_looping {
            return;
        }
        {
            let mut state = self.as_mut().rust_mut();
            state.is_looping = false;
            (state.loop_from_s, state.loop_to_s) = (0.0, 0.0);
        }
        self.rust().with_loaded(|player| player.set_loop(None));
        self.loop_changed();
    }

    fn take_in(mut self: Pin<&mut Self>) {
        let [first, second] = [self.rust().track_id, self.rust().second_id].map(|id| TrackId(i64::from(id)));
        let Some(shown) = sounds::get(first) else { return };
        let figures = &shown.report.measurements;
        let gain_db = playing_text::matched_gain_db(figures.integrated_lufs, figures.true_peak_dbtp);
        self.as_mut().rust_mut().gain_db = gain_db;
        let matching = playing_text::matching(figures.integrated_lufs, gain_db);
        update!(self, matching_text, matching_text_changed, QString::from(&matching));
        let difference = playing_text::difference(figures.cutoff_hz);
        update!(self, difference_text, difference_text_changed, QString::from(&difference));
        update!(self, cutoff_hz, cutoff_hz_changed, figures.cutoff_hz.unwrap_or(0.0));
        let compared = compared::get(first, second);
        let is_compared_anew = compared.as_ref().map(Arc::as_ptr) != self.rust().compared.as_ref().map(Arc::as_ptr);
        self.as_mut().rust_mut().compared = compared;
        self.as_mut().show_heard();
        let duration_s = shown.duration_s();
        update!(self, duration_s, duration_s_changed, duration_s);
        update!(self, duration_text, duration_text_changed, QString::from(&playing_text::clock(duration_s)));
        // Another audit opened the track anew, or a comparison ended.
        let is_other = self.rust().loaded.as_ref().is_some_and(|loaded| is_compared_anew || !Arc::ptr_eq(loaded, &shown));
        let is_waiting = self.rust().is_waiting;
        if is_other || (is_waiting && self.rust().loaded.is_none()) {
            self.as_mut().load(shown);
        }
        if is_waiting || (is_other && self.rust().is_playing) {
            self.rust().with_loaded(Player::play);
            update!(self, is_waiting, is_waiting_changed, false);
            update!(self, is_playing, is_playing_changed, true);
        }
    }

    /// Gives the player the track, at the position and with all that is chosen.
    fn load(mut self: Pin<&mut Self>, shown: Arc<Shown>) {
        let alone = || vec![Source::new(shown.sound.clone(), 0.0)];
        let sources = self.rust().compared.as_ref().map_or_else(alone, |compared| compared.sources.clone());
        {
            let mut state = self.as_mut().rust_mut();
            state.loaded = Some(shown);
            state.player.get_or_insert_with(|| Player::start(Output::Device));
        }
        let state = self.rust();
        state.with_loaded(|player| {
            player.load(sources);
            player.set_channels(playing_text::channels(&state.channels.to_string()).unwrap_or_default());
            state.choose(player);
            state.set_level(player);
            player.seek(state.position_s);
            if state.is_looping {
                player.set_loop(Some((state.loop_from_s, state.loop_to_s)));
            }
        });
    }

    fn tick(mut self: Pin<&mut Self>) {
        let Some(now) = self.rust().player.as_ref().map(Player::state) else { return };
        if now.is_starting || self.rust().loaded.is_none() {
            return;
        }
        self.as_mut().show_position(now.position_s);
        update!(self, is_playing, is_playing_changed, now.is_playing);
        update!(self, has_device, has_device_changed, !matches!(now.device, DeviceState::NoDevice { .. }));
        update!(self, state_text, state_text_changed, QString::from(playing_text::device(&now.device)));
    }

    fn show_position(mut self: Pin<&mut Self>, at_s: f64) {
        update!(self, position_s, position_s_changed, at_s);
        update!(self, position_text, position_text_changed, QString::from(&playing_text::clock(at_s)));
    }
}
