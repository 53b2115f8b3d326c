pragma ComponentBehavior: Bound

import QtQuick

// A vertical edge that can be dragged. Takes no room: the 7 px that answer lie half on each side.
Item {
    id: root

    // `x` in the window.
    signal dragged(real x)

    implicitWidth: 0

    MouseArea {
        x: -3
        width: 7
        height: parent.height
        cursorShape: Qt.SplitHCursor
        onPositionChanged: mouse => root.dragged(mapToItem(null, mouse.x, 0).x)
    }
}
