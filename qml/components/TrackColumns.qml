import QtQuick

// The columns of the track table for a window of some width: those between verdict and integrity, and all of them.
// Each is { id, title, width, isMono, glyph, tip, characters }; width 0 is the name's, which fills what is left.
QtObject {
    id: root

    required property real windowWidth
    required property bool isCompact

    readonly property bool isNarrow: windowWidth < 1420
    readonly property var hidden: isCompact ? ["folder", "format", "rate", "length", "lufs", "truePeak", "dr", "clips"] : isNarrow ? ["folder", "dr", "clips"] : []
    readonly property var all: [
        column("verdict", qsTr("Verdict"), 122, false, qsTr("What the track was found to be")),
        column("name", qsTr("Name"), 0, false, ""),
        column("folder", qsTr("Folder"), 98, false, ""),
        column("format", qsTr("Format"), 52, false, ""),
        column("rate", qsTr("kHz/bit"), 64, true, qsTr("Sampling rate and bits a sample")),
        column("length", qsTr("Length"), 50, true, ""),
        column("probability", qsTr("Prob. %"), 56, true, qsTr("Probability that the verdict is right")),
        column("evidence", qsTr("Strongest evidence"), 148, false, ""),
        column("lufs", qsTr("LUFS"), 50, true, qsTr("Integrated loudness, EBU R 128")),
        column("truePeak", qsTr("dBTP"), 50, true, qsTr("True peak, BS.1770-4")),
        column("dr", qsTr("DR"), 30, true, qsTr("Dynamic range")),
        column("clips", qsTr("Clips"), 40, true, qsTr("Runs of clipped samples")),
        Object.assign(column("integrity", "", 30, false, qsTr("Integrity: check intact, bolt damaged, dash undetermined")), { glyph: "shield" })
    ]
    readonly property var shown: all.filter(column => !hidden.includes(column.id))
    readonly property var inner: shown.filter(column => column.id !== "verdict" && column.id !== "integrity")
    readonly property real fixedWidth: shown.reduce((sum, column) => sum + column.width, 0)

    // Characters of the mono face, 7.2 px each at 12 px, that a column holds beside its padding.
    function column(id: string, title: string, width: int, isMono: bool, tip: string): var {
        return { id: id, title: title, width: width, isMono: isMono, glyph: "", tip: tip, characters: Math.floor((width - 8) / 7.2) };
    }
}
