pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Of what the auditor is told by the desktop.
SettingsPage {
    id: root

    // { name: whether it is told } as JSON.
    required property string rulesJson

    readonly property var rules: rulesJson === "" ? ({}) : JSON.parse(rulesJson)
    readonly property var all: [
        { name: "transcode", text: qsTr("Transcodes") },
        { name: "upsampled", text: qsTr("Upsampled tracks") },
        { name: "padded", text: qsTr("Padded tracks") },
        { name: "damaged", text: qsTr("Damaged files") },
        { name: "failed", text: qsTr("Tracks that could not be audited") },
        { name: "defects", text: qsTr("Technical defects, such as clipping") },
        { name: "all_well", text: qsTr("That nothing suspicious was found") }
    ]

    signal ruleSet(string name, bool isOn)

    SettingName { text: qsTr("Tell me of"); Layout.topMargin: 0 }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 10

        Repeater {
            model: root.all

            CheckLine {
                required property var modelData

                text: modelData.text
                checked: root.rules[modelData.name] === true
                onToggled: root.ruleSet(modelData.name, checked)
            }
        }
        SettingNote { text: qsTr("One notice at the end of a batch, never one a track: of files from watched folders always, of all others while another window is in front. A batch of a minute or more ends with a notice in any case then.") }
    }
}
