pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Glyph and word of a verdict or a state.
Rectangle {
    id: root

    required property string verdictClass
    // The auditor's own verdict wears a rim.
    property bool isMarked: false

    readonly property color ink: Theme.verdictColor(verdictClass)

    implicitWidth: content.implicitWidth + 11
    implicitHeight: 20
    radius: Theme.chipRadius
    color: Theme.verdictFill(verdictClass)
    border.width: isMarked ? 1 : 0
    border.color: ink
    Accessible.role: Accessible.StaticText
    Accessible.name: isMarked ? qsTr("%1, your verdict").arg(Theme.verdictWord(verdictClass)) : Theme.verdictWord(verdictClass)

    Row {
        id: content
        x: 5
        height: parent.height
        spacing: 6

        Glyph {
            anchors.verticalCenter: parent.verticalCenter
            glyph: Theme.verdictGlyph(root.verdictClass)
            size: 12
            color: root.ink
        }
        Label {
            height: parent.height
            text: Theme.verdictWord(root.verdictClass)
            color: root.ink
            font.weight: root.color.a > 0 ? Font.Medium : Font.Normal
        }
    }
}
