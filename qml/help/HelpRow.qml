pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One topic in the list of the help, under the title of its group where it is the first of it.
Item {
    id: root

    required property string name
    required property string title
    required property bool isCurrent

    signal chosen()

    implicitHeight: (title === "" ? 0 : 32) + 28
    Accessible.role: Accessible.ListItem
    Accessible.name: name
    Accessible.selected: isCurrent
    Accessible.onPressAction: root.chosen()

    Label {
        x: 20
        y: 4
        height: 28
        visible: root.title !== ""
        text: root.title
        color: Theme.text3
        font.pixelSize: Theme.captionSize
        font.weight: Font.Medium
    }
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; leftMargin: 8; rightMargin: 12 }
        height: 28
        radius: Theme.chipRadius
        color: root.isCurrent ? Theme.selected : pointer.hovered ? Theme.hover : Theme.none

        HoverHandler { id: pointer }
        TapHandler { onTapped: root.chosen() }
        Label { x: 12; width: parent.width - 24; height: parent.height; text: root.name; elide: Text.ElideRight }
    }
}
