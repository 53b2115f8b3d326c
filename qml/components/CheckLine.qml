pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A box to tick, and its words.
Basic.CheckBox {
    id: root

    spacing: 8
    padding: 0
    hoverEnabled: true
    Accessible.name: text
    indicator: Rectangle {
        y: (root.height - height) / 2
        width: 16; height: 16
        radius: 3
        color: root.checked ? Theme.accentFill : "transparent"
        border.color: root.checked ? Theme.accentFill : Theme.outline

        Glyph { anchors.centerIn: parent; visible: root.checked; glyph: "check"; size: 12; color: Theme.inkOnAccent }
        FocusRing { isShown: root.visualFocus }
    }
    contentItem: Label {
        leftPadding: 24
        text: root.text
        color: Theme.text2
        elide: Text.ElideRight
    }
}
