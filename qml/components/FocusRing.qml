pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The ring round what has the keyboard: 2 px, 2 px outside.
Rectangle {
    id: root

    required property bool isShown
    property int inset: -4

    anchors.fill: parent
    anchors.margins: inset
    visible: isShown
    color: "transparent"
    border.width: 2
    border.color: Theme.focus
    radius: Theme.buttonRadius + 3
}
