pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// What came of moving files: a sentence, then each file that stays with its reason.
Basic.Popup {
    id: root

    required property string summary
    // [{ path, text }] as JSON; a note has no path.
    required property string lines

    readonly property var entries: lines === "" ? [] : JSON.parse(lines)

    signal copyAsked(string text)

    anchors.centerIn: parent
    width: Math.min(680, parent.width - 32)
    height: Math.min(implicitHeight, parent.height - 64)
    padding: 16
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }

    ColumnLayout {
        anchors.fill: parent
        spacing: 12

        Label {
            Layout.fillWidth: true
            text: root.summary
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: Math.min(contentHeight, 360)
            clip: true
            focus: true
            activeFocusOnTab: true
            spacing: 8
            model: root.entries
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Files that stay")
            Basic.ScrollBar.vertical: ThinScrollBar {}
            Keys.onUpPressed: list.flick(0, 600)
            Keys.onDownPressed: list.flick(0, -600)

            delegate: Row {
                id: line

                required property var modelData

                width: ListView.view.width - 12
                spacing: 8
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData.text

                Glyph {
                    y: 1
                    glyph: line.modelData.path === "" ? "info" : "limited"
                    size: 14
                    color: line.modelData.path === "" ? Theme.text3 : Theme.alert
                }
                Label { width: parent.width - 22; text: line.modelData.text; color: Theme.text2; wrapMode: Text.Wrap }
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: 8

            ActionButton {
                kind: "outlined"
                text: qsTr("Copy")
                glyph: "copy"
                onClicked: root.copyAsked([root.summary, ...root.entries.map(entry => entry.text)].join("\n"))
            }
            Item { Layout.fillWidth: true }
            ActionButton { kind: "filled"; text: qsTr("Close"); onClicked: root.close() }
        }
    }
}
