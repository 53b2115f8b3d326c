pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// Axis, window, range and colours of the spectrogram.
Basic.Popup {
    id: root

    required property SpectrogramLook look
    signal exportAsked()

    padding: 16
    background: Rectangle { color: Theme.raised; radius: Theme.dialogRadius; border.color: Theme.outline }

    component Line: Column {
        property string title

        spacing: 4
        Label { text: parent.title; color: Theme.text2; font.pixelSize: Theme.captionSize }
    }

    contentItem: Column {
        spacing: 12

        Line {
            title: qsTr("Frequencies")
            Choice {
                name: parent.title
                options: [{ value: "linear", text: qsTr("Linear") }, { value: "log", text: qsTr("Logarithmic") }, { value: "mel", text: qsTr("Mel") }]
                value: root.look.axis
                onChosen: value => root.look.axis = value
            }
        }
        Line {
            title: qsTr("Window in samples")
            Choice {
                name: parent.title
                options: [512, 1024, 2048, 4096, 8192, 16384].map(size => ({ value: size, text: size }))
                value: root.look.window
                onChosen: value => root.look.window = value
            }
        }
        Line {
            title: qsTr("Lowest level in dB")
            Choice {
                name: parent.title
                options: [-60, -80, -100, -120, -140].map(level => ({ value: level, text: level }))
                value: root.look.floorDb
                onChosen: value => root.look.floorDb = value
            }
        }
        Line {
            title: qsTr("Highest level in dB")
            Choice {
                name: parent.title
                options: [0, -10, -20, -30, -40].map(level => ({ value: level, text: level }))
                value: root.look.ceilingDb
                onChosen: value => root.look.ceilingDb = value
            }
        }
        Line {
            title: qsTr("Colours")
            Choice {
                name: parent.title
                options: ["magma", "inferno", "viridis", "cividis", "grey"].map(map => ({ value: map, text: map[0].toUpperCase() + map.slice(1) }))
                value: root.look.map
                onChosen: value => root.look.map = value
            }
        }
        ActionButton { kind: "outlined"; glyph: "export"; text: qsTr("Save as picture..."); onClicked: { root.close(); root.exportAsked(); } }
    }
}
