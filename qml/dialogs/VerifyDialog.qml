pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// What a certificate says of itself, and which files belong to it.
Basic.Popup {
    id: root

    // { certificate, made, isUnchanged, seal, tracks: [string], files: [{ path, belongs, isRead, words }] }
    required property var verification
    property bool isBusy: false

    readonly property var files: verification.files ?? []
    readonly property bool isUnchanged: verification.isUnchanged ?? false

    signal filesAsked()

    anchors.centerIn: parent
    width: Math.min(680, parent.width - 32)
    height: Math.min(content.implicitHeight + 32, parent.height - 64)
    padding: 16
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }

    ColumnLayout {
        id: content
        anchors.fill: parent
        spacing: 12

        RowLayout {
            Label { Layout.fillWidth: true; text: qsTr("Certificate"); font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold }
            ActionButton { glyph: "close"; tip: qsTr("Close (Esc)"); onClicked: root.close() }
        }
        Label { Layout.fillWidth: true; text: root.verification.certificate ?? ""; textFormat: Text.PlainText; isMono: true; elide: Text.ElideMiddle; color: Theme.text2 }
        Label { Layout.fillWidth: true; text: root.verification.made ?? ""; textFormat: Text.PlainText; color: Theme.text2; wrapMode: Text.Wrap }
        RowLayout {
            spacing: 8

            Glyph { Layout.alignment: Qt.AlignTop; glyph: root.isUnchanged ? "check" : "bolt"; color: root.isUnchanged ? Theme.genuine : Theme.alert }
            Label { Layout.fillWidth: true; text: root.verification.seal ?? ""; wrapMode: Text.Wrap; color: root.isUnchanged ? Theme.text : Theme.alert; font.pixelSize: Theme.proseSize }
        }
        Label {
            Layout.fillWidth: true
            visible: root.files.length === 0
            text: qsTr("No file of its tracks lies beside it. Choose the files that it may be about: %1").arg((root.verification.tracks ?? []).slice(0, 5).join(", "))
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            color: Theme.text3
        }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: Math.min(contentHeight, 300)
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.files
            spacing: 8
            Basic.ScrollBar.vertical: ThinScrollBar {}
            delegate: Item {
                id: file

                required property var modelData

                width: list.width - 12
                height: lines.height
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData.path + ". " + modelData.words

                Glyph {
                    y: 2
                    glyph: file.modelData.belongs ? "check" : file.modelData.isRead ? "close" : "limited"
                    size: 13
                    color: file.modelData.belongs ? Theme.genuine : Theme.alert
                }
                Column {
                    id: lines
                    x: 22
                    width: parent.width - 22

                    Label { width: parent.width; text: file.modelData.path; textFormat: Text.PlainText; isMono: true; elide: Text.ElideMiddle }
                    Label { width: parent.width; text: file.modelData.words; textFormat: Text.PlainText; wrapMode: Text.Wrap; color: Theme.text2; font.pixelSize: Theme.captionSize }
                }
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: 8

            ActionButton { kind: "outlined"; text: qsTr("Compare files..."); enabled: !root.isBusy; onClicked: root.filesAsked() }
            Item { Layout.fillWidth: true }
            ActionButton { kind: "filled"; text: qsTr("Close"); focus: true; onClicked: root.close() }
        }
    }
}
