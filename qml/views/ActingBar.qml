pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// How far the moving of files is, while it goes on.
Rectangle {
    id: root

    required property string step
    // 0 to 1.
    required property real share

    signal cancelAsked()

    implicitHeight: 40
    color: Theme.selected
    Accessible.role: Accessible.AlertMessage
    Accessible.name: step

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 12
        anchors.rightMargin: 8
        spacing: 12

        Glyph { glyph: "box"; color: Theme.accent }
        Label { text: root.step === "" ? qsTr("Getting ready to move files") : root.step }
        ProgressLine { Layout.fillWidth: true; Layout.maximumWidth: 320; share: root.share }
        Item { Layout.fillWidth: true }
        ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("Cancel"); onClicked: root.cancelAsked() }
    }
}
