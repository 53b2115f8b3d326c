pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// The spectrum of the selection, else of what is shown: mean, percentiles and highest, with the edges that the audit found.
ColumnLayout {
    id: root

    required property TrackSound sound
    required property SoundView view
    required property SpectrogramLook look

    // Where the pointer stands, 0 to 1 from the left; below 0 for nowhere.
    property real cursor: -1

    spacing: 6

    Item {
        Layout.fillWidth: true
        implicitHeight: 28

        Row {
            id: tools
            spacing: 8

            ChannelChoice { channels: root.sound.channels; channel: root.look.channel; onChosen: channel => root.look.channel = channel }
            Choice {
                name: qsTr("Frequencies")
                options: [{ value: "linear", text: qsTr("Lin") }, { value: "log", text: qsTr("Log") }]
                value: root.look.axis === "log" ? "log" : "linear"
                onChosen: value => root.look.axis = value
            }
        }
        Label {
            anchors { right: parent.right; rightMargin: 12; verticalCenter: parent.verticalCenter }
            width: Math.min(implicitWidth, parent.width - tools.width - 20)
            elide: Text.ElideRight
            text: root.cursor >= 0 ? frame.picture.reading(root.cursor, 0) : root.view.hasSelection ? qsTr("selection") : qsTr("what is shown")
            isMono: true
            color: Theme.text2
            font.pixelSize: Theme.captionSize
        }
    }
    SoundFrame {
        id: frame
        Layout.fillWidth: true
        Layout.fillHeight: true
        activeFocusOnTab: true
        title: qsTr("Spectrum in dBFS over frequency in kHz: mean, band from the 10th to the 90th percentile, highest")
        sound: root.sound
        order: ({ kind: "spectrum", from_s: root.view.regionFromS, to_s: root.view.regionToS, look: root.look.order(root.look.axis === "log" ? 20 : 0, root.sound.nyquistHz) })
        Keys.onLeftPressed: root.cursor = Math.max(0, root.cursor - 0.01)
        Keys.onRightPressed: root.cursor = Math.min(1, Math.max(0, root.cursor) + 0.01)

        Rectangle { visible: root.cursor >= 0; x: Math.round(root.cursor * (parent.width - 1)); width: 1; height: parent.height; color: Theme.textOnWell }
        MouseArea {
            anchors.fill: parent
            hoverEnabled: true
            acceptedButtons: Qt.NoButton
            cursorShape: Qt.CrossCursor
            onPositionChanged: mouse => root.cursor = Math.max(0, Math.min(1, mouse.x / Math.max(1, width)))
            onExited: root.cursor = -1
        }
    }
}
