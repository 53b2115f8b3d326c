pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A word that is on or off.
Basic.AbstractButton {
    id: root

    property bool isOn: false

    signal toggled()

    implicitHeight: 28
    implicitWidth: implicitContentWidth + 24
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: isOn
    onClicked: toggled()
    Keys.onReturnPressed: toggled()

    background: Rectangle {
        radius: Theme.chipRadius
        color: root.isOn ? Theme.selected : root.hovered ? Theme.hover : Theme.none
        border.color: root.isOn ? Theme.accent : Theme.outline

        FocusRing { isShown: root.visualFocus }
    }
    contentItem: Label { text: root.text; horizontalAlignment: Text.AlignHCenter }
}
