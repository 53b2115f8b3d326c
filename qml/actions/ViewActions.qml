pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What is seen of the tracks, and what has the keyboard.
ActionGroup {
    id: root

    required property TrackTable tracks
    required property TrackTableView table
    required property CollectionViews collections
    required property bool isMaximised

    readonly property string noTrack: tracks.count > 0 ? "" : qsTr("There is no track yet")

    signal searchAsked()
    signal detailAsked()
    signal maximiseAsked(bool isMaximised)

    readonly property AppAction showTracks: AppAction {
        text: qsTr("Show the tracks")
        keys: ["Alt+1"]
        onTriggered: root.collections.show("tracks")
    }
    readonly property AppAction showAlbums: AppAction {
        text: qsTr("Show the albums")
        keys: ["Alt+2"]
        onTriggered: root.collections.show("albums")
    }
    readonly property AppAction showCopies: AppAction {
        text: qsTr("Show the copies of recordings")
        keys: ["Alt+3"]
        onTriggered: root.collections.show("copies")
    }
    readonly property AppAction search: AppAction {
        text: qsTr("Search tracks")
        glyph: "search"
        keys: ["Ctrl+F"]
        onTriggered: root.searchAsked()
    }
    readonly property AppAction above: AppAction {
        text: qsTr("The track above")
        glyph: "chevron-up"
        keys: ["Up"]
        hasShortcut: root.isMaximised
        obstacle: root.noTrack
        onTriggered: root.table.move(-1, Qt.NoModifier)
    }
    readonly property AppAction below: AppAction {
        text: qsTr("The track below")
        glyph: "chevron-down"
        keys: ["Down"]
        hasShortcut: root.isMaximised
        obstacle: root.noTrack
        onTriggered: root.table.move(1, Qt.NoModifier)
    }
    readonly property AppAction columns: AppAction {
        text: qsTr("Choose columns")
        obstacle: root.noTrack
        onTriggered: root.table.chooseColumns()
    }
    readonly property AppAction maximise: AppAction {
        text: qsTr("Maximise the detail")
        glyph: "maximise"
        keys: ["Enter"]
        hasShortcut: false
        obstacle: root.table.soleId > 0 ? "" : qsTr("Select one track first")
        onTriggered: root.maximiseAsked(true)
    }
    readonly property AppAction detail: AppAction {
        text: qsTr("Show or hide the detail")
        keys: ["F9"]
        onTriggered: root.detailAsked()
    }
    readonly property AppAction back: AppAction {
        text: qsTr("Back to the table; clear the filters")
        menuText: root.isMaximised ? qsTr("Back to the table") : qsTr("Clear the filters")
        keys: ["Esc"]
        onTriggered: root.isMaximised ? root.maximiseAsked(false) : root.tracks.clearFilters()
    }

    title: qsTr("View")
}
