pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// What answers on this machine, what is limited without it, and how to mend it. Never blocks the window.
Basic.Popup {
    id: root

    required property Health health
    required property Session session

    signal copyAsked(string text)
    signal settingsAsked()

    readonly property var items: JSON.parse(health.itemsJson === "" ? "[]" : health.itemsJson)

    // Services that the settings can mend.
    readonly property var adjustable: ["ffmpeg", "ollama", "database", "disk"]

    function stateWord(state: string): string {
        return state === "ready" ? qsTr("Ready") : state === "limited" ? qsTr("Limited") : qsTr("Missing");
    }

    width: Math.min(640, parent.width - 32)
    height: Math.min(content.implicitHeight, parent.height - 96)
    padding: 0
    modal: false
    focus: true
    closePolicy: Basic.Popup.CloseOnEscape
    background: DialogBox {}

    ColumnLayout {
        id: content
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.margins: 16
            Layout.leftMargin: 20
            Layout.rightMargin: 12

            Column {
                Layout.fillWidth: true
                spacing: 4

                Label { text: qsTr("Health"); font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold }
                Label { text: root.health.isChecking ? qsTr("Checking...") : root.health.title; color: Theme.text2 }
            }
            ActionButton { glyph: "close"; tip: qsTr("Close (Esc)"); onClicked: root.close() }
        }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: contentHeight
            clip: true
            model: root.items
            boundsBehavior: Flickable.StopAtBounds
            Basic.ScrollBar.vertical: ThinScrollBar {}

            delegate: Rectangle {
                id: item

                required property var modelData
                readonly property bool isReady: modelData.state === "ready"

                width: list.width
                height: isReady ? 36 : body.implicitHeight + 20
                color: "transparent"
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData.name + ", " + root.stateWord(modelData.state) + ". " + modelData.found

                Rectangle { width: parent.width; height: 1; color: Theme.line }
                Glyph { x: 20; y: 11; glyph: item.modelData.state; size: 14; color: Theme.healthColor(item.modelData.state) }
                Label { x: 48; y: 10; width: 104; text: item.modelData.name; font.weight: Font.DemiBold; elide: Text.ElideRight }
                Label { x: 156; y: 10; text: root.stateWord(item.modelData.state); color: item.isReady ? Theme.text2 : Theme.healthColor(item.modelData.state) }
                Label { visible: item.isReady; x: 224; y: 10; width: item.width - 244; text: item.modelData.found; color: Theme.text3; elide: Text.ElideRight }

                ColumnLayout {
                    id: body
                    visible: !item.isReady
                    x: 224
                    y: 10
                    width: item.width - 244
                    spacing: 6

                    Label { Layout.fillWidth: true; text: item.modelData.found; wrapMode: Text.Wrap }
                    RowLayout {
                        visible: (item.modelData.limits ?? "") !== ""
                        spacing: 8

                        Label { Layout.preferredWidth: 50; Layout.alignment: Qt.AlignTop; text: qsTr("Limits"); color: Theme.text3 }
                        Label { Layout.fillWidth: true; text: item.modelData.limits ?? ""; color: Theme.text2; wrapMode: Text.Wrap }
                    }
                    RowLayout {
                        visible: (item.modelData.remedy ?? "") !== "" || (item.modelData.command ?? "") !== ""
                        spacing: 8

                        Label {
                            // Beside the first line of what follows, which a button makes higher.
                            readonly property bool hasButton: (item.modelData.remedy ?? "") === "" || root.adjustable.includes(item.modelData.id)

                            Layout.preferredWidth: 50
                            Layout.preferredHeight: hasButton ? 26 : implicitHeight
                            Layout.alignment: Qt.AlignTop
                            text: qsTr("To mend")
                            color: Theme.text3
                        }
                        ColumnLayout {
                            Layout.fillWidth: true
                            spacing: 6

                            RowLayout {
                                visible: (item.modelData.remedy ?? "") !== ""
                                spacing: 8

                                Label { Layout.fillWidth: true; text: item.modelData.remedy ?? ""; color: Theme.text2; wrapMode: Text.Wrap }
                                ActionButton {
                                    visible: root.adjustable.includes(item.modelData.id)
                                    kind: "outlined"
                                    implicitHeight: 26
                                    text: qsTr("Settings")
                                    onClicked: root.settingsAsked()
                                }
                            }
                            RowLayout {
                                visible: (item.modelData.command ?? "") !== ""

                                Rectangle {
                                    implicitWidth: Math.min(command.implicitWidth + 16, body.width - 150)
                                    implicitHeight: 24
                                    radius: Theme.chipRadius
                                    color: Theme.well

                                    Label { id: command; anchors.fill: parent; anchors.leftMargin: 8; anchors.rightMargin: 8; text: item.modelData.command ?? ""; isMono: true; color: Theme.textOnWell; elide: Text.ElideRight }
                                }
                                Item { Layout.fillWidth: true }
                                ActionButton { kind: "outlined"; implicitHeight: 26; text: qsTr("Copy"); glyph: "copy"; Accessible.name: qsTr("Copy the command %1").arg(item.modelData.command); onClicked: root.copyAsked(item.modelData.command) }
                            }
                        }
                    }
                }
            }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.line }
        RowLayout {
            Layout.margins: 12
            Layout.leftMargin: 20
            Layout.rightMargin: 20
            spacing: 8

            CheckLine {
                Layout.fillWidth: true
                text: qsTr("Show at start while something is limited")
                checked: root.session.settingShowHealth
                onToggled: {
                    root.session.settingShowHealth = checked;
                    root.session.saveSettings();
                }
            }
            LinkButton { text: qsTr("Copy report"); onClicked: root.copyAsked(root.health.reportText()) }
            ActionButton { kind: "outlined"; text: qsTr("Check again"); glyph: "reload"; enabled: !root.health.isChecking; onClicked: root.health.check() }
            ActionButton { kind: "filled"; text: qsTr("Close"); focus: true; onClicked: root.close() }
        }
    }
}
