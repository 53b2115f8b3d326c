pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// An entry of a menu, with its key at the right.
Basic.MenuItem {
    id: root

    property string hint: ""

    implicitHeight: 28
    Accessible.name: text
    contentItem: Item {
        Label {
            x: 6
            width: parent.width - keys.implicitWidth - 20
            height: parent.height
            text: root.text
            color: root.enabled ? Theme.text : Theme.disabled
            elide: Text.ElideRight
        }
        Label {
            id: keys
            anchors.right: parent.right
            anchors.rightMargin: 6
            height: parent.height
            text: root.hint
            isMono: true
            color: Theme.text3
            font.pixelSize: Theme.captionSize
        }
    }
    background: Rectangle {
        radius: Theme.chipRadius
        color: root.highlighted ? Theme.selected : "transparent"
    }
}
