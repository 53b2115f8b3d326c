import QtQuick
import QtTest
import audiopro

// Comparing two tracks: what is asked of it, the way out, the divider, the facts with plain values.
Item {
    id: root

    width: 1200
    height: 760

    CompareView { id: view; anchors.fill: parent; visible: isOpen }
    CompareFacts {
        id: facts
        visible: !view.isOpen
        width: 400
        height: 600
        facts: [
            { label: "Null depth", value: "-72.0 dB", remark: "residual against A" },
            { label: "Polarity", value: "same", remark: "" }
        ]
        bands: [{ label: "100 Hz", a: -20, residual: -92.5 }, { label: "16.0 kHz", a: -70, residual: null }]
    }
    WipeHandle { id: handle; visible: !view.isOpen; leftEdge: 600; rightEdge: 1000; height: 300 }
    TrackSound { id: sound }
    SoundView { id: time; durationS: 10; nyquistHz: 22050 }
    TimePicture { id: picture; visible: !view.isOpen; y: 400; x: 500; width: 500; height: 200; title: "B"; sound: sound; view: time; kind: "spectrogram"; shiftS: 0.5; stretch: 1.1 }

    SignalSpy { id: closed; target: view; signalName: "closed" }

    TestCase {
        name: "Compare"
        when: windowShown

        function initTestCase() {
            failOnWarning(/\.qml/);
        }

        function cleanup() {
            view.leave();
            closed.clear();
        }

        function child(item, test) {
            if (test(item))
                return item;
            for (let at = 0; at < item.children.length; ++at) {
                const found = child(item.children[at], test);
                if (found)
                    return found;
            }
            return null;
        }

        function heads() {
            return Array.from("AB", letter => child(view, item => item instanceof CompareHead && item.letter === letter));
        }

        function test_two_tracks_open_it_and_one_does_not() {
            for (const [a, b] of [[0, 4], [4, 0], [4, 4], [-1, 3]])
                view.open(a, b);
            verify(!view.isOpen && !view.visible);
            view.open(900001, 900002);
            verify(view.isOpen && view.visible && view.activeFocus);
            compare(heads().map(head => head.detail.trackId), [900001, 900002]);
        }

        function test_a_swap_changes_places() {
            view.open(900001, 900002);
            view.swap();
            compare(heads().map(head => head.detail.trackId), [900002, 900001]);
            verify(view.isOpen);
        }

        function test_what_plays_goes_with_a_swap_and_ends_with_the_comparison() {
            view.open(900001, 900002);
            const pictures = child(view, item => item instanceof ComparePictures);
            child(pictures, item => item instanceof TimePicture && item.letter === "B").seekAsked(7.5);
            compare(view.player.positionS, 7.5);
            view.player.toggle();
            verify(view.player.isOn);
            view.swap();
            compare([view.player.trackId, view.player.secondId], [900002, 900001]);
            compare(view.player.positionS, 7.5);
            view.leave();
            verify(!view.player.isOn);
            compare([view.player.trackId, view.player.secondId, view.player.positionS], [0, 0, 0]);
            verify(!view.hear.playPause.isEnabled);
        }

        function test_b_is_drawn_at_the_level_of_a() {
            view.open(900001, 900002);
            const pictures = child(view, item => item instanceof ComparePictures);
            const [a, b] = ["A", "B"].map(letter => child(pictures, item => item instanceof TimePicture && item.letter === letter));
            compare([a.look.floor_db, b.look.floor_db, b.look.ceiling_db], [-120, -120, 0]);
            // 6 dB are added to B: what lies at -6 dB has the colour of 0.
            b.gainDb = 6;
            compare([a.look.floor_db, b.look.floor_db, b.look.ceiling_db], [-120, -126, -6]);
            b.gainDb = Qt.binding(() => pictures.isResidual ? 0 : pictures.gainDb);
        }

        function test_the_residual_is_drawn_where_there_is_one() {
            view.open(900001, 900002);
            const pictures = child(view, item => item instanceof ComparePictures);
            const b = child(pictures, item => item instanceof TimePicture && item.letter === "B");
            view.wantsResidual = true;
            verify(!view.hasResidual && !pictures.isResidual, "nothing is aligned");
            compare([b.picture.trackId, b.picture.secondId], [900002, 0]);
            pictures.isResidual = true;
            compare([b.picture.trackId, b.picture.secondId], [900001, 900002]);
            compare([b.shiftS, b.stretch, b.look.floor_db], [0, 1, -120]);
            pictures.isResidual = Qt.binding(() => view.wantsResidual && view.hasResidual);
            view.wantsResidual = false;
            compare(b.letter, "B");
        }

        function test_escape_leaves_unless_somebody_types() {
            view.open(900001, 900002);
            view.isFree = false;
            keyClick(Qt.Key_Escape);
            verify(view.isOpen);
            view.isFree = true;
            keyClick(Qt.Key_Escape);
            verify(!view.isOpen);
            compare(closed.count, 1);
            view.leave();
            compare(closed.count, 1);
        }

        function test_linked_pictures_lie_below_each_other_and_wiped_ones_in_one_place() {
            view.open(900001, 900002);
            const pictures = child(view, item => item instanceof ComparePictures);
            const [a, b] = ["A", "B"].map(letter => child(pictures, item => item instanceof TimePicture && item.letter === letter));
            verify(b.mapToItem(pictures, 0, 0).y > a.mapToItem(pictures, 0, 0).y + a.height);
            a.pointerY = 0.25;
            compare(b.pointerY, 0.25);
            view.isWipe = true;
            compare(b.mapToItem(pictures, 0, 0), a.mapToItem(pictures, 0, 0));
            compare([b.width, b.height], [a.width, a.height]);
            const before = pictures.dividerX;
            verify(b.parent.x === before && a.parent.width === before);
            const grip = child(pictures, item => item instanceof WipeHandle);
            verify(grip.activeFocus);
            keyClick(Qt.Key_Right, Qt.ShiftModifier);
            verify(pictures.dividerX > before);
            view.isWipe = false;
        }

        function test_the_divider_stays_between_its_edges() {
            handle.place = 0.5;
            handle.forceActiveFocus();
            keyClick(Qt.Key_Left);
            fuzzyCompare(handle.place, 0.49, 1e-9);
            handle.moveTo(1.4);
            compare(handle.place, 1);
            keyClick(Qt.Key_Right);
            compare(handle.place, 1);
            compare(handle.x + 7, 1000);
            mousePress(handle, 7, 100);
            mouseMove(root, 800, 100);
            mouseRelease(root, 800, 100);
            fuzzyCompare(handle.place, 0.5, 0.01);
        }

        function test_b_is_shown_where_it_lies() {
            time.show(2, 4);
            const order = JSON.parse(picture.picture.orderJson);
            fuzzyCompare(order.from_s, 2.7, 1e-9);
            fuzzyCompare(order.to_s, 4.9, 1e-9);
        }

        function test_each_fact_is_told() {
            const line = child(facts, item => item.modelData !== undefined && item.modelData.label === "Null depth");
            compare(line.Accessible.name, "Null depth, -72.0 dB, residual against A");
            const bands = child(facts, item => item instanceof ResidualBands);
            compare(bands.share(-70), 0.5);
            compare(bands.share(null), 0);
            bands.forceActiveFocus();
            keyClick(Qt.Key_Right);
            compare(bands.reading, qsTr("%1: A %2, residual %3").arg("100 Hz").arg("-20.0").arg("-92.5"));
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Right);
            compare(bands.current, 1);
            verify(bands.reading.endsWith("-"));
        }
    }
}
