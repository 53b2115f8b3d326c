pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The letter of one of two compared tracks, in its colour.
Rectangle {
    id: root

    required property string letter
    required property color ink

    implicitWidth: 24
    implicitHeight: 24
    radius: Theme.chipRadius
    color: Theme.tinted(Theme.raised, ink, 0.16)
    border.color: ink
    Accessible.role: Accessible.StaticText
    Accessible.name: letter

    Label { anchors.centerIn: parent; text: root.letter; color: root.ink; font.weight: Font.DemiBold }
}
