pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// All that passed between the program and the arbiter, word for word.
Basic.Popup {
    id: root

    required property string exchange

    signal copyAsked()

    anchors.centerIn: parent
    width: Math.min(760, parent.width - 32)
    height: Math.min(640, parent.height - 64)
    padding: 16
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }

    ColumnLayout {
        anchors.fill: parent
        spacing: 12

        RowLayout {
            Label { Layout.fillWidth: true; text: qsTr("Exchange with the arbiter"); font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold }
            ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("Copy"); glyph: "copy"; onClicked: root.copyAsked() }
            ActionButton { glyph: "close"; tip: qsTr("Close (Esc)"); onClicked: root.close() }
        }
        Flickable {
            id: view
            Layout.fillWidth: true
            Layout.fillHeight: true
            contentHeight: words.implicitHeight
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Basic.ScrollBar.vertical: ThinScrollBar {}

            Label { id: words; width: view.width - 16; text: root.exchange; textFormat: Text.PlainText; isMono: true; wrapMode: Text.Wrap; color: Theme.text2 }
        }
    }
}
