pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// Words that act.
Basic.AbstractButton {
    id: root

    property bool hasChevron: false

    implicitWidth: content.implicitWidth + 8
    implicitHeight: 24
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Rectangle { radius: Theme.chipRadius; color: root.hovered ? Theme.hover : "transparent" }
    Row {
        id: content
        anchors.centerIn: parent
        spacing: 4

        Label {
            text: root.text
            color: root.enabled ? Theme.accent : Theme.disabled
        }
        Glyph {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.hasChevron
            glyph: "chevron-right"
            size: 12
            color: root.enabled ? Theme.accent : Theme.disabled
        }
    }

    FocusRing { isShown: root.visualFocus; inset: -2 }
}
