pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Look of the window, and what the program works with.
SettingsPage {
    id: root

    required property Session session

    SettingName { text: qsTr("Language") }
    Choice {
        name: qsTr("Language")
        // A language is called by its own name, so that whoever speaks it finds it.
        options: [{ value: "system", text: qsTr("System") }, { value: "en", text: "English" }, { value: "fr", text: "Fran\u00e7ais" }]
        value: root.session.settingLanguage
        onChosen: value => { root.session.settingLanguage = value; root.session.saveSettings(); }
    }
    SettingName { text: qsTr("Theme") }
    Choice {
        name: qsTr("Theme")
        options: [{ value: "system", text: qsTr("System") }, { value: "dark", text: qsTr("Dark") }, { value: "light", text: qsTr("Light") }]
        value: root.session.settingTheme
        onChosen: value => { root.session.settingTheme = value; root.session.saveSettings(); }
    }
    SettingName { text: qsTr("Row height") }
    Choice {
        name: qsTr("Row height")
        options: [{ value: 24, text: qsTr("Tight") }, { value: 28, text: qsTr("Normal") }, { value: 32, text: qsTr("Wide") }]
        value: root.session.settingRowHeight
        onChosen: value => { root.session.settingRowHeight = value; root.session.saveSettings(); }
    }
    SettingName { text: qsTr("Motion") }
    CheckLine {
        text: qsTr("Reduce motion")
        checked: root.session.settingReducedMotion
        onToggled: { root.session.settingReducedMotion = checked; root.session.saveSettings(); }
    }
    SettingName { text: qsTr("Workers") }
    SettingColumn {
        NumberBox {
            name: qsTr("Workers")
            from: 0
            to: 64
            zero: qsTr("auto")
            value: root.session.settingWorkers
            onValueModified: { root.session.settingWorkers = value; root.session.saveSettings(); }
        }
        SettingNote { width: parent.width; text: qsTr("Tracks audited at once. \"auto\" is one a processor. Applies at the next start.") }
    }
    SettingName { text: qsTr("Database") }
    SettingColumn {
        TextBox {
            width: parent.width
            text: root.session.settingDatabase
            Accessible.name: qsTr("Database file")
            placeholderText: root.session.databasePath
            onEditingFinished: { root.session.settingDatabase = text; root.session.saveSettings(); }
        }
        SettingNote { width: parent.width; text: qsTr("Where audits are kept. Empty: the usual place. Applies at the next start.") }
    }
    SettingName { text: qsTr("FFmpeg") }
    SettingColumn {
        TextBox {
            width: parent.width
            text: root.session.settingFfmpeg
            Accessible.name: qsTr("FFmpeg program")
            placeholderText: qsTr("found on the PATH")
            onEditingFinished: { root.session.settingFfmpeg = text; root.session.saveSettings(); }
        }
        SettingNote { width: parent.width; text: qsTr("The second reader, for Opus, WavPack, APE, WMA, AC-3 and others.") }
    }
}
