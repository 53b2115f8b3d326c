import QtQuick
import QtTest
import audiopro

// The mini player: what it does with nothing to play, with a track whose sound is not open, and its keys on a picture.
Item {
    id: root

    width: 900
    height: 500

    TrackSound { id: sound }
    SoundView { id: view; durationS: 60; nyquistHz: 22050 }
    TrackPlayer { id: player; sound: sound; view: view }
    PlayActions { id: play; player: player }
    PlayerBar { id: bar; width: 480; play: play }
    TimePicture { id: picture; y: 100; width: 480; height: 200; sound: sound; view: view; kind: "waveform"; title: "Waveform" }
    ActionKeys { id: keys; actions: []; isFree: true; focusItem: null; Component.onCompleted: actions = play.entries() }

    TestCase {
        name: "Player"
        when: windowShown

        function all(item, test) {
            const found = test(item) ? [item] : [];
            for (let at = 0; at < item.children.length; ++at)
                found.push(...all(item.children[at], test));
            return found;
        }

        function button(entry) {
            return all(bar, item => item instanceof EntryButton && item.entry === entry)[0];
        }

        function slider() {
            return all(bar, item => item instanceof ThinSlider)[0];
        }

        function init() {
            sound.isWanted = false;
            sound.trackId = 7000007;
            view.select(0, 0);
            keys.focusItem = null;
            root.forceActiveFocus();
        }

        function cleanup() {
            sound.trackId = 0;
            player.channels = "lr";
            player.volume = 1;
            player.isMatched = false;
        }

        function test_without_a_track_there_is_nothing_to_play() {
            sound.trackId = 0;
            verify(!button(play.playPause).enabled);
            verify(play.playPause.obstacle !== "", "and it says why");
            player.toggle();
            verify(!player.isOn);
            verify(!player.isWanted);
        }

        function test_play_asks_for_the_sound_and_waits_for_it() {
            mouseClick(button(play.playPause));
            verify(player.isWaiting && player.isWanted);
            verify(!player.isPlaying, "nothing is heard yet");
            compare(button(play.playPause).Accessible.name, play.playPause.menuText);
            compare(play.playPause.glyph, "pause");
            mouseClick(button(play.playPause));
            verify(!player.isOn);
            compare(play.playPause.glyph, "play");
        }

        function test_a_sound_that_cannot_be_opened_is_a_sentence_and_no_wait() {
            const low = bar.height;
            sound.isWanted = true;
            player.toggle();
            tryCompare(sound, "state", "problem");
            tryCompare(player, "isWaiting", false);
            compare(player.stateText, sound.problem);
            const told = all(bar, item => item instanceof Label && item.visible && item.text === sound.problem);
            compare(told.length, 1);
            tryVerify(() => bar.implicitHeight > low);
            player.toggle();
            verify(!player.isOn, "it is no better the second time");
            sound.trackId = 7000008;
            compare(player.stateText, "");
        }

        function test_a_seek_moves_the_playhead_and_starts_nothing() {
            compare(view.playheadS, -1);
            player.seek(12.34);
            compare(view.playheadS, 12.34);
            compare(player.positionText.replace(",", "."), "0:12.3");
            verify(!player.isOn);
            player.nudge(-20);
            compare(player.positionS, 0);
            player.seek(20);
            sound.trackId = 7000009;
            compare(view.playheadS, -1, "another track begins at its beginning");
        }

        function test_another_track_stops_it() {
            player.toggle();
            verify(player.isOn);
            sound.trackId = 7000009;
            verify(!player.isOn);
            verify(!player.isWanted);
        }

        function test_the_selection_is_repeated() {
            verify(play.loop.obstacle !== "", "there is none");
            view.select(5, 10);
            verify(play.loop.trigger());
            verify(player.isLooping);
            compare([player.loopFromS, player.loopToS], [5, 10]);
            compare(player.positionS, 5, "it begins there");
            view.select(6, 12);
            tryCompare(player, "loopToS", 12);
            player.seek(8);
            verify(player.isLooping, "a seek inside it changes nothing");
            player.seek(30);
            verify(!player.isLooping, "one outside ends it");
            verify(play.loop.trigger());
            verify(play.loop.trigger());
            verify(!player.isLooping);
            verify(play.loop.trigger());
            view.select(0, 0);
            tryCompare(player, "isLooping", false);
        }

        function test_channels_are_chosen_and_shown() {
            verify(play.side.trigger());
            compare(player.channels, "s");
            compare(all(bar, item => item instanceof ActionButton && item.isMenu)[0].text, "S");
            player.channels = "both";
            compare(player.channels, "s", "what there is not is not taken");
        }

        function test_volume_and_matching() {
            verify(play.matching.trigger());
            verify(player.isMatched && button(play.matching).isOn);
            player.volume = 7;
            compare(player.volume, 1);
            player.volume = 0;
            compare(all(bar, item => item instanceof ActionButton && item.glyph === "volume-off").length, 1);
        }

        function test_what_is_not_known_yet_cannot_be_chosen() {
            verify(!slider().enabled, "the length");
            verify(!button(play.difference).enabled, "the cutoff");
            verify(play.difference.obstacle !== "");
        }

        function test_space_plays_and_arrows_seek() {
            keyClick(Qt.Key_Right);
            compare(player.positionS, 5);
            keyClick(Qt.Key_Right, Qt.ShiftModifier);
            compare(player.positionS, 6);
            keyClick(Qt.Key_Left);
            compare(player.positionS, 1);
            keyClick(Qt.Key_Space);
            verify(player.isOn);
        }

        function test_a_picture_keeps_its_arrows_and_leaves_space() {
            picture.forceActiveFocus();
            keys.focusItem = picture;
            view.cursorS = 30;
            keyClick(Qt.Key_Right);
            verify(view.cursorS > 30);
            compare(player.positionS, 0);
            keyClick(Qt.Key_Space);
            verify(player.isOn);
        }

        function test_a_click_leaves_the_keyboard_where_it_was() {
            view.select(5, 10);
            mouseClick(button(play.loop));
            verify(player.isLooping);
            verify(!button(play.loop).activeFocus, "so that Space still plays");
        }

        function test_all_fits_data() {
            return [{ tag: "400", width: 400, isCompact: true }, { tag: "480", width: 480, isCompact: false }];
        }

        function test_all_fits(data) {
            bar.width = data.width;
            bar.isCompact = data.isCompact;
            waitForRendering(bar);
            verify(slider().width >= 40);
            for (const one of all(bar, item => item instanceof ActionButton)) {
                const x = one.mapToItem(bar, 0, 0).x;
                verify(x >= 0 && x + one.width <= bar.width, one.tip + " at " + x);
            }
            bar.width = 480;
            bar.isCompact = false;
        }
    }
}
