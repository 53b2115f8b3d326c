pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// What was audited: tracks with their filters, albums or copies; an invitation while there is nothing.
FocusScope {
    id: root

    required property Session session
    required property TrackTable tracks
    // [string]
    required property var savedNames
    required property bool isEmpty
    required property bool hasDemo
    required property real windowWidth
    property bool isCompact: false

    readonly property alias collections: collections
    readonly property alias table: table
    readonly property alias isMenuOpen: filterBar.isMenuOpen

    signal addFilesAsked()
    signal addFolderAsked()
    signal demoAsked()
    signal viewShown()
    signal compareAsked(int a, int b)
    signal filtersAsked()
    signal opened()
    signal menuAsked()
    signal notice(string message)

    Rectangle { anchors.fill: parent; color: Theme.table }
    EmptyState {
        anchors.fill: parent
        visible: root.isEmpty
        hasDemo: root.hasDemo
        onAddFilesAsked: root.addFilesAsked()
        onAddFolderAsked: root.addFolderAsked()
        onDemoAsked: root.demoAsked()
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        visible: !root.isEmpty

        CollectionViews {
            id: collections
            Layout.fillWidth: true
            Layout.fillHeight: content !== "tracks"
            session: root.session
            tracks: root.tracks
            table: table
            windowWidth: root.windowWidth
            isCompact: root.isCompact
            onShown: root.viewShown()
            onCompareAsked: (a, b) => root.compareAsked(a, b)
            onNotice: message => root.notice(message)
        }
        FilterBar {
            id: filterBar
            visible: collections.content === "tracks"
            Layout.fillWidth: true
            session: root.session
            tracks: root.tracks
            savedNames: root.savedNames
            isCompact: root.isCompact
            onFilterUsed: name => root.tracks.useFilter(name)
            onFiltersAsked: root.filtersAsked()
        }
        TrackTableView {
            id: table
            visible: collections.content === "tracks"
            Layout.fillWidth: true
            Layout.fillHeight: true
            tracks: root.tracks
            windowWidth: root.windowWidth
            isCompact: root.isCompact
            focus: true
            onOpened: root.opened()
            onMenuAsked: root.menuAsked()
        }
    }
}
