pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A sample of a fill and what it means.
Row {
    id: root

    // "filled", "plain", "empty", "hatched" or "line".
    required property string kind
    required property string words

    spacing: 6

    Item {
        anchors.verticalCenter: parent.verticalCenter
        width: 12
        height: 10

        Rectangle {
            anchors.fill: parent
            visible: root.kind !== "line"
            color: root.kind === "filled" ? Theme.proof : root.kind === "plain" ? Theme.contentHigh : Theme.none
            border.width: root.kind === "empty" || root.kind === "hatched" ? 1 : 0
            border.color: root.kind === "hatched" ? Theme.proof : Theme.proofOther
        }
        Row {
            anchors.centerIn: parent
            visible: root.kind === "hatched"
            spacing: 2

            Repeater { model: 3; Rectangle { width: 2; height: 10; color: Theme.proof } }
        }
        Rectangle { anchors.verticalCenter: parent.verticalCenter; visible: root.kind === "line"; width: parent.width; height: 1; color: Theme.proofOther }
    }
    Label { text: root.words; color: Theme.text2; font.pixelSize: Theme.captionSize }
}
