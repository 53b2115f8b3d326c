pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// The folder that the table is narrowed to; a click takes it off.
Basic.AbstractButton {
    id: root

    required property string path

    readonly property string title: path.split(/[\/\\]/).filter(part => part !== "").pop() ?? path

    implicitWidth: Math.min(320, words.implicitWidth + 44)
    implicitHeight: 24
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.name: qsTr("Only the folder %1. Show all folders").arg(title)
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()
    Keys.onDeletePressed: root.clicked()

    background: Rectangle {
        radius: Theme.filterRadius
        color: root.hovered ? Theme.hover : Theme.selected
        border.color: Theme.accent

        FocusRing { isShown: root.visualFocus; radius: Theme.filterRadius + 4 }
    }
    Label {
        id: words
        x: 10
        width: parent.width - 34
        height: parent.height
        text: root.title
        elide: Text.ElideMiddle
        font.pixelSize: Theme.captionSize
        font.weight: Font.Medium
    }
    Glyph { x: parent.width - 20; anchors.verticalCenter: parent.verticalCenter; glyph: "close"; size: 12; color: Theme.text2 }
    Tip { isShown: root.hovered; text: root.path }
}
