pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// How often each sample value occurs, and which bits change.
ColumnLayout {
    id: root

    required property TrackSound sound
    required property SoundView view

    spacing: 6

    Label {
        Layout.fillWidth: true
        Layout.rightMargin: 12
        text: frame.picture.note === "" ? qsTr("Sample values, and below the share of time that each bit is set") : frame.picture.note
        color: Theme.text2
        font.pixelSize: Theme.captionSize
        elide: Text.ElideRight
    }
    SoundFrame {
        id: frame
        Layout.fillWidth: true
        Layout.fillHeight: true
        leftMargin: 12
        title: qsTr("Sample values on a logarithmic height; below, the bits from the highest to the lowest; one that never changes is marked")
        Accessible.description: picture.note
        sound: root.sound
        order: ({ kind: "values", from_s: root.view.regionFromS, to_s: root.view.regionToS })
    }
}
