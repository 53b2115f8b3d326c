pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Left against right: the goniometer of what is shown, and correlation over time.
ColumnLayout {
    id: root

    required property TrackSound sound
    required property SoundView view

    signal seekAsked(real atS)

    spacing: 4

    SoundFrame {
        id: frame
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: 3
        leftMargin: 34
        title: qsTr("Goniometer: mono stands upright, opposite channels lie flat")
        sound: root.sound
        order: ({ kind: "goniometer", from_s: root.view.regionFromS, to_s: root.view.regionToS })

        Repeater {
            model: [{ text: qsTr("L", "left channel"), x: -1 }, { text: qsTr("R", "right channel"), x: 1 }]

            Label {
                required property var modelData
                readonly property real reach: Math.min(frame.well.width, frame.well.height) / 2

                x: Math.round(frame.well.width / 2 + modelData.x * reach * 0.62 - width / 2)
                y: Math.round(frame.well.height / 2 - reach * 0.62 - height / 2)
                text: modelData.text
                color: Theme.text3OnWell
                font.pixelSize: Theme.captionSize
            }
        }
    }
    TimeView {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: 2
        title: qsTr("Correlation of left and right over time")
        units: qsTr("Correlation")
        sound: root.sound
        view: root.view
        kind: "correlation"
        onSeekAsked: atS => root.seekAsked(atS)
    }
}
