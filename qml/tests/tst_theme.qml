import QtQuick
import QtTest
import audiopro

// Text reaches 4.5:1 on every surface it stands on, edges and zones 3:1 (WCAG 2.1, 1.4.3 and 1.4.11), in both themes.
TestCase {
    id: root

    name: "Theme"

    // Relative luminance, WCAG 2.1.
    function luminance(colour: color): real {
        const linear = part => part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
    }

    function contrast(a: color, b: color): real {
        const [first, second] = [luminance(a), luminance(b)];
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    function grey(level: int): color {
        return Qt.rgba(level / 255, level / 255, level / 255, 1);
    }

    function check(ink: color, surface: color, least: real, what: string) {
        const reached = contrast(ink, surface);
        verify(reached >= least, Theme.mode + ": " + what + " reaches " + reached.toFixed(2) + ", not " + least);
    }

    function cleanup() {
        Theme.mode = "system";
    }

    function test_the_yardstick() {
        compare(contrast(Qt.rgba(0, 0, 0, 1), grey(255)).toFixed(1), "21.0");
        // Published: #767676 is the lightest grey that passes on white.
        verify(contrast(grey(0x76), grey(255)) >= 4.5);
        verify(contrast(grey(0x77), grey(255)) < 4.5);
    }

    function test_contrast_data() {
        return [{ tag: "dark" }, { tag: "light" }];
    }

    function test_contrast(data) {
        Theme.mode = data.tag;
        compare(Theme.isDark, data.tag === "dark");
        for (const surface of ["chrome", "panel", "table", "raised", "hover"]) {
            for (const ink of ["text", "text2", "text3", "accent", "alert"])
                check(Theme[ink], Theme[surface], 4.5, ink + " on " + surface);
        }
        for (const ink of ["text", "alert"])
            check(Theme[ink], Theme.selected, 4.5, ink + " on selected");
        check(Theme.textOnWell, Theme.well, 4.5, "text on the well");
        check(Theme.text3OnWell, Theme.well, 4.5, "text3 on the well");
        check(Theme.inkOnAccent, Theme.accentFill, 4.5, "text on the accent");
        for (const surface of ["table", "panel", "raised"])
            check(Theme.outline, Theme[surface], 3, "outline on " + surface);
        for (const zone of ["zoneOk", "zoneWatch", "zoneOver", "zoneInfo"])
            check(Theme[zone], Theme.raised, 3, zone + " on raised");
    }

    function test_verdicts_are_read_on_their_chips_data() {
        return test_contrast_data();
    }

    function test_verdicts_are_read_on_their_chips(data) {
        Theme.mode = data.tag;
        const seen = new Set();
        for (const id of ["genuine", "transcode", "upsampled", "padded", "lossy", "inconclusive", "failed"]) {
            const fill = Theme.verdictFill(id);
            check(Theme.verdictColor(id), fill.a > 0 ? fill : Theme.table, 4.5, id);
            verify(Theme.verdictWord(id) !== "", id + " has a word");
            seen.add(Theme.verdictColor(id).toString());
        }
        compare(seen.size, 7, "no two classes share a colour");
    }

    function test_what_is_unsuspicious_has_no_fill() {
        for (const id of ["genuine", "lossy", "queued", "cancelled"])
            compare(Theme.verdictFill(id).a, 0, id);
        for (const id of ["transcode", "upsampled", "padded", "inconclusive", "failed"])
            compare(Theme.verdictFill(id).a, 1, id);
    }

    function test_motion_can_be_switched_off() {
        Theme.isMotionReduced = true;
        compare([Theme.hoverDuration, Theme.panelDuration, Theme.progressDuration], [0, 0, 0]);
        Theme.isMotionReduced = false;
        verify(Theme.hoverDuration > 0);
    }

    function test_the_bundled_faces_are_there() {
        compare(Theme.sans, "Inter");
        compare(Theme.mono, "JetBrains Mono");
    }
}
