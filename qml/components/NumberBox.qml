pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A whole number, by the keyboard or in steps.
Basic.SpinBox {
    id: root

    required property string name
    // What stands for 0; empty where 0 stands for itself.
    property string zero: ""

    editable: true
    font.family: Theme.mono
    font.pixelSize: Theme.textSize
    Accessible.name: name
    textFromValue: value => value === 0 && zero !== "" ? zero : String(value)
    valueFromText: text => text === zero ? 0 : parseInt(text) || root.from
    contentItem: TextInput {
        text: root.displayText
        font: root.font
        color: Theme.text
        selectionColor: Theme.accentFill
        horizontalAlignment: Qt.AlignHCenter
        verticalAlignment: Qt.AlignVCenter
        validator: root.validator
    }
    background: Rectangle {
        implicitWidth: 120
        implicitHeight: 30
        color: Theme.table
        border.color: Theme.outline
        radius: Theme.buttonRadius

        FocusRing { isShown: root.activeFocus }
    }
    up.indicator: Rectangle {
        x: root.width - width
        height: root.height
        implicitWidth: 28
        color: root.up.hovered ? Theme.hover : "transparent"

        Glyph { anchors.centerIn: parent; glyph: "chevron-up"; size: 12; color: Theme.text }
    }
    down.indicator: Rectangle {
        height: root.height
        implicitWidth: 28
        color: root.down.hovered ? Theme.hover : "transparent"

        Glyph { anchors.centerIn: parent; glyph: "chevron-down"; size: 12; color: Theme.text }
    }
}
