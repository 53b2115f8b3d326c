import QtQuick
import QtTest
import audiopro

// The auditor's verdict: its keys, its dialog, the rim of its chip; the error that is accepted.
Item {
    id: root

    width: 900
    height: 600

    property bool isFree: true

    property int trackCount: 3

    MarkActions { id: marks; trackCount: root.trackCount; canUndo: true }
    ActionKeys { actions: []; isFree: root.isFree; focusItem: null; Component.onCompleted: actions = marks.entries() }
    MarkDialog { id: dialog; trackCount: 3 }
    VerdictChip { id: chip; verdictClass: "genuine" }
    ErrorSlider { id: slider; y: 60; value: 0.001 }

    GreySlider { id: grey; y: 120; from: 0.35; to: 0.75 }

    SignalSpy { id: marked; target: marks; signalName: "given" }
    SignalSpy { id: unmarked; target: marks; signalName: "takenOff" }
    SignalSpy { id: undone; target: marks; signalName: "undone" }
    SignalSpy { id: set; target: dialog; signalName: "marked" }
    SignalSpy { id: chosen; target: slider; signalName: "chosen" }
    SignalSpy { id: zoned; target: grey; signalName: "chosen" }

    TestCase {
        name: "Mark"
        when: windowShown

        function init() {
            for (const spy of [marked, unmarked, undone, set, chosen, zoned])
                spy.clear();
            root.isFree = true;
            root.trackCount = 3;
            dialog.close();
            tryCompare(dialog, "visible", false);
        }

        function test_one_key_each_data() {
            return [
                { tag: "genuine", key: Qt.Key_G },
                { tag: "transcode", key: Qt.Key_T },
                { tag: "upsampled", key: Qt.Key_U },
                { tag: "padded", key: Qt.Key_P },
                { tag: "unsure", key: Qt.Key_N }
            ];
        }

        function test_one_key_each(data) {
            keyClick(data.key);
            compare(marked.count, 1);
            compare(marked.signalArguments[0][0], data.tag);
            root.isFree = false;
            keyClick(data.key);
            compare(marked.count, 1, "not while somebody types or a dialog is open");
            root.isFree = true;
            root.trackCount = 0;
            keyClick(data.key);
            compare(marked.count, 1, "nor with no track selected");
        }

        function test_a_verdict_can_be_taken_off_and_back() {
            keyClick(Qt.Key_X);
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            compare([unmarked.count, undone.count], [1, 1]);
        }

        function test_the_dialog_tells_codec_and_note() {
            dialog.label = "transcode";
            dialog.codec = "opus";
            dialog.open();
            tryCompare(dialog, "opened", true);
            for (const letter of "heard it")
                keyClick(letter);
            keyClick(Qt.Key_Return);
            compare(Array.from(set.signalArguments[0]), ["transcode", "opus", "heard it"]);
            tryCompare(dialog, "visible", false);
            dialog.label = "genuine";
            dialog.open();
            tryCompare(dialog, "opened", true);
            keyClick(Qt.Key_Return);
            compare(Array.from(set.signalArguments[1]), ["genuine", "", ""], "a codec is a transcode's, and a note is of its time");
        }

        function test_the_chip_of_a_marked_track_says_whose_it_is() {
            compare(chip.border.width, 0);
            chip.isMarked = true;
            compare(chip.border.width, 1);
            verify(chip.Accessible.name.endsWith("your verdict"), chip.Accessible.name);
        }

        function test_the_grey_zone_has_two_ends() {
            mouseClick(grey, 275, 8);
            verify(zoned.count > 0);
            const ends = zoned.signalArguments[zoned.count - 1];
            fuzzyCompare(ends[0], 0.35, 1e-6);
            verify(ends[1] > 0.85, ends[1]);
        }

        function test_the_error_is_on_a_logarithmic_scale() {
            fuzzyCompare(slider.shown, 0.001, 1e-6);
            mouseClick(slider, 279, 8);
            compare(chosen.count, 1);
            verify(chosen.signalArguments[0][0] > 0.03 && chosen.signalArguments[0][0] <= 0.0501, chosen.signalArguments[0][0]);
        }
    }
}
