pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A picture over time: wheel zooms, drag selects, click seeks; shared cursor, selection and playhead.
SoundFrame {
    id: root

    required property SoundView view
    required property string kind
    property var look: ({})
    property var marks: ({})
    // Whether frequencies run up the picture, so that they can be zoomed too.
    property bool hasFrequencies: false
    // Whether a click takes the keyboard, and with it the arrows.
    property bool isFocusedByClick: true
    // Where this track stands at the start of the view's time, and how many seconds of it one of the view takes.
    property real shiftS: 0
    property real stretch: 1
    // Where the pointer stands, 0 to 1 from the left and from the top.
    property real pointerX: 0
    property real pointerY: 0.5
    // Bound to what changes the reading.
    readonly property string reading: view.cursorS < 0 || picture.isEmpty ? "" : readingAt(view.cursorS, picture.drawingMs)

    signal seekAsked(real atS)

    function placeOf(timeS: real): real {
        return (timeS - view.fromS) / Math.max(1e-9, view.toS - view.fromS);
    }

    function timeAt(x: real): real {
        return view.fromS + Math.max(0, Math.min(1, x / Math.max(1, well.width))) * (view.toS - view.fromS);
    }

    function readingAt(timeS: real, _drawn: real): string {
        return picture.reading(placeOf(timeS), pointerY);
    }

    function step(share: real) {
        const start = view.cursorS < 0 ? view.fromS : view.cursorS;
        view.cursorS = Math.max(0, Math.min(view.durationS, start + share * (view.toS - view.fromS)));
        if (view.cursorS < view.fromS || view.cursorS > view.toS)
            view.pan(share > 0 ? 0.5 : -0.5);
    }

    activeFocusOnTab: true
    Accessible.description: reading
    order: ({ kind: root.kind, from_s: shiftS + stretch * view.fromS, to_s: shiftS + stretch * view.toS, look: root.look, marks: root.marks })

    Keys.onPressed: event => {
        const isShift = event.modifiers & Qt.ShiftModifier;
        event.accepted = true;
        if (event.key === Qt.Key_Left && !isShift)
            step(-0.01);
        else if (event.key === Qt.Key_Right && !isShift)
            step(0.01);
        else if (event.key === Qt.Key_Left)
            view.pan(-0.25);
        else if (event.key === Qt.Key_Right)
            view.pan(0.25);
        else if (event.key === Qt.Key_Return && view.cursorS >= 0)
            seekAsked(view.cursorS);
        else
            event.accepted = false;
    }

    // Selection, cursor, playhead: nested rectangles, nothing that repaints the picture.
    Rectangle {
        visible: root.view.hasSelection
        x: Math.round(root.placeOf(root.view.selectedFromS) * root.well.width)
        width: Math.max(1, Math.round(root.placeOf(root.view.selectedToS) * root.well.width) - x)
        height: parent.height
        color: Theme.tinted(Theme.none, Theme.textOnWell, 0.14)
        border { width: 1; color: Theme.textOnWell }
    }
    Rectangle {
        visible: root.view.cursorS >= 0
        x: Math.round(root.placeOf(root.view.cursorS) * (root.well.width - 1))
        width: 1
        height: parent.height
        color: Theme.text3OnWell
    }
    Rectangle {
        visible: root.hasFrequencies && pointer.containsMouse
        y: Math.round(root.pointerY * (root.well.height - 1))
        width: parent.width
        height: 1
        color: Theme.text3OnWell
    }
    Rectangle {
        visible: root.view.playheadS >= 0
        x: Math.round(root.placeOf(root.view.playheadS) * (root.well.width - 1))
        width: 2
        height: parent.height
        color: "#FFFFFF"
    }
    MouseArea {
        id: pointer

        property real pressedX: 0
        property bool isSelecting: false

        anchors.fill: parent
        hoverEnabled: true
        acceptedButtons: Qt.LeftButton | Qt.MiddleButton
        cursorShape: pressedButtons & Qt.MiddleButton ? Qt.ClosedHandCursor : Qt.CrossCursor
        onPressed: mouse => {
            if (root.isFocusedByClick)
                root.forceActiveFocus(Qt.MouseFocusReason);
            pressedX = mouse.x;
            isSelecting = false;
        }
        onPositionChanged: mouse => {
            root.pointerX = mouse.x / Math.max(1, width);
            root.pointerY = Math.max(0, Math.min(1, mouse.y / Math.max(1, height)));
            root.view.cursorS = root.timeAt(mouse.x);
            if (mouse.buttons & Qt.MiddleButton) {
                root.view.pan((pressedX - mouse.x) / Math.max(1, width));
                pressedX = mouse.x;
            } else if (mouse.buttons & Qt.LeftButton && (isSelecting || Math.abs(mouse.x - pressedX) > 3)) {
                isSelecting = true;
                root.view.select(root.timeAt(pressedX), root.timeAt(mouse.x));
            }
        }
        onReleased: mouse => {
            if (mouse.button === Qt.LeftButton && !isSelecting) {
                root.view.select(0, 0);
                root.seekAsked(root.timeAt(mouse.x));
            }
        }
        onDoubleClicked: root.view.fit()
        onExited: root.view.cursorS = -1
        onWheel: wheel => {
            const steps = wheel.angleDelta.y / 120;
            const across = wheel.angleDelta.x / 120;
            if (wheel.modifiers & Qt.ControlModifier && root.hasFrequencies)
                root.view.zoomHz(1 - wheel.y / Math.max(1, height), Math.pow(1.25, steps));
            else if (wheel.modifiers & Qt.ShiftModifier || across !== 0)
                root.view.pan(-(across !== 0 ? across : steps) * 0.1);
            else if (wheel.modifiers & Qt.AltModifier && root.hasFrequencies)
                root.view.panHz(steps * 0.1);
            else
                root.view.zoom(wheel.x / Math.max(1, width), Math.pow(1.25, steps));
        }
    }
}
