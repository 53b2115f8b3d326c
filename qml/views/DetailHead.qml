pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// The name of the track and what acts on the panel.
Item {
    id: root

    required property Detail detail
    required property string place
    property bool isMaximised: false

    readonly property string folder: detail.path.slice(0, Math.max(0, detail.path.lastIndexOf("/")))

    signal copyAsked()
    signal againAsked()
    signal stepAsked(int step)
    signal maximiseAsked()
    signal closeAsked()

    implicitHeight: 52

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: root.isMaximised ? 8 : 16
        anchors.rightMargin: 8
        spacing: 4

        ActionButton {
            visible: root.isMaximised
            text: qsTr("Tracks")
            glyph: "chevron-left"
            hint: qsTr("Esc")
            onClicked: root.maximiseAsked()
        }
        Rectangle { visible: root.isMaximised; implicitWidth: 1; implicitHeight: 20; color: Theme.line; Layout.leftMargin: 4; Layout.rightMargin: 12 }
        Column {
            Layout.fillWidth: true
            spacing: 2

            Label { width: parent.width; text: root.detail.name; font.pixelSize: Theme.titleSize; font.weight: Font.DemiBold; elide: Text.ElideRight }
            Label {
                width: parent.width
                text: root.isMaximised ? Theme.joined([root.folder, root.detail.formatLine, root.detail.integrityText], "  \u00b7  ") : root.folder
                color: Theme.text3
                font.pixelSize: Theme.captionSize
                elide: root.isMaximised ? Text.ElideRight : Text.ElideLeft

                HoverHandler { id: pointer }
                Tip { isShown: pointer.hovered; text: Theme.joined([root.detail.path, root.detail.formatLine], "\n") }
            }
        }
        Label { visible: root.isMaximised; Layout.rightMargin: 8; text: root.place; color: Theme.text3; font.pixelSize: Theme.captionSize }
        ActionButton { visible: root.isMaximised; glyph: "chevron-up"; tip: qsTr("The track above (Up)"); onClicked: root.stepAsked(-1) }
        ActionButton { visible: root.isMaximised; glyph: "chevron-down"; tip: qsTr("The track below (Down)"); onClicked: root.stepAsked(1) }
        Rectangle { visible: root.isMaximised; implicitWidth: 1; implicitHeight: 20; color: Theme.line; Layout.leftMargin: 4; Layout.rightMargin: 4 }
        ActionButton { visible: root.isMaximised; glyph: "copy"; tip: qsTr("Copy report"); onClicked: root.copyAsked() }
        ActionButton { visible: root.isMaximised; glyph: "reload"; tip: qsTr("Audit again (R)"); onClicked: root.againAsked() }
        ActionButton {
            glyph: root.isMaximised ? "restore" : "maximise"
            tip: root.isMaximised ? qsTr("Back to the table (Esc)") : qsTr("Maximise (Enter)")
            onClicked: root.maximiseAsked()
        }
        ActionButton { visible: !root.isMaximised; glyph: "close"; tip: qsTr("Hide the panel (F9)"); onClicked: root.closeAsked() }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
}
