pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A slider that follows `present` unless it is held. A click does not take the keyboard.
Basic.Slider {
    id: root

    required property string name
    required property real present
    // A part of it that is marked, 0 to 1; nothing where they are the same.
    property real markFrom: 0
    property real markTo: 0

    implicitHeight: 28
    implicitWidth: 140
    padding: 6
    live: true
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.name: name

    Binding { target: root; property: "value"; value: root.present; when: !root.pressed; restoreMode: Binding.RestoreNone }

    background: Rectangle {
        x: root.leftPadding
        y: root.topPadding + root.availableHeight / 2 - height / 2
        width: root.availableWidth
        implicitHeight: 4
        height: 4
        radius: 2
        color: root.enabled ? Theme.outline : Theme.line

        Rectangle { width: root.visualPosition * parent.width; height: parent.height; radius: 2; color: root.enabled ? Theme.accentFill : Theme.line }
        Rectangle {
            visible: root.markTo > root.markFrom
            x: root.markFrom * parent.width
            y: -3
            width: Math.max(2, (root.markTo - root.markFrom) * parent.width)
            height: 10
            radius: 2
            color: Theme.none
            border.color: Theme.accent
        }
    }
    handle: Rectangle {
        x: root.leftPadding + root.visualPosition * (root.availableWidth - width)
        y: root.topPadding + root.availableHeight / 2 - height / 2
        implicitWidth: 12
        implicitHeight: 12
        radius: 6
        color: root.enabled ? Theme.accentFill : Theme.line
        border.color: root.hovered || root.pressed ? Theme.text : Theme.raised

        FocusRing { isShown: root.visualFocus; inset: -3 }
    }
}
