pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// One of two compared tracks: its letter, verdict, name and format, and a few figures.
Rectangle {
    id: root

    required property string letter
    required property color ink
    required property Detail detail
    property bool isCompact: false

    readonly property string verdict: detail.verdictClass === "" ? detail.state : detail.verdictClass
    readonly property string folder: detail.path.slice(0, Math.max(0, detail.path.lastIndexOf("/")))

    function figure(value: real, decimals: int): string {
        return isNaN(value) ? "-" : Theme.number(value, decimals);
    }

    implicitHeight: 60
    color: Theme.raised
    border.color: Theme.line
    radius: Theme.cardRadius
    Accessible.role: Accessible.Grouping
    Accessible.name: Theme.joined([letter, detail.name, Theme.verdictWord(verdict), detail.formatLine], ", ")

    component Figure: Column {
        id: figure

        required property string value
        required property string unit

        visible: !root.isCompact
        Label { anchors.right: parent.right; text: figure.value; isMono: true }
        Label { anchors.right: parent.right; text: figure.unit; color: Theme.text3; font.pixelSize: Theme.captionSize }
    }

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 12
        anchors.rightMargin: 12
        spacing: 12

        LetterMark { letter: root.letter; ink: root.ink }
        Column {
            Layout.fillWidth: true
            spacing: 3

            Row {
                width: parent.width
                spacing: 8

                VerdictChip { id: chip; visible: Theme.verdictWord(root.verdict) !== ""; verdictClass: root.verdict }
                Label {
                    width: parent.width - (chip.visible ? chip.width + 8 : 0)
                    height: 20
                    text: root.detail.name
                    font.pixelSize: Theme.proseSize
                    font.weight: Font.DemiBold
                    elide: Text.ElideRight

                    HoverHandler { id: pointer }
                    Tip { isShown: pointer.hovered; text: root.detail.path }
                }
            }
            Label {
                width: parent.width
                text: root.detail.problem !== "" ? root.detail.problem : Theme.joined([root.detail.formatLine, root.folder], "  \u00b7  ")
                color: root.detail.problem !== "" ? Theme.alert : Theme.text3
                font.pixelSize: Theme.captionSize
                elide: Text.ElideRight
            }
        }
        Figure { value: root.figure(root.detail.loudnessLufs, 1); unit: qsTr("LUFS") }
        Figure { value: root.figure(root.detail.truePeakDbtp, 1); unit: qsTr("dBTP") }
        Figure { value: root.detail.dr < 0 ? "-" : Theme.number(root.detail.dr, 0); unit: qsTr("DR") }
        Figure { value: root.detail.clippedRuns < 0 ? "-" : Theme.number(root.detail.clippedRuns, 0); unit: qsTr("Clips") }
    }
}
