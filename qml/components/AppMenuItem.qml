pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// An entry of a menu, with its key at the right.
Basic.MenuItem {
    id: root

    property string hint: ""

    implicitHeight: 28
    // The hint says that a menu follows.
    arrow: null
    Accessible.name: text
    contentItem: RowLayout {
        spacing: 12

        Label {
            Layout.fillWidth: true
            Layout.leftMargin: 6
            text: root.text
            color: root.enabled ? Theme.text : Theme.disabled
            elide: Text.ElideRight
        }
        Label {
            Layout.rightMargin: 6
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
