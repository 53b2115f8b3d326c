pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// Asks for a name.
Basic.Popup {
    id: root

    property string title: ""
    property string about: ""
    property string action: ""
    property string name: ""

    signal named(string name)

    function accept() {
        const given = field.text.trim();
        if (given === "")
            return;
        named(given);
        close();
    }

    anchors.centerIn: parent
    width: Math.min(440, parent.width - 32)
    padding: 16
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }
    onAboutToShow: {
        field.text = name;
        field.selectAll();
        field.forceActiveFocus(Qt.PopupFocusReason);
    }

    ColumnLayout {
        width: parent.width
        spacing: 12

        Label { Layout.fillWidth: true; text: root.title; font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold }
        TextBox { id: field; Layout.fillWidth: true; maximumLength: 80; Accessible.name: qsTr("Name"); onAccepted: root.accept() }
        Label { Layout.fillWidth: true; visible: text !== ""; text: root.about; color: Theme.text3; font.pixelSize: Theme.captionSize; wrapMode: Text.Wrap }
        RowLayout {
            Layout.fillWidth: true
            spacing: 8

            Item { Layout.fillWidth: true }
            ActionButton { kind: "outlined"; text: qsTr("Cancel"); onClicked: root.close() }
            ActionButton { kind: "filled"; text: root.action; enabled: field.text.trim() !== ""; onClicked: root.accept() }
        }
    }
}
