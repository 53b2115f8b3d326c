pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// Words that act.
Basic.AbstractButton {
    id: root

    implicitWidth: label.implicitWidth
    implicitHeight: 20
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Keys.onReturnPressed: root.click()
    background: Item {}
    contentItem: Label {
        id: label
        text: root.text
        color: Theme.accent
        font.pixelSize: Theme.captionSize
        font.underline: root.hovered
    }

    FocusRing { isShown: root.visualFocus }
}
