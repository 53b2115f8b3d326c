pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// The spectrogram with its controls, layers and legend.
ColumnLayout {
    id: root

    required property TrackSound sound
    required property SoundView view
    required property SpectrogramLook look
    property bool isCompact: false

    readonly property var layers: JSON.parse(sound.layersJson)
    readonly property alias reading: picture.reading

    signal seekAsked(real atS)
    signal exportAsked()

    spacing: 6

    Item {
        Layout.fillWidth: true
        implicitHeight: 28

        Row {
            id: tools
            spacing: 8

            ChannelChoice { channels: root.sound.channels; channel: root.look.channel; onChosen: channel => root.look.channel = channel }
            ToggleChip { text: qsTr("Cutoff"); isOn: root.look.showsCutoff; onToggled: root.look.showsCutoff = !root.look.showsCutoff }
            ToggleChip { visible: !root.isCompact; text: qsTr("Grid"); isOn: root.look.showsGrid; onToggled: root.look.showsGrid = !root.look.showsGrid }
            ActionButton {
                height: 28
                glyph: "settings"
                tip: qsTr("Axis, window, range and colours")
                onClicked: options.open()

                SpectrogramOptions { id: options; y: parent.height + 4; look: root.look; onExportAsked: root.exportAsked() }
            }
            ActionButton {
                height: 28
                visible: !root.view.isWhole
                glyph: "restore"
                tip: qsTr("The whole track (0)")
                onClicked: root.view.fit()
            }
        }
        Label {
            id: beside

            // Narrow panels have no room for it here: there it stands in the picture.
            readonly property bool hasRoom: implicitWidth <= parent.width - tools.width - 20

            anchors.right: parent.right
            anchors.rightMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            visible: hasRoom
            text: root.reading
            isMono: true
            color: Theme.text2
            font.pixelSize: Theme.captionSize
        }
    }
    SectionStrip {
        Layout.fillWidth: true
        Layout.leftMargin: 34
        Layout.rightMargin: legend.width + 28
        visible: root.look.showsGrid && sections.length > 0
        view: root.view
        sections: root.layers.sections ?? []
    }
    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true

        TimePicture {
            id: picture
            anchors.fill: parent
            rightMargin: legend.width + 28
            title: qsTr("Spectrogram: frequency in kHz over time")
            sound: root.sound
            view: root.view
            kind: "spectrogram"
            hasFrequencies: true
            look: root.look.order(root.view.lowHz, root.view.topHz)
            onSeekAsked: atS => root.seekAsked(atS)

            SpectrogramLayers {
                anchors.fill: parent
                visible: root.look.showsCutoff
                view: root.view
                axis: root.look.axis
                layers: root.layers
            }
            Rectangle {
                visible: !beside.hasRoom && root.reading !== ""
                anchors { left: parent.left; bottom: parent.bottom; margins: 6 }
                width: inside.implicitWidth + 12
                height: inside.implicitHeight + 6
                radius: 3
                color: Theme.well

                Label { id: inside; anchors.centerIn: parent; text: root.reading; isMono: true; color: Theme.text3OnWell; font.pixelSize: Theme.captionSize }
            }
        }
        // Colours of the levels.
        SoundFrame {
            id: legend
            visible: root.sound.state !== "problem"
            anchors.right: parent.right
            anchors.rightMargin: 12
            width: 38
            height: parent.height
            leftMargin: 28
            rightMargin: 0
            title: qsTr("Levels in dB")
            sound: root.sound
            order: ({ kind: "legend", look: root.look.order(0, 0) })
        }
    }
}
