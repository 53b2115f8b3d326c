pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The keys of one group of actions.
Column {
    id: root

    required property string title
    // [AppAction]
    required property var actions

    Accessible.role: Accessible.List
    Accessible.name: title

    Label {
        width: parent.width
        height: 24
        text: root.title
        color: Theme.text3
        font.pixelSize: Theme.captionSize
        font.weight: Font.Medium
        verticalAlignment: Text.AlignTop
        elide: Text.ElideRight
    }
    Repeater {
        model: root.actions

        Item {
            id: line

            required property var modelData
            readonly property AppAction action: modelData

            width: root.width
            height: 28
            Accessible.role: Accessible.ListItem
            Accessible.name: action.text + ": " + action.keys.join(", ")

            Label {
                anchors { left: parent.left; right: caps.left; rightMargin: 12 }
                height: parent.height
                text: line.action.text
                elide: Text.ElideRight
            }
            Row {
                id: caps
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: 8

                Repeater {
                    model: line.action.keys

                    KeyCaps { required property string modelData; sequence: modelData }
                }
            }
        }
    }
}
