pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What was measured of the selection.
Rectangle {
    id: root

    required property TrackSound sound
    required property SoundView view

    readonly property var figures: JSON.parse(sound.regionJson)

    implicitHeight: content.implicitHeight + 16
    color: Theme.raised
    radius: Theme.cardRadius

    Timer {
        id: settle
        interval: 150
        onTriggered: root.sound.measure(root.view.selectedFromS, root.view.selectedToS)
    }
    Connections {
        target: root.view

        function onSelectedFromSChanged() { settle.restart(); }
        function onSelectedToSChanged() { settle.restart(); }
    }
    Flow {
        id: content
        x: 12
        y: 8
        width: parent.width - 44
        spacing: 14

        Label { text: qsTr("Selection"); font.weight: Font.Medium }
        Repeater {
            model: root.figures

            Row {
                required property var modelData

                spacing: 5
                Label { text: parent.modelData.name; color: Theme.text2; font.pixelSize: Theme.captionSize }
                Label { text: parent.modelData.value; isMono: true; font.pixelSize: Theme.captionSize }
            }
        }
    }
    ActionButton {
        anchors { right: parent.right; top: parent.top; margins: 2 }
        height: 24
        glyph: "close"
        tip: qsTr("Forget the selection (Esc)")
        onClicked: root.view.select(0, 0)
    }
}
