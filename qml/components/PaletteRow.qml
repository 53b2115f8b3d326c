pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// One action in the palette: glyph, words, its group or what stands in its way, its keys.
Item {
    id: root

    required property AppAction action
    // The title of its group where it is the first of it.
    required property string title
    // Its words for a styled label.
    required property string marked
    required property bool isCurrent

    readonly property color ink: action.isEnabled ? Theme.text : isCurrent ? Theme.text2 : Theme.disabled

    signal chosen()

    implicitHeight: (title === "" ? 0 : 28) + 32
    Accessible.role: Accessible.ListItem
    Accessible.name: action.isEnabled ? Theme.joined([action.text, action.keyText], ", ") : qsTr("%1, not at present: %2").arg(action.text).arg(action.obstacle)
    Accessible.selected: isCurrent
    Accessible.onPressAction: root.chosen()

    Label {
        x: 16
        height: 28
        visible: root.title !== ""
        text: root.title
        color: Theme.text3
        font.pixelSize: Theme.captionSize
        font.weight: Font.Medium
    }
    Rectangle {
        id: line
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; leftMargin: 6; rightMargin: 12 }
        height: 32
        radius: Theme.chipRadius
        color: root.isCurrent ? Theme.selected : pointer.hovered ? Theme.hover : Theme.none

        HoverHandler { id: pointer }
        TapHandler { onTapped: root.chosen() }

        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: 10
            anchors.rightMargin: 10
            spacing: 12

            Glyph { glyph: root.action.glyph; color: root.action.isEnabled ? Theme.text2 : root.ink }
            Label {
                Layout.fillWidth: true
                Layout.minimumWidth: Math.min(implicitWidth, 200)
                text: root.marked
                textFormat: Text.StyledText
                color: root.ink
                elide: Text.ElideRight
            }
            Label {
                visible: !root.action.isEnabled
                Layout.maximumWidth: 260
                text: root.action.obstacle
                color: root.isCurrent ? Theme.text2 : Theme.text3
                font.pixelSize: Theme.captionSize
                elide: Text.ElideRight
            }
            Row {
                visible: root.action.keys.length > 0
                spacing: 8

                Repeater {
                    model: root.action.keys

                    KeyCaps { required property string modelData; sequence: modelData }
                }
            }
        }
    }
}
