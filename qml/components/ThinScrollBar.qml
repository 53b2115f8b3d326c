pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A scroll bar that takes no more room than it must.
Basic.ScrollBar {
    id: root

    implicitWidth: 10
    minimumSize: 0.04
    padding: 2
    contentItem: Rectangle {
        radius: 3
        color: root.pressed ? Theme.text3 : Theme.outline
        opacity: root.size < 1 ? (root.hovered || root.pressed ? 1 : 0.7) : 0
    }
    background: Item {}
}
