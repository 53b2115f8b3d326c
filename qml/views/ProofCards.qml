pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// The proof, drawn: every alignment, the coefficients at the true one and beside it, the ladder, the track's sections.
GridLayout {
    id: root

    required property Detail detail
    // { alignments, pictures, ladder, sections }, each absent where there is none.
    required property var proof
    // Room for what belongs together side by side. Not read off the own width: a layout must not change its items while it
    // arranges them.
    property bool isWide: false
    // Whether the height is that of the view, so that no card takes more than it needs.
    property bool isTight: false

    readonly property bool hasAlignments: proof.alignments !== undefined
    readonly property bool hasPictures: proof.pictures !== undefined
    readonly property bool hasLadder: proof.ladder !== undefined
    readonly property bool hasSections: proof.sections !== undefined
    readonly property bool isEmpty: !hasAlignments && !hasPictures && !hasLadder && !hasSections

    columns: isWide ? 2 : 1
    columnSpacing: 12
    rowSpacing: 12

    Card {
        id: alignments

        readonly property var words: root.proof.alignments ?? { title: "", note: "", offset: 0, peak: "", median: "" }

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.columnSpan: root.isWide && !root.hasLadder ? 2 : 1
        Layout.minimumHeight: 168
        Layout.preferredHeight: 168
        visible: root.hasAlignments
        isFilling: true
        title: words.title
        note: words.note

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 16

            ProofPlot {
                id: curve

                readonly property real peakX: placeOf("peak-x") * (width - leftRoom)
                // Beside the head, on the side with more room.
                readonly property bool isPeakLeft: peakX < (width - leftRoom) / 2
                readonly property bool hasRoom: (isPeakLeft ? width - leftRoom - peakX : peakX) > 220

                Layout.fillWidth: true
                Layout.fillHeight: true
                detail: root.detail
                kind: "alignments"
                isReadable: true
                title: alignments.words.title
                description: qsTr("%1 at offset %2; median of the others %3").arg(alignments.words.peak).arg(alignments.words.offset).arg(alignments.words.median)

                // The head of the peak; over an alignment at the edge it stands half outside.
                Rectangle {
                    visible: !curve.isEmpty
                    x: Math.round(curve.peakX) - 4
                    y: Math.round(curve.placeOf("peak-y") * (parent.height - 1)) - 4
                    width: 8
                    height: 8
                    radius: 4
                    color: Theme.proof
                }
                Row {
                    visible: !curve.isEmpty && curve.reading === ""
                    x: Math.round(curve.isPeakLeft ? curve.peakX + 10 : curve.peakX - width - 10)
                    y: Math.round(curve.placeOf("peak-y") * parent.height - height / 2)
                    spacing: 8

                    Label { text: qsTr("offset %1").arg(alignments.words.offset); color: Theme.proof; font.pixelSize: Theme.captionSize; font.weight: Font.DemiBold }
                    Label { text: alignments.words.peak; isMono: true; font.pixelSize: Theme.captionSize }
                }
                Label {
                    visible: !curve.isEmpty
                    x: curve.isPeakLeft ? parent.width - width : 0
                    y: Math.round(curve.placeOf("spread-y") * parent.height - height - 3)
                    text: (curve.hasRoom ? qsTr("all others: median %1, spread shaded") : qsTr("others: median %1")).arg(alignments.words.median)
                    color: Theme.text2
                    font.pixelSize: Theme.captionSize
                }
            }
            ProofPlot {
                id: closeUp
                Layout.preferredWidth: Math.round(Math.max(85, Math.min(150, alignments.width * 0.19)))
                Layout.fillHeight: true
                detail: root.detail
                kind: "closeUp"
                leftRoom: 0
                title: qsTr("Close up: offset %1 and its neighbours").arg(alignments.words.offset)

                Label { visible: !closeUp.isEmpty && closeUp.width > 110; text: qsTr("close up"); color: Theme.text3; font.pixelSize: Theme.captionSize }
            }
        }
    }
    Card {
        id: ladder

        readonly property var words: root.proof.ladder ?? { title: "", note: "", at: { offset: 0, words: "" }, beside: { offset: 0, words: "" } }

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: 168
        Layout.preferredHeight: 168
        Layout.preferredWidth: 1
        Layout.maximumWidth: root.isWide ? 300 : -1
        Layout.minimumWidth: root.isWide ? 280 : -1
        visible: root.hasLadder
        isFilling: true
        title: words.title
        note: root.isWide ? "" : words.note

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 16

            LadderHistogram { detail: root.detail; kind: "ladder"; told: ladder.words.at; isProof: true }
            LadderHistogram { detail: root.detail; kind: "ladderBeside"; told: ladder.words.beside }
        }
        Label {
            Layout.fillWidth: true
            visible: root.isWide
            text: ladder.words.note
            color: Theme.text3
            font.pixelSize: Theme.captionSize
            elide: Text.ElideRight
        }
    }
    Card {
        id: pictures

        readonly property var none: ({ offset: 0, figure: "", words: "" })
        readonly property var words: root.proof.pictures ?? { title: "", note: "", at: none, beside: none }

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.columnSpan: root.isWide ? 2 : 1
        Layout.minimumHeight: 200
        Layout.preferredHeight: root.isTight ? 200 : 260
        visible: root.hasPictures
        isFilling: true
        title: words.title
        note: words.note
        extra: Row {
            visible: root.isWide
            spacing: 16

            LegendMark { kind: "filled"; words: qsTr("empty coefficient") }
            LegendMark { kind: "plain"; words: qsTr("with content") }
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 12

            CoefficientPicture { detail: root.detail; kind: "coefficients"; told: pictures.words.at; isProof: true }
            CoefficientPicture { detail: root.detail; kind: "coefficientsBeside"; told: pictures.words.beside }
        }
        Row {
            Layout.topMargin: 6
            visible: !root.isWide
            spacing: 16

            LegendMark { kind: "filled"; words: qsTr("empty coefficient") }
            LegendMark { kind: "plain"; words: qsTr("with content") }
        }
    }
    Card {
        id: sections

        readonly property var words: root.proof.sections ?? { title: "", note: "", weakest: "", course: "", hasAbsent: false, hasMoved: false, hasUnjudged: false }

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.columnSpan: root.isWide ? 2 : 1
        Layout.minimumHeight: implicitHeight
        Layout.preferredHeight: implicitHeight
        visible: root.hasSections
        isFilling: true
        title: words.title
        note: words.note
        extra: Label { visible: root.isWide; text: sections.words.weakest; color: Theme.text2; font.pixelSize: Theme.captionSize }

        ProofPlot {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: 84
            detail: root.detail
            kind: "sections"
            isReadable: true
            leftRoom: 24
            title: sections.words.title
            description: Theme.joined([sections.words.note, sections.words.weakest, sections.words.course], ". ")
        }
        Label {
            Layout.fillWidth: true
            Layout.topMargin: 4
            visible: text !== ""
            text: Theme.joined([sections.words.course, root.isWide ? "" : sections.words.weakest], " ")
            color: Theme.text2
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
        }
        Flow {
            Layout.fillWidth: true
            Layout.topMargin: 4
            visible: sections.words.hasAbsent || sections.words.hasMoved || sections.words.hasUnjudged
            spacing: 16

            LegendMark { kind: "filled"; words: qsTr("agrees") }
            LegendMark { visible: sections.words.hasAbsent; kind: "empty"; words: qsTr("no grid") }
            LegendMark { visible: sections.words.hasMoved; kind: "hatched"; words: qsTr("another offset") }
            LegendMark { visible: sections.words.hasUnjudged; kind: "line"; words: qsTr("too quiet") }
        }
    }
}
