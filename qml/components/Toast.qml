pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A word that something was done; it goes by itself.
Rectangle {
    id: root

    property bool canUndo: false

    signal undoAsked()

    function show(message: string) {
        put(message, false);
    }

    // With a button that takes it back, and longer.
    function offerUndo(message: string) {
        put(message, true);
    }

    function put(message: string, isUndoable: bool) {
        words.text = message;
        canUndo = isUndoable;
        hide.interval = isUndoable ? 8000 : 2500;
        opacity = 1;
        hide.restart();
    }

    width: content.implicitWidth + 32
    height: 36
    radius: Theme.cardRadius
    color: Theme.raised
    border.color: Theme.outline
    opacity: 0
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text
    Behavior on opacity { NumberAnimation { duration: Theme.panelDuration } }

    Row {
        id: content
        anchors.centerIn: parent
        spacing: 12

        Label { id: words; height: 24 }
        LinkButton { visible: root.canUndo; text: qsTr("Undo"); onClicked: { root.opacity = 0; root.undoAsked(); } }
    }
    Timer { id: hide; onTriggered: root.opacity = 0 }
}
