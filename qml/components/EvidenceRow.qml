pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// One reason: what, how much, what is usual, and what it weighs.
Rectangle {
    id: root

    // { reason, detail, measured, usual, weight, weightWord, isDecisive }
    required property var reason

    implicitHeight: Math.max(44, words.implicitHeight + 12)
    color: reason.isDecisive ? Qt.tint(Theme.raised, Qt.rgba(Theme.proof.r, Theme.proof.g, Theme.proof.b, 0.12)) : "transparent"
    Accessible.role: Accessible.Row
    Accessible.name: reason.reason + ", " + reason.measured + ", " + reason.weightWord + ". " + reason.detail

    Rectangle { width: parent.width; height: 1; color: Theme.line }

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 6
        anchors.rightMargin: 6
        spacing: 8

        Column {
            id: words
            Layout.fillWidth: true
            spacing: 2

            Label { width: parent.width; text: root.reason.reason; font.weight: Font.Medium; elide: Text.ElideRight }
            Label { width: parent.width; text: root.reason.detail; color: Theme.text3; font.pixelSize: Theme.captionSize; wrapMode: Text.Wrap }
        }
        Column {
            spacing: 2

            Label { anchors.right: parent.right; text: root.reason.measured; isMono: true }
            Label { anchors.right: parent.right; visible: root.reason.usual !== ""; text: root.reason.usual; isMono: true; color: Theme.text3; font.pixelSize: Theme.captionSize }
        }
        Column {
            Layout.preferredWidth: 52
            spacing: 4

            Row {
                spacing: 3

                Repeater {
                    model: 3

                    Rectangle {
                        required property int index

                        width: 8; height: 8
                        color: root.reason.weight > index ? Theme.text : "transparent"
                        border.color: root.reason.weight > index ? Theme.text : Theme.outline
                    }
                }
            }
            Label { text: root.reason.weightWord; color: root.reason.isDecisive ? Theme.text : Theme.text3; font.pixelSize: Theme.captionSize }
        }
    }
}
