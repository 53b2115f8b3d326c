pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// A word that a file was written, with a way to it; it goes by itself, unless the pointer or the keyboard is on it.
Rectangle {
    id: root

    property url file

    readonly property bool isHeld: pointer.hovered || opening.activeFocus || closing.activeFocus

    signal openAsked(url file)

    function show(message: string, written: url) {
        words.text = message;
        file = written;
        opacity = 1;
        hide.restart();
    }

    function hideNow() {
        opacity = 0;
    }

    width: Math.min(content.implicitWidth + 24, parent ? parent.width - 48 : 600)
    height: 44
    radius: Theme.cardRadius
    color: Theme.raised
    border.color: Theme.outline
    opacity: 0
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text
    Behavior on opacity { NumberAnimation { duration: Theme.panelDuration } }

    RowLayout {
        id: content
        anchors.fill: parent
        anchors.leftMargin: 16
        anchors.rightMargin: 8
        spacing: 12

        Label { id: words; Layout.fillWidth: true; elide: Text.ElideMiddle }
        ActionButton { id: opening; kind: "outlined"; implicitHeight: 28; text: qsTr("Open"); onClicked: { root.openAsked(root.file); root.hideNow(); } }
        ActionButton { id: closing; implicitHeight: 28; glyph: "close"; tip: qsTr("Dismiss"); onClicked: root.hideNow() }
    }
    HoverHandler { id: pointer }
    Timer { id: hide; interval: 8000; onTriggered: if (root.isHeld) restart(); else root.hideNow() }
}
