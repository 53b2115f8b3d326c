pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Folders whose new files are audited as they come.
SettingsPage {
    id: root

    // [{ path, state, text }] as JSON; `state` is watching, away or problem.
    required property string foldersJson
    required property int settleSeconds

    readonly property var folders: foldersJson === "" ? [] : JSON.parse(foldersJson)

    signal addAsked()
    signal removeAsked(int place)
    signal settleChosen(int seconds)

    SettingName { text: qsTr("Folders") }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.topMargin: 6
        spacing: 8

        Label {
            Layout.fillWidth: true
            visible: root.folders.length === 0
            text: qsTr("No folder is watched.")
            color: Theme.text3
        }
        Repeater {
            model: root.folders

            RowLayout {
                id: line

                required property var modelData
                required property int index

                Layout.fillWidth: true
                spacing: 8
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData.path + ", " + modelData.text

                Glyph {
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: 2
                    glyph: line.modelData.state === "watching" ? "check" : line.modelData.state === "away" ? "missing" : "limited"
                    color: Theme.healthColor(line.modelData.state === "watching" ? "ready" : line.modelData.state === "away" ? "missing" : "limited")
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2

                    Label { Layout.fillWidth: true; text: line.modelData.path; wrapMode: Text.WrapAnywhere }
                    SettingNote { text: line.modelData.text }
                }
                ActionButton {
                    Layout.alignment: Qt.AlignTop
                    implicitHeight: 24
                    glyph: "close"
                    tip: qsTr("Watch %1 no longer").arg(line.modelData.path)
                    onClicked: root.removeAsked(line.index)
                }
            }
        }
        ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("Add folder..."); onClicked: root.addAsked() }
        SettingNote { text: qsTr("Files in these folders, and all below, are audited as they come, those that are there already too. What was audited before and did not change is left alone. Files are only read.") }
    }
    SettingName { text: qsTr("Settled after") }
    SettingColumn {
        RowLayout {
            spacing: 8

            NumberBox {
                name: qsTr("Seconds for which a new file must stay as it is")
                from: 1
                to: 3600
                value: root.settleSeconds
                onValueModified: root.settleChosen(value)
            }
            Label { text: qsTr("seconds"); color: Theme.text2 }
        }
        SettingNote { width: parent.width; text: qsTr("Time for which a new file must stay as it is, so that none is audited while it is still being written.") }
    }
}
