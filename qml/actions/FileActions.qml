pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What brings tracks in.
ActionGroup {
    id: root

    signal addFilesAsked()
    signal addFolderAsked()

    readonly property AppAction addFiles: AppAction {
        text: qsTr("Add files")
        about: qsTr("Add audio files, playlists or cue sheets")
        glyph: "add-files"
        keys: ["Ctrl+O"]
        onTriggered: root.addFilesAsked()
    }
    readonly property AppAction addFolder: AppAction {
        text: qsTr("Add folder")
        about: qsTr("Add a folder and all below it")
        glyph: "add-folder"
        keys: ["Ctrl+Shift+O"]
        onTriggered: root.addFolderAsked()
    }
    title: qsTr("Files")
}
