pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Takes files and folders dropped anywhere, with an accent border while they hover.
DropArea {
    id: root

    signal taken(var urls)

    onEntered: event => event.accepted = event.hasUrls
    onDropped: event => {
        if (event.hasUrls) {
            root.taken(event.urls);
            event.acceptProposedAction();
        }
    }

    Rectangle {
        anchors.fill: parent
        visible: root.containsDrag
        color: "transparent"
        border.width: 3
        border.color: Theme.accent
    }
}
