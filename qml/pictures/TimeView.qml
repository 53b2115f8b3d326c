pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// One picture over time with its title and its reading: waveform, loudness or correlation.
ColumnLayout {
    id: root

    required property TrackSound sound
    required property SoundView view
    required property string kind
    required property string title
    property string units: ""

    signal seekAsked(real atS)

    spacing: 6

    Item {
        Layout.fillWidth: true
        implicitHeight: 20

        Label { text: root.units; color: Theme.text3; font.pixelSize: Theme.captionSize; width: parent.width - words.width - 20; elide: Text.ElideRight; anchors.verticalCenter: parent.verticalCenter }
        Label { id: words; anchors { right: parent.right; rightMargin: 12; verticalCenter: parent.verticalCenter } text: picture.reading; isMono: true; color: Theme.text2; font.pixelSize: Theme.captionSize }
    }
    TimePicture {
        id: picture
        Layout.fillWidth: true
        Layout.fillHeight: true
        title: root.title
        sound: root.sound
        view: root.view
        kind: root.kind
        onSeekAsked: atS => root.seekAsked(atS)
    }
}
