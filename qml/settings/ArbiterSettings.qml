pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// The local model that is asked about grey tracks.
SettingsPage {
    id: root

    required property Session session

    SettingName { text: qsTr("Address") }
    TextBox {
        Layout.fillWidth: true
        text: root.session.settingOllamaAddress
        Accessible.name: qsTr("Address of the arbiter")
        placeholderText: qsTr("address of Ollama")
        onEditingFinished: { root.session.settingOllamaAddress = text; root.session.saveSettings(); }
    }
    SettingName { text: qsTr("Model") }
    TextBox {
        Layout.fillWidth: true
        text: root.session.settingOllamaModel
        Accessible.name: qsTr("Model of the arbiter")
        placeholderText: qsTr("model, for example qwen2.5:7b")
        onEditingFinished: { root.session.settingOllamaModel = text; root.session.saveSettings(); }
    }
    SettingName { text: qsTr("Tags") }
    SettingColumn {
        Layout.topMargin: 6
        spacing: 8

        CheckLine {
            text: qsTr("Let it read the tags, as quoted data")
            checked: root.session.settingArbiterTags
            onToggled: { root.session.settingArbiterTags = checked; root.session.saveSettings(); }
        }
        SettingNote { width: parent.width; text: qsTr("A local model that is asked about grey tracks that no grid decides. Without a model nobody is asked. It is told numbers, never sound or paths. How often it is right nobody has measured.") }
    }
}
