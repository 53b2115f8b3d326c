pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// Saves the present filter under a name; lists those that are saved, to use, rename or remove them.
Basic.Popup {
    id: root

    // [string]
    required property var names

    // The one being renamed; empty for none.
    property string renamed: ""

    signal saved(string name)
    signal used(string name)
    signal renameAsked(string name, string other)
    signal removeAsked(string name)

    function save() {
        if (name.text.trim() === "")
            return;
        saved(name.text);
        name.clear();
    }

    anchors.centerIn: parent
    width: Math.min(480, parent.width - 32)
    padding: 16
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }
    onAboutToShow: {
        renamed = "";
        name.clear();
        name.forceActiveFocus();
    }

    ColumnLayout {
        width: parent.width
        spacing: 12

        RowLayout {
            Layout.fillWidth: true

            Label { Layout.fillWidth: true; text: qsTr("Saved filters"); font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold }
            ActionButton { glyph: "close"; tip: qsTr("Close (Esc)"); onClicked: root.close() }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: 8

            TextBox {
                id: name
                Layout.fillWidth: true
                focus: true
                maximumLength: 60
                placeholderText: qsTr("name for what the table shows now")
                Accessible.name: qsTr("Name of the filter")
                onAccepted: root.save()
            }
            ActionButton {
                kind: "filled"
                enabled: name.text.trim() !== ""
                text: root.names.includes(name.text.trim()) ? qsTr("Replace") : qsTr("Save")
                onClicked: root.save()
            }
        }
        Label {
            Layout.fillWidth: true
            visible: root.names.length === 0
            text: qsTr("None is saved yet. Search, verdicts, the other filters and the order are kept.")
            color: Theme.text3
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
        }
        ListView {
            id: list
            Layout.fillWidth: true
            visible: root.names.length > 0
            implicitHeight: Math.min(contentHeight, 320)
            clip: true
            model: root.names
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Saved filters")
            Basic.ScrollBar.vertical: ThinScrollBar {}

            delegate: RowLayout {
                id: row

                required property string modelData
                readonly property bool isRenamed: root.renamed === modelData

                width: ListView.view.width
                height: 36
                spacing: 4

                LinkButton {
                    visible: !row.isRenamed
                    Layout.maximumWidth: row.width - 120
                    text: row.modelData
                    Accessible.description: qsTr("Use this filter")
                    onClicked: { root.used(row.modelData); root.close(); }
                }
                TextBox {
                    id: other
                    visible: row.isRenamed
                    Layout.fillWidth: true
                    implicitHeight: 28
                    maximumLength: 60
                    Accessible.name: qsTr("New name of %1").arg(row.modelData)
                    onVisibleChanged: {
                        if (visible) {
                            text = row.modelData;
                            selectAll();
                            forceActiveFocus();
                        }
                    }
                    onAccepted: {
                        root.renamed = "";
                        if (text.trim() !== "" && text.trim() !== row.modelData)
                            root.renameAsked(row.modelData, text);
                    }
                    Keys.onEscapePressed: root.renamed = ""
                }
                Item { visible: !row.isRenamed; Layout.fillWidth: true }
                ActionButton {
                    visible: !row.isRenamed
                    implicitHeight: 28
                    text: qsTr("Rename")
                    Accessible.name: qsTr("Rename %1").arg(row.modelData)
                    onClicked: root.renamed = row.modelData
                }
                ActionButton {
                    implicitHeight: 28
                    glyph: "close"
                    tip: qsTr("Remove %1").arg(row.modelData)
                    onClicked: root.removeAsked(row.modelData)
                }
            }
        }
    }
}
