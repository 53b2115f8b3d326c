import QtQuick
import audiopro

// The columns of the track table for a window of some width. The header builds itself from `shown`; a row, of which there are
// many, has one item a column and asks only whether it is there.
QtObject {
    id: root

    required property real windowWidth
    required property bool isCompact
    // Ids of columns that the auditor does not want to see.
    property var unwanted: []

    // Format, rate, length, loudness and true peak go below 1260; folder, DR and clips below 1420.
    readonly property bool hasStream: !isCompact
    readonly property bool hasFolder: !isCompact && windowWidth >= 1420
    // Room for the longest word: Inconclusive, Suréchantillonné.
    readonly property int verdictWidth: Theme.language === "fr" ? 144 : 122

    // { id, title, width, isMono, glyph, tip }; width 0 is the name's, which fills what is left.
    readonly property var all: [
        column("verdict", qsTr("Verdict"), verdictWidth, false, qsTr("What the track was found to be")),
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
    readonly property var hidden: unwanted.concat(hasFolder ? [] : ["folder", "dr", "clips"], hasStream ? [] : ["format", "rate", "length", "lufs", "truePeak"])
    // Those that can be left out, and whether a row has each.
    readonly property var optional: all.filter(column => column.id !== "verdict" && column.id !== "name")
    readonly property var has: all.reduce((has, column) => Object.assign(has, { [column.id]: !hidden.includes(column.id) }), {})
    readonly property var shown: all.filter(column => !hidden.includes(column.id))
    readonly property real fixedWidth: shown.reduce((sum, column) => sum + column.width, 0)

    function column(id: string, title: string, width: int, isMono: bool, tip: string): var {
        return { id: id, title: title, width: width, isMono: isMono, glyph: "", tip: tip };
    }
}
