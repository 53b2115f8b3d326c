pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A word that something was done; it goes by itself.
Rectangle {
    id: root

    function show(message: string) {
        words.text = message;
        opacity = 1;
        hide.restart();
    }

    width: words.implicitWidth + 32
    height: 36
    radius: Theme.cardRadius
    color: Theme.raised
    border.color: Theme.outline
    opacity: 0
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text
    Behavior on opacity { NumberAnimation { duration: Theme.panelDuration } }

    Label { id: words; anchors.centerIn: parent }
    Timer { id: hide; interval: 2500; onTriggered: root.opacity = 0 }
}
