pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One reason: what, how much, what is usual, and what it weighs. Where it is narrow, the usual stands under the measured.
Rectangle {
    id: root

    // { reason, detail, measured, usual, weight, weightWord, isDecisive }
    required property var reason
    property bool isWide: false

    readonly property real weightX: width - 62
    readonly property real usualX: isWide ? weightX - 112 : weightX
    readonly property real figureWidth: 104

    implicitHeight: Math.max(44, words.height + 14)
    color: reason.isDecisive ? Theme.tinted(Theme.raised, Theme.proof, 0.12) : "transparent"
    Accessible.role: Accessible.Row
    Accessible.name: Theme.joined([reason.reason, reason.measured, reason.usual === "" ? "" : qsTr("usual: %1").arg(reason.usual), reason.weightWord, reason.detail], ", ")

    Rectangle { width: parent.width; height: 1; color: Theme.line }
    Column {
        id: words
        x: 8
        y: 7
        width: root.usualX - root.figureWidth - 8
        spacing: 1

        Label { width: parent.width; text: root.reason.reason; font.weight: Font.Medium; wrapMode: Text.Wrap }
        Label { width: parent.width; visible: text !== ""; text: root.reason.detail; color: Theme.text3; font.pixelSize: Theme.captionSize; wrapMode: Text.Wrap }
    }
    Label {
        id: measured
        x: root.usualX - 12 - width
        y: 7
        width: Math.min(implicitWidth, root.figureWidth)
        text: root.reason.measured
        isMono: true
        elide: Text.ElideRight
    }
    Label {
        x: (root.isWide ? root.weightX : root.usualX) - 12 - width
        y: root.isWide ? 8 : 8 + measured.height
        width: Math.min(implicitWidth, root.figureWidth)
        text: root.reason.usual
        isMono: true
        color: Theme.text3
        font.pixelSize: Theme.captionSize
        elide: Text.ElideRight
    }
    WeightMark { x: root.weightX; y: 10; weight: root.reason.weight; word: root.reason.weightWord }
}
