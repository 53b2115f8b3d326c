import QtQuick
import QtTest
import audiopro

// The player of a comparison before both are aligned: what can be heard and why not more, and keys of its own.
Item {
    id: root

    width: 900
    height: 500

    TrackSound { id: sound }
    SoundView { id: view; durationS: 60; nyquistHz: 22050 }
    TrackPlayer { id: player; sound: sound; view: view }
    HearActions { id: hear; player: player }
    ComparePlayer { id: bar; width: 900; hear: hear }
    TimePicture { id: picture; y: 100; width: 480; height: 200; sound: sound; view: view; kind: "spectrogram"; title: "A"; isFocusedByClick: false; onSeekAsked: atS => player.seek(atS) }
    ResidualBands { id: bands; y: 320; width: 480; bands: [{ label: "100 Hz", a: -20, residual: -92.5 }, { label: "200 Hz", a: -20, residual: -90 }] }
    ActionKeys { id: keys; actions: []; isFree: true; isComparing: true; focusItem: null; Component.onCompleted: actions = hear.entries() }

    TestCase {
        name: "ComparePlayer"
        when: windowShown

        function initTestCase() {
            failOnWarning(/\.qml/);
        }

        function all(item, test) {
            const found = test(item) ? [item] : [];
            for (let at = 0; at < item.children.length; ++at)
                found.push(...all(item.children[at], test));
            return found;
        }

        function side(entry) {
            return all(bar, item => item.entry === entry && item.Accessible.role === Accessible.RadioButton)[0];
        }

        function init() {
            sound.trackId = 7000007;
            player.secondId = 7000008;
            view.select(0, 0);
            hear.hasFailed = false;
            keys.isComparing = true;
            keys.focusItem = null;
            root.forceActiveFocus();
        }

        function cleanup() {
            sound.trackId = 0;
            player.secondId = 0;
        }

        function test_without_two_tracks_there_is_nothing_to_hear() {
            player.secondId = 0;
            for (const action of [hear.playPause, hear.first, hear.second, hear.residual, hear.loop])
                verify(action.obstacle !== "", action.text);
            keyClick(Qt.Key_Space);
            verify(!player.isOn);
        }

        function test_until_both_are_aligned_a_alone_is_heard_and_it_is_said_why() {
            verify(side(hear.first).enabled && side(hear.first).Accessible.checked);
            const reasons = [];
            for (const action of [hear.second, hear.residual]) {
                verify(!side(action).enabled);
                verify(action.obstacle !== "");
                reasons.push(action.obstacle);
            }
            keyClick(Qt.Key_B);
            keyClick(Qt.Key_N);
            compare(player.heard, "track");
            player.heard = "residual";
            compare(player.heard, "track", "what there is not is not taken");
            hear.hasFailed = true;
            verify(hear.second.obstacle !== reasons[0], "it is waited for no more");
            compare(bar.remark, "");
        }

        function test_each_key_belongs_to_one_side() {
            compare(hear.first.keys[0], "A");
            compare(hear.second.keys[0], "B");
            compare(hear.residual.keys[0], "N");
            compare(player.sourceCount, 1);
        }

        function test_space_plays_and_arrows_seek_in_a_comparison_alone() {
            keyClick(Qt.Key_Right);
            compare(player.positionS, 5);
            compare(view.playheadS, 5);
            keyClick(Qt.Key_Left);
            compare(player.positionS, 0);
            keyClick(Qt.Key_Space);
            verify(player.isOn);
            keyClick(Qt.Key_Space);
            verify(!player.isOn);
            keys.isComparing = false;
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Space);
            verify(!player.isOn && player.positionS === 0);
        }

        function test_bands_keep_their_arrows_and_leave_space() {
            bands.forceActiveFocus();
            keys.focusItem = bands;
            keyClick(Qt.Key_Right);
            compare(bands.current, 0);
            compare(player.positionS, 0);
            keyClick(Qt.Key_Space);
            verify(player.isOn);
        }

        function test_a_click_in_a_picture_seeks_and_leaves_the_keyboard() {
            const at = picture.well.x + picture.well.width / 2;
            mouseClick(picture, at, 50);
            fuzzyCompare(player.positionS, 30, 0.2);
            verify(!picture.activeFocus);
            const before = player.positionS;
            keyClick(Qt.Key_Right);
            fuzzyCompare(player.positionS, before + 5, 1e-6);
        }

        function test_the_selection_is_repeated() {
            view.select(5, 10);
            keyClick(Qt.Key_L);
            compare([player.loopFromS, player.loopToS], [5, 10]);
            keyClick(Qt.Key_L);
            verify(!player.isLooping);
        }

        function test_another_pair_stops_it() {
            player.toggle();
            player.seek(12);
            verify(player.isOn);
            player.secondId = 7000009;
            verify(!player.isOn);
            compare(player.positionS, 0);
        }

        function test_a_track_that_cannot_be_opened_is_a_sentence() {
            sound.isWanted = true;
            player.toggle();
            tryCompare(player, "isWaiting", false);
            compare(all(bar, item => item instanceof Label && item.visible && item.text === sound.problem).length, 1);
            sound.isWanted = false;
        }

        function test_all_fits_data() {
            return [{ tag: "1024", width: 1024, isCompact: true }, { tag: "600", width: 600, isCompact: false }];
        }

        function test_all_fits(data) {
            bar.width = data.width;
            bar.isCompact = data.isCompact;
            waitForRendering(bar);
            for (const action of [hear.first, hear.second, hear.residual]) {
                const x = side(action).mapToItem(bar, 0, 0).x;
                verify(x >= 0 && x + side(action).width <= bar.width, action.text + " at " + x);
            }
            bar.width = 900;
            bar.isCompact = false;
        }
    }
}
