pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// An entry of a menu.
Basic.MenuItem {
    id: root

    implicitHeight: 28
    contentItem: Label {
        leftPadding: 6
        text: root.text
        color: root.enabled ? Theme.text : Theme.disabled
    }
    background: Rectangle {
        radius: Theme.chipRadius
        color: root.highlighted ? Theme.selected : "transparent"
    }
}
