pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Lies over what a topic explains, or below it where that has buttons of its own. There is an `i` while the pointer is there or the
// keyboard on it; its click, a right click anywhere and Shift+F1 show the topic.
Item {
    id: root

    required property string topic
    // Whether the `i` is there at all, and where.
    property bool hasMark: true
    property real markX: width - mark.width - 5
    property real markY: 0

    readonly property bool isPointed: pointer.hovered || mark.activeFocus
    // Made when it is first asked for.
    property HelpPopup popup: null
    readonly property bool isOpen: popup !== null && popup.opened

    function show() {
        if (popup === null)
            popup = maker.createObject(root) as HelpPopup;
        popup.open();
    }

    anchors.fill: parent

    HoverHandler { id: pointer }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: root.show()
    }
    ActionButton {
        id: mark
        x: root.markX
        y: root.markY
        width: 18
        height: 18
        visible: root.hasMark
        opacity: pointer.hovered || visualFocus || root.isOpen ? 1 : 0
        glyph: "info"
        glyphInk: hovered ? Theme.text : Theme.text3
        isOn: root.isOpen
        Accessible.name: qsTr("Explain")
        onClicked: root.show()
        Behavior on opacity { NumberAnimation { duration: Theme.hoverDuration } }
    }
    Component {
        id: maker

        HelpPopup {
            topic: root.topic
            x: Math.round((root.width - width) / 2)
            y: root.height + 4
        }
    }
}
