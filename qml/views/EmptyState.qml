pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What the window shows before anything was dropped on it.
Item {
    id: root

    // Whether a pair of demo tracks can be audited.
    property bool hasDemo: false

    signal addFilesAsked()
    signal addFolderAsked()
    signal demoAsked()

    // The proof in small: coefficients that a coder emptied, lit.
    readonly property var lit: [
        [4, 5, 6, 7, 8, 15, 16, 17, 18, 19], [4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19],
        [4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19], [15, 16, 17, 18, 19], [6, 7, 16, 17], [], [], []
    ]

    Canvas {
        id: border
        anchors.fill: parent
        anchors.margins: 24
        onPaint: {
            const context = getContext("2d");
            context.reset();
            context.strokeStyle = Theme.outline;
            context.setLineDash([6, 5]);
            context.lineWidth = 1;
            context.roundedRect(0.5, 0.5, width - 1, height - 1, Theme.dialogRadius, Theme.dialogRadius);
            context.stroke();
        }
        Connections {
            target: Theme
            function onIsDarkChanged() { border.requestPaint(); }
        }
    }

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 96, 560)
        spacing: 16

        Grid {
            anchors.horizontalCenter: parent.horizontalCenter
            columns: 22
            spacing: 2

            Repeater {
                model: 22 * 7

                Rectangle {
                    required property int index

                    width: 7; height: 7
                    color: root.lit[Math.floor(index / 22)].includes(index % 22) ? Theme.proof : Theme.line
                }
            }
        }
        Item { width: 1; height: 8 }
        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("Drop files or folders anywhere")
            font.pixelSize: Theme.headlineSize
            font.weight: Font.DemiBold
        }
        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, 480)
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Each track is decoded, measured and judged: was it ever lossy, upsampled or padded, and is its file intact? Each verdict shows its evidence. Everything happens on this computer.")
            wrapMode: Text.Wrap
            color: Theme.text2
            font.pixelSize: Theme.proseSize
            lineHeight: 1.3
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 8

            ActionButton { kind: "filled"; implicitHeight: 36; text: qsTr("Add folder"); glyph: "add-folder"; onClicked: root.addFolderAsked() }
            ActionButton { kind: "outlined"; implicitHeight: 36; text: qsTr("Add files"); glyph: "add-files"; onClicked: root.addFilesAsked() }
        }
        LinkButton {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.hasDemo
            text: qsTr("See it on a demo pair")
            hasChevron: true
            onClicked: root.demoAsked()
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("FLAC, WAV, AIFF, ALAC, APE, WavPack, MP3, AAC, Opus, Vorbis, WMA, AC-3, Musepack") + "\n" + qsTr("Playlists and cue sheets too")
            wrapMode: Text.Wrap
            color: Theme.text3
            font.pixelSize: Theme.captionSize
        }
        Item { width: 1; height: 24 }
        Label { anchors.horizontalCenter: parent.horizontalCenter; text: qsTr("What a verdict can say"); color: Theme.text3; font.pixelSize: Theme.captionSize }
        Grid {
            anchors.horizontalCenter: parent.horizontalCenter
            columns: root.width > 620 ? 2 : 1
            columnSpacing: 24
            rowSpacing: 10

            Repeater {
                model: [
                    { id: "genuine", words: qsTr("lossless, no trace of a lossy past") },
                    { id: "transcode", words: qsTr("lossless file, lossy past") },
                    { id: "upsampled", words: qsTr("real bandwidth ends lower") },
                    { id: "padded", words: qsTr("fewer real bits than declared") },
                    { id: "lossy", words: qsTr("an honest lossy file") },
                    { id: "inconclusive", words: qsTr("not enough to decide; needs you") }
                ]

                Row {
                    id: entry

                    required property var modelData

                    width: 264
                    spacing: 8

                    Glyph { anchors.verticalCenter: parent.verticalCenter; glyph: entry.modelData.id; size: 13; color: Theme.verdictColor(entry.modelData.id) }
                    Label { text: Theme.verdictWord(entry.modelData.id); font.weight: Font.Medium }
                    Label { text: entry.modelData.words; color: Theme.text3; font.pixelSize: Theme.captionSize; anchors.verticalCenter: parent.verticalCenter }
                }
            }
        }
    }
}
