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

    // Its width with the word, whether the word is shown or not.
    readonly property real fullWidth: (glyph === "" ? 0 : 16) + words.implicitWidth + 4 + figure.implicitWidth + 13

    signal chosen(bool isAdditive)

    implicitWidth: content.implicitWidth + 13
    implicitHeight: 24
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: label + ", " + count
    Accessible.checkable: true
    Accessible.checked: isOn
    Accessible.onPressAction: root.chosen(false)

    Keys.onPressed: event => {
        if ([Qt.Key_Return, Qt.Key_Enter, Qt.Key_Space].includes(event.key)) {
            root.chosen((event.modifiers & Qt.ControlModifier) !== 0);
            event.accepted = true;
        }
    }

    background: Rectangle {
        radius: Theme.filterRadius
        color: root.isOn ? Theme.selected : root.hovered ? Theme.hover : "transparent"
        border.width: 1
        border.color: root.isOn ? Theme.accent : Theme.line

        FocusRing { isShown: root.visualFocus; radius: Theme.filterRadius + 4 }
    }

    Row {
        id: content
        anchors.centerIn: parent
        height: 16
        spacing: 4

        Glyph {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.glyph !== ""
            glyph: root.glyph
            size: 12
            color: root.ink
        }
        Label {
            id: words
            height: parent.height
            visible: !root.isCompact || root.glyph === ""
            text: root.label
            color: root.isOn ? Theme.text : Theme.text2
            font.pixelSize: Theme.captionSize
            font.weight: root.isOn ? Font.Medium : Font.Normal
        }
        Label {
            id: figure
            height: parent.height
            text: Theme.number(root.count, 0)
            isMono: true
            color: root.isOn ? Theme.text : Theme.text3
            font.pixelSize: Theme.captionSize
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
    Tip { isShown: root.hovered && root.isCompact && root.glyph !== ""; text: root.label }
}
