import QtQuick
import QtTest
import audiopro

// The verdict chip and the filter chip.
Item {
    id: root

    width: 400
    height: 120

    VerdictChip { id: verdict; verdictClass: "genuine" }
    FilterChip {
        id: filter
        y: 60
        label: "Transcode"
        glyph: "transcode"
        count: 1204
    }

    SignalSpy { id: chosen; target: filter; signalName: "chosen" }

    TestCase {
        name: "Chips"
        when: windowShown

        function init() {
            chosen.clear();
            filter.isCompact = false;
            filter.isOn = false;
        }

        function test_each_class_has_glyph_and_word_data() {
            const rows = [];
            for (const id of ["genuine", "transcode", "upsampled", "padded", "lossy", "inconclusive", "failed", "queued", "cancelled"])
                rows.push({ tag: id });
            return rows;
        }

        function test_each_class_has_glyph_and_word(data) {
            verdict.verdictClass = data.tag;
            compare(verdict.Accessible.name, Theme.verdictWord(data.tag));
            const glyph = findGlyph(verdict);
            verify(glyph !== null);
            verify(String(glyph.source).endsWith(Theme.verdictGlyph(data.tag) + ".svg"));
            tryCompare(glyph, "status", Image.Ready);
            verify(verdict.implicitWidth > 40 && verdict.implicitWidth <= 110, "fits the column: " + verdict.implicitWidth);
        }

        function findGlyph(item) {
            if (item.glyph !== undefined && item.sourceSize !== undefined)
                return item;
            for (let at = 0; at < item.children.length; ++at) {
                const found = findGlyph(item.children[at]);
                if (found)
                    return found;
            }
            return null;
        }

        function test_a_click_chooses_it_alone_and_ctrl_adds_it() {
            mouseClick(filter);
            compare(chosen.count, 1);
            compare(chosen.signalArguments[0][0], false);
            mouseClick(filter, filter.width / 2, filter.height / 2, Qt.LeftButton, Qt.ControlModifier);
            compare(chosen.count, 2);
            compare(chosen.signalArguments[1][0], true);
        }

        function test_the_keyboard_does_the_same() {
            filter.forceActiveFocus(Qt.TabFocusReason);
            verify(filter.visualFocus);
            keyClick(Qt.Key_Space);
            keyClick(Qt.Key_Return, Qt.ControlModifier);
            compare(chosen.count, 2);
            compare([chosen.signalArguments[0][0], chosen.signalArguments[1][0]], [false, true]);
        }

        function test_compact_keeps_glyph_and_count() {
            const full = filter.implicitWidth;
            compare(Math.ceil(filter.fullWidth), Math.ceil(full), "the width it asks for is the width it has");
            filter.isCompact = true;
            tryVerify(() => filter.implicitWidth < full - 40);
            compare(Math.ceil(filter.fullWidth), Math.ceil(full), "what it would need does not depend on what it shows");
        }

        function test_its_name_says_label_and_count() {
            compare(filter.Accessible.name, "Transcode, 1204");
            verify(!filter.Accessible.checked);
            filter.isOn = true;
            verify(filter.Accessible.checked);
        }
    }
}
