pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What brings tracks in and results out.
ActionGroup {
    id: root

    required property Session session

    readonly property string nothingYet: session.countAll > 0 ? "" : qsTr("There is nothing to export yet")

    signal addFilesAsked()
    signal addFolderAsked()
    signal exportAsked(string format)

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
    readonly property AppAction exportTable: AppAction {
        text: qsTr("Export the table as CSV")
        menuText: qsTr("Table as CSV...")
        about: qsTr("Write every row to a file")
        glyph: "export"
        keys: ["Ctrl+E"]
        obstacle: root.nothingYet
        onTriggered: root.exportAsked("csv")
    }
    readonly property AppAction exportReports: AppAction {
        text: qsTr("Export the reports as JSON lines")
        menuText: qsTr("Reports as JSON lines...")
        glyph: "export"
        obstacle: root.nothingYet
        onTriggered: root.exportAsked("jsonl")
    }

    title: qsTr("Files")
}
