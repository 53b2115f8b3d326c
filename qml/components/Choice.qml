pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A few values side by side, one of them chosen.
Row {
    id: root

    // [{ value, text }]
    required property var options
    required property var value
    required property string name

    signal chosen(var value)

    spacing: -1
    Accessible.role: Accessible.Grouping
    Accessible.name: name

    Repeater {
        model: root.options

        Basic.AbstractButton {
            id: option

            required property var modelData
            readonly property bool isOn: root.value === modelData.value

            width: implicitContentWidth + 24
            height: 28
            hoverEnabled: true
            focusPolicy: Qt.TabFocus
            Accessible.role: Accessible.RadioButton
            Accessible.name: root.name + ": " + modelData.text
            Accessible.checked: isOn
            onClicked: root.chosen(modelData.value)
            Keys.onReturnPressed: option.clicked()
            background: Rectangle {
                color: option.isOn ? Theme.accentFill : option.hovered ? Theme.hover : "transparent"
                border.color: option.isOn ? Theme.accentFill : Theme.outline
                radius: Theme.chipRadius

                FocusRing { isShown: option.visualFocus }
            }
            contentItem: Label {
                text: option.modelData.text
                horizontalAlignment: Text.AlignHCenter
                color: option.isOn ? Theme.inkOnAccent : Theme.text
            }
        }
    }
}
