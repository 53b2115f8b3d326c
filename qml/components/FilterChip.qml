pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A filter with its count: click for it alone, Ctrl-click to add it.
Basic.AbstractButton {
    id: root

    required property string label
    required property string glyph
    required property int count
    property color ink: Theme.text2
    property bool isOn: false
    property bool isCompact: false

    signal chosen(bool isAdditive)

    implicitWidth: content.implicitWidth + 16
    implicitHeight: 24
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: label + ", " + count
    Accessible.checked: isOn

    Keys.onReturnPressed: event => root.chosen(event.modifiers & Qt.ControlModifier)
    Keys.onSpacePressed: event => root.chosen(event.modifiers & Qt.ControlModifier)

    background: Rectangle {
        radius: Theme.filterRadius
        color: root.isOn ? Theme.selected : root.hovered ? Theme.hover : "transparent"
        border.width: 1
        border.color: root.isOn ? Theme.accent : Theme.line

        FocusRing { isShown: root.visualFocus; radius: Theme.filterRadius + 4 }
    }

    contentItem: Item {
        Row {
            id: content
            anchors.centerIn: parent
            spacing: 5

            Glyph {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.glyph !== ""
                glyph: root.glyph
                size: 12
                color: root.ink
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                visible: !root.isCompact || root.glyph === ""
                text: root.label
                color: root.isOn ? Theme.text : Theme.text2
                font.pixelSize: Theme.textSize
                font.weight: root.isOn ? Font.Medium : Font.Normal
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: root.count.toLocaleString(Qt.locale(), "f", 0)
                isMono: true
                color: root.isOn ? Theme.text : Theme.text3
                font.pixelSize: Theme.captionSize
            }
        }
    }

    TapHandler {
        acceptedModifiers: Qt.NoModifier
        onTapped: root.chosen(false)
    }
    TapHandler {
        acceptedModifiers: Qt.ControlModifier
        onTapped: root.chosen(true)
    }
    Tip { isShown: root.hovered && root.isCompact; text: root.label }
}
