import QtQuick

// The columns of the album view for a window of some width, as TrackColumns.
QtObject {
    id: root

    required property real windowWidth
    required property bool isCompact

    // Number of tracks and loudness go below 1260, rate and bits below 1420.
    readonly property bool hasFigures: !isCompact
    readonly property bool hasFormat: !isCompact && windowWidth >= 1420
    readonly property int pathWidth: 50
    readonly property int verdictsWidth: isCompact ? 168 : 190
    readonly property int remarkWidth: isCompact ? 180 : 220

    // { id, title, width, isMono, glyph, tip }; width 0 is the name's, which fills what is left. Name and path share a cell of two lines.
    readonly property var all: [
        column("name", qsTr("Album"), 0, false, qsTr("Last part of the folder")),
        column("path", qsTr("Path"), pathWidth, false, qsTr("The whole path of the folder")),
        column("verdicts", qsTr("Verdicts"), verdictsWidth, false, qsTr("The share of transcodes, upsampled and padded tracks")),
        Object.assign(column("integrity", "", 30, false, qsTr("Integrity: check intact, bolt damaged, dash undetermined")), { glyph: "shield" }),
        column("tracks", qsTr("Tracks"), 50, true, qsTr("Number of tracks")),
        column("lufs", qsTr("LUFS"), 52, true, qsTr("Median of the integrated loudness, EBU R 128")),
        column("format", qsTr("Rate, bits"), 110, false, qsTr("Sampling rate and bits, where all tracks have the same; the most mixed sort first")),
        column("remark", qsTr("Odd ones out"), remarkWidth, false, qsTr("Tracks that do not fit in, with the reason; numbers that are missing"))
    ]
    readonly property var hidden: (hasFigures ? [] : ["tracks", "lufs"]).concat(hasFormat ? [] : ["format"])
    readonly property var shown: all.filter(column => !hidden.includes(column.id))
    readonly property real fixedWidth: shown.reduce((sum, column) => sum + column.width, 0)

    function column(id: string, title: string, width: int, isMono: bool, tip: string): var {
        return { id: id, title: title, width: width, isMono: isMono, glyph: "", tip: tip };
    }
}
