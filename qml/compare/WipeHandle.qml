pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The divider between two pictures in one place: dragged, or moved by Left and Right.
Item {
    id: root

    // Between which it moves.
    required property real leftEdge
    required property real rightEdge
    // 0 to 1 from the left.
    property real place: 0.5

    function moveTo(next: real) {
        place = Math.max(0, Math.min(1, next));
    }

    x: Math.round(leftEdge + place * (rightEdge - leftEdge) - (width - 1) / 2)
    width: 15
    activeFocusOnTab: true
    Accessible.role: Accessible.Slider
    Accessible.name: qsTr("Divider between A and B, at %1 %").arg(Math.round(place * 100))
    Accessible.focusable: true
    Keys.onLeftPressed: event => root.moveTo(root.place - (event.modifiers & Qt.ShiftModifier ? 0.1 : 0.01))
    Keys.onRightPressed: event => root.moveTo(root.place + (event.modifiers & Qt.ShiftModifier ? 0.1 : 0.01))
    onVisibleChanged: if (visible) forceActiveFocus(Qt.OtherFocusReason)

    Rectangle { anchors.horizontalCenter: parent.horizontalCenter; width: 1; height: parent.height; color: Theme.textOnWell }
    Rectangle {
        anchors.centerIn: parent
        width: 9
        height: 36
        radius: Theme.chipRadius
        color: Theme.well
        border.color: Theme.textOnWell

        FocusRing { isShown: root.activeFocus; inset: -3 }
    }
    MouseArea {
        anchors.fill: parent
        cursorShape: Qt.SplitHCursor
        onPressed: root.forceActiveFocus(Qt.MouseFocusReason)
        onPositionChanged: mouse => {
            const at = mapToItem(root.parent, mouse.x, 0).x;
            root.moveTo((at - root.leftEdge) / Math.max(1, root.rightEdge - root.leftEdge));
        }
    }
}
