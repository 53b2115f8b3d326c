pragma Singleton

import QtQuick

// Colours, sizes, fonts and durations of the window, for its two themes.
QtObject {
    id: root

    // "system", "dark" or "light".
    property string mode: "system"
    property bool isMotionReduced: false
    property int rowHeight: 28
    // "en" or "fr".
    property string language: "en"
    readonly property var numbers: Qt.locale(language)

    readonly property SystemPalette system: SystemPalette {}
    readonly property bool isDark: mode === "dark" || (mode === "system" && system.window.hslLightness < 0.5)

    readonly property color window: isDark ? "#101216" : "#E6E9ED"
    readonly property color chrome: isDark ? "#1A1D22" : "#F3F4F6"
    readonly property color panel: isDark ? "#171A1F" : "#F8F9FA"
    readonly property color table: isDark ? "#131519" : "#FFFFFF"
    readonly property color raised: isDark ? "#21252C" : "#FFFFFF"
    readonly property color well: "#0A0B0D"
    readonly property color hover: isDark ? "#1E2228" : "#F1F4F8"
    readonly property color selected: isDark ? "#1C304F" : "#DCE8FB"
    readonly property color line: isDark ? "#292E36" : "#DBDFE5"
    readonly property color outline: isDark ? "#687281" : "#7C8592"
    readonly property color text: isDark ? "#E7E9EC" : "#191C20"
    readonly property color text2: isDark ? "#B1B8C2" : "#454C57"
    readonly property color text3: isDark ? "#949CA8" : "#5B6471"
    readonly property color disabled: isDark ? "#5E6672" : "#9AA2AD"
    readonly property color accent: isDark ? "#76AFFF" : "#1C5FC7"
    readonly property color accentFill: isDark ? "#2C66C4" : "#1C5FC7"
    readonly property color inkOnAccent: "#FFFFFF"
    readonly property color focus: isDark ? "#A9CDFF" : "#1C5FC7"
    readonly property color proof: isDark ? "#6FDDF7" : "#006E93"
    readonly property color proofOnWell: "#6FDDF7"
    readonly property color alert: isDark ? "#FF7088" : "#B81240"
    readonly property color alertOnWell: "#FF7088"
    readonly property color genuine: isDark ? "#55CBA8" : "#0B7054"
    readonly property color transcode: isDark ? "#FF8F5C" : "#8F2400"
    readonly property color upsampled: isDark ? "#EBC64A" : "#7A6600"
    readonly property color padded: isDark ? "#F4B4E6" : "#861B72"
    readonly property color lossy: isDark ? "#8CA9D4" : "#44699F"
    readonly property color inconclusive: isDark ? "#D9DDE3" : "#434A54"
    readonly property color textOnWell: "#E7E9EC"
    readonly property color text3OnWell: "#949CA8"
    readonly property color none: "transparent"
    readonly property color scrim: "#66000000"
    readonly property color trackA: isDark ? "#7DB6FF" : "#1C5FC7"
    readonly property color trackB: isDark ? "#D3AEFF" : "#7A3FC0"
    readonly property color plotLine: "#7DB6FF"
    readonly property color plotArea: "#2C4A78"
    readonly property color plotGrid: "#3A414C"
    // Coefficients with content, from the quietest to the loudest; both themes draw them on the well.
    readonly property color contentLow: "#15181C"
    readonly property color contentHigh: "#4E5561"
    // What does not stand out: other alignments, the waveform over the sections.
    readonly property color proofOther: isDark ? "#7E8896" : "#6B7482"
    readonly property color proofArea: isDark ? "#4A5362" : "#B9C2CF"
    readonly property color zoneOk: isDark ? "#2E7D69" : "#3F9C80"
    readonly property color zoneWatch: isDark ? "#8C7020" : "#B08A1C"
    readonly property color zoneOver: isDark ? "#C24B5C" : "#CF4560"
    readonly property color zoneInfo: isDark ? "#65728A" : "#8391A5"

    readonly property int hoverDuration: isMotionReduced ? 0 : 80
    readonly property int panelDuration: isMotionReduced ? 0 : 140
    readonly property int progressDuration: isMotionReduced ? 0 : 200

    readonly property int axisSize: 10
    readonly property int captionSize: 11
    readonly property int textSize: 12
    readonly property int proseSize: 13
    readonly property int titleSize: 14
    readonly property int gaugeSize: 15
    readonly property int verdictSize: 16
    readonly property int headlineSize: 20

    readonly property int chipRadius: 4
    readonly property int buttonRadius: 5
    readonly property int cardRadius: 6
    readonly property int dialogRadius: 8
    readonly property int filterRadius: 12

    readonly property FontLoader interRegular: FontLoader { source: Qt.resolvedUrl("fonts/Inter-Regular.ttf") }
    readonly property FontLoader interMedium: FontLoader { source: Qt.resolvedUrl("fonts/Inter-Medium.ttf") }
    readonly property FontLoader interSemiBold: FontLoader { source: Qt.resolvedUrl("fonts/Inter-SemiBold.ttf") }
    readonly property FontLoader monoRegular: FontLoader { source: Qt.resolvedUrl("fonts/JetBrainsMono-Regular.ttf") }
    readonly property FontLoader monoMedium: FontLoader { source: Qt.resolvedUrl("fonts/JetBrainsMono-Medium.ttf") }
    readonly property string sans: interRegular.name
    readonly property string mono: monoRegular.name

    // Of a verdict, or of a state where there is no verdict.
    function verdictColor(verdictClass: string): color {
        switch (verdictClass) {
        case "genuine": return root.genuine;
        case "transcode": return root.transcode;
        case "upsampled": return root.upsampled;
        case "padded": return root.padded;
        case "lossy": return root.lossy;
        case "inconclusive": return root.inconclusive;
        case "failed": return root.alert;
        }
        return root.text3;
    }

    function verdictWord(verdictClass: string): string {
        switch (verdictClass) {
        case "genuine": return qsTr("Genuine");
        case "transcode": return qsTr("Transcode");
        case "upsampled": return qsTr("Upsampled");
        case "padded": return qsTr("Padded");
        case "lossy": return qsTr("Lossy");
        case "inconclusive": return qsTr("Inconclusive");
        case "failed": return qsTr("Failed");
        case "queued": return qsTr("Queued");
        case "cancelled": return qsTr("Cancelled");
        }
        return "";
    }

    function verdictGlyph(verdictClass: string): string {
        return verdictClass === "cancelled" ? "dash" : verdictClass;
    }

    // `value` with so many decimals, as the language writes it.
    function number(value: real, decimals: int): string {
        return value.toLocaleString(root.numbers, "f", decimals);
    }

    // A moment in milliseconds since 1970, local, as the language names its month: no order of figures to be guessed.
    function dateTime(at: real): string {
        return new Date(at).toLocaleString(root.numbers, "d MMM yyyy, HH:mm");
    }

    // A number that is written with a point, with the mark of the language.
    function figure(plain: string): string {
        return plain.replace(".", root.numbers.decimalPoint);
    }

    // The parts that are not empty, with `between` between them.
    function joined(parts: var, between: string): string {
        return parts.filter(part => part !== "").join(between);
    }

    // `surface` under a veil of `ink`.
    function tinted(surface: color, ink: color, share: real): color {
        return Qt.tint(surface, Qt.rgba(ink.r, ink.g, ink.b, share));
    }

    function healthColor(state: string): color {
        switch (state) {
        case "ready": return root.verdictColor("genuine");
        case "limited": return root.verdictColor("upsampled");
        case "missing": return root.alert;
        }
        return root.text3;
    }

    // Genuine and lossy have no fill, so that the rest stands out.
    function verdictFill(verdictClass: string): color {
        switch (verdictClass) {
        case "transcode":
        case "upsampled":
        case "padded":
        case "inconclusive":
        case "failed":
            return root.tinted(root.table, root.verdictColor(verdictClass), isDark ? 0.16 : 0.11);
        }
        return root.none;
    }
}
