pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// The words under the pointer.
Basic.ToolTip {
    id: root

    required property bool isShown

    visible: isShown && text !== ""
    delay: 600
    timeout: 12000
    padding: 8
    font.family: Theme.sans
    font.pixelSize: Theme.captionSize
    contentItem: Label {
        text: root.text
        font.pixelSize: Theme.captionSize
        wrapMode: Text.Wrap
        width: Math.min(implicitWidth, 480)
    }
    background: Rectangle {
        color: Theme.raised
        border.color: Theme.outline
        radius: Theme.chipRadius
    }
}
