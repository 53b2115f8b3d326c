pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A line of text to type in.
Basic.TextField {
    id: root

    property bool isWrong: false

    implicitHeight: 32
    leftPadding: 10
    rightPadding: 10
    color: enabled ? Theme.text : Theme.disabled
    placeholderTextColor: Theme.text3
    selectionColor: Theme.accentFill
    selectedTextColor: Theme.inkOnAccent
    font.family: Theme.sans
    font.pixelSize: Theme.textSize
    selectByMouse: true
    Accessible.name: placeholderText
    background: Rectangle {
        radius: Theme.buttonRadius
        color: Theme.table
        border.width: 1
        border.color: root.isWrong ? Theme.alert : Theme.outline

        FocusRing { isShown: root.activeFocus; inset: -2 }
    }
}
