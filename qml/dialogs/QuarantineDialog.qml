pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// What is about to be moved, from where and to where, before anything is.
Basic.Popup {
    id: root

    // The quarantine; empty where none was chosen yet.
    required property string folder
    required property int count
    required property string from
    required property string leftOut
    // Whether the files come back instead of going.
    required property bool isBack

    readonly property bool isReady: isBack || folder !== ""

    signal folderAsked()
    signal accepted()

    component Name: Label { Layout.preferredWidth: 56; Layout.alignment: Qt.AlignTop; color: Theme.text2 }
    component Words: Label { Layout.fillWidth: true; wrapMode: Text.Wrap }

    function accept() {
        if (!isReady)
            return;
        close();
        accepted();
    }

    anchors.centerIn: parent
    width: Math.min(560, parent.width - 32)
    padding: 16
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }

    GridLayout {
        width: parent.width
        columns: 2
        columnSpacing: 12
        rowSpacing: 12

        Label {
            Layout.columnSpan: 2
            Layout.fillWidth: true
            text: root.isBack ? qsTr("Restore everything from quarantine") : qsTr("Move to quarantine")
            font.pixelSize: Theme.verdictSize
            font.weight: Font.DemiBold
            elide: Text.ElideRight
        }
        Name { text: qsTr("What") }
        Words { text: root.from }
        Name { text: qsTr("Where to"); Layout.topMargin: 6 }
        RowLayout {
            Layout.fillWidth: true
            spacing: 8

            Words {
                text: root.isBack ? qsTr("Each to where it came from") : root.folder === "" ? qsTr("No folder is chosen yet") : root.folder
                color: root.isReady ? Theme.text : Theme.text3
                wrapMode: Text.WrapAnywhere
                Accessible.name: qsTr("Quarantine folder: %1").arg(text)
            }
            ActionButton {
                visible: !root.isBack
                kind: "outlined"
                implicitHeight: 28
                text: qsTr("Choose...")
                tip: qsTr("An empty or a new folder; later scans pass it over")
                onClicked: root.folderAsked()
            }
        }
        Label {
            Layout.columnSpan: 2
            Layout.fillWidth: true
            text: Theme.joined([
                root.leftOut,
                root.isBack ? qsTr("No file is overwritten: one whose old place is taken stays in quarantine. It can be undone with Ctrl+Z.")
                    : qsTr("The folders of the files are kept there. No file is overwritten or deleted, and it can be undone with Ctrl+Z or by Restore, at any time.")
            ], "\n")
            color: Theme.text3
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
        }
        RowLayout {
            Layout.columnSpan: 2
            Layout.fillWidth: true
            spacing: 8

            Item { Layout.fillWidth: true }
            ActionButton { kind: "outlined"; text: qsTr("Cancel"); onClicked: root.close() }
            ActionButton {
                kind: "filled"
                focus: true
                enabled: root.isReady
                text: root.isBack ? root.count === 1 ? qsTr("Restore the file") : qsTr("Restore %1 files").arg(root.count)
                    : root.count === 1 ? qsTr("Move the file") : qsTr("Move %1 files").arg(root.count)
                onClicked: root.accept()
            }
        }
    }
}
