pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The program itself: settings, health, look.
ActionGroup {
    id: root

    required property Session session
    required property Health health

    signal settingsAsked()
    signal healthAsked()

    function use(theme: string) {
        session.settingTheme = theme;
        session.saveSettings();
    }

    function inUse(theme: string): string {
        return session.settingTheme === theme ? qsTr("It is in use") : "";
    }

    readonly property AppAction settings: AppAction { text: qsTr("Settings"); glyph: "settings"; keys: ["Ctrl+,"]; onTriggered: root.settingsAsked() }
    readonly property AppAction checkHealth: AppAction {
        text: qsTr("Health")
        about: root.health.title === "" ? qsTr("What answers on this computer") : root.health.title
        glyph: "ready"
        keys: ["Ctrl+Shift+H"]
        onTriggered: root.healthAsked()
    }
    readonly property AppAction dark: AppAction { text: qsTr("Theme: dark"); obstacle: root.inUse("dark"); onTriggered: root.use("dark") }
    readonly property AppAction light: AppAction { text: qsTr("Theme: light"); obstacle: root.inUse("light"); onTriggered: root.use("light") }
    readonly property AppAction system: AppAction { text: qsTr("Theme: as the system"); obstacle: root.inUse("system"); onTriggered: root.use("system") }

    title: qsTr("Program")
}
