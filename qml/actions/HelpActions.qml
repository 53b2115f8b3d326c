pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What explains the program.
ActionGroup {
    id: root

    signal paletteAsked()
    signal shortcutsAsked()
    signal helpAsked()
    signal explanationAsked()

    readonly property AppAction palette: AppAction {
        text: qsTr("Find an action")
        glyph: "search"
        keys: ["Ctrl+K"]
        isInPalette: false
        onTriggered: root.paletteAsked()
    }
    readonly property AppAction shortcuts: AppAction {
        text: qsTr("Keyboard shortcuts")
        glyph: "keyboard"
        keys: ["?", "F1"]
        onTriggered: root.shortcutsAsked()
    }
    readonly property AppAction topics: AppAction {
        text: qsTr("Help on verdicts and measures")
        glyph: "info"
        keys: ["Ctrl+F1"]
        onTriggered: root.helpAsked()
    }
    readonly property AppAction explain: AppAction {
        text: qsTr("Explain what is under the pointer")
        glyph: "info"
        keys: ["Shift+F1"]
        isInPalette: false
        onTriggered: root.explanationAsked()
    }

    title: qsTr("Help")
}
