pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A thin bar that fills from the left.
Rectangle {
    id: root

    // 0 to 1.
    required property real share
    property color ink: Theme.accent

    implicitHeight: 4
    radius: height / 2
    color: Theme.line
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("%1 %").arg(Math.round(share * 100))

    Rectangle {
        width: parent.width * Math.max(0, Math.min(1, root.share))
        height: parent.height
        radius: parent.radius
        color: root.ink
        Behavior on width { NumberAnimation { duration: Theme.progressDuration } }
    }
}
