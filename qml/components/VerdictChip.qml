pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Glyph and word of a verdict or a state.
Rectangle {
    id: root

    required property string verdictClass

    implicitWidth: content.implicitWidth + 12
    implicitHeight: 20
    radius: Theme.chipRadius
    color: Theme.verdictFill(verdictClass)
    Accessible.role: Accessible.StaticText
    Accessible.name: Theme.verdictWord(verdictClass)

    Row {
        id: content
        x: 6
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6

        Glyph {
            anchors.verticalCenter: parent.verticalCenter
            glyph: Theme.verdictGlyph(root.verdictClass)
            size: 12
            color: Theme.verdictColor(root.verdictClass)
        }
        Label {
            text: Theme.verdictWord(root.verdictClass)
            color: Theme.verdictColor(root.verdictClass)
            font.weight: root.color.a > 0 ? Font.Medium : Font.Normal
        }
    }
}
