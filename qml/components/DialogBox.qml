pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The surface of a dialog; nested rectangles stand for its shadow.
Rectangle {
    id: root

    color: Theme.raised
    border.color: Theme.outline
    radius: Theme.dialogRadius

    Repeater {
        model: 4

        Rectangle {
            required property int index

            z: -1
            anchors.fill: parent
            anchors.margins: -2 * (index + 1)
            radius: Theme.dialogRadius + 2 * (index + 1)
            color: "transparent"
            border.width: 2
            border.color: Qt.rgba(0, 0, 0, (Theme.isDark ? 0.28 : 0.12) * (1 - index / 4))
        }
    }
}
