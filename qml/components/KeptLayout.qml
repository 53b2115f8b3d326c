pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Opens the window as it was left, and remembers how it is left.
QtObject {
    id: root

    // The window itself: its own type cannot be named in a part of it.
    required property var window
    required property TrackTable tracks
    required property TrackTableView table
    required property DetailPanel panel
    required property TrackPlayer player

    readonly property Arrangement kept: Arrangement {}
    // Set once what was kept is in use: until then the window's own first values would be kept in its place.
    property bool isReady: false

    // `wanted` pixels as far as the screen has `room` for the window at all.
    function fitting(wanted: int, least: int, room: int): int {
        return Math.max(least, room >= least ? Math.min(wanted, room) : wanted);
    }

    function restore() {
        const full = kept.isMaximised;
        window.width = fitting(kept.width, window.minimumWidth, window.screen.desktopAvailableWidth);
        window.height = fitting(kept.height, window.minimumHeight, window.screen.desktopAvailableHeight);
        window.detailWidth = Math.max(400, Math.min(640, kept.detailWidth));
        window.isDetailShown = kept.isDetailShown;
        panel.tab = kept.tab < panel.tabTitles.length ? kept.tab : 0;
        if (kept.sort !== tracks.sortColumn || kept.isDescending !== tracks.sortDescending)
            tracks.sortAs(kept.sort, kept.isDescending);
        table.unwantedColumns = kept.hiddenColumns.split(",").filter(id => id !== "");
        player.volume = kept.volumePercent / 100;
        player.isMatched = kept.isMatched;
        if (full)
            window.showMaximized();
        isReady = true;
    }

    function keep() {
        kept.isMaximised = window.visibility === Window.Maximized || window.visibility === Window.FullScreen;
        // The size to come back to is the one before it filled the screen.
        if (!kept.isMaximised) {
            kept.width = window.width;
            kept.height = window.height;
        }
        kept.detailWidth = Math.round(window.detailWidth);
        kept.isDetailShown = window.isDetailShown;
        kept.tab = panel.tab;
        kept.sort = tracks.sortColumn;
        kept.isDescending = tracks.sortDescending;
        kept.hiddenColumns = table.unwantedColumns.join(",");
        kept.volumePercent = Math.round(player.volume * 100);
        kept.isMatched = player.isMatched;
        kept.keep();
    }

    function changed() {
        if (isReady)
            later.restart();
    }

    readonly property Timer later: Timer { interval: 500; onTriggered: root.keep() }
    readonly property Connections ofWindow: Connections {
        target: root.window

        function onWidthChanged() { root.changed(); }
        function onHeightChanged() { root.changed(); }
        function onVisibilityChanged() { root.changed(); }
        function onDetailWidthChanged() { root.changed(); }
        function onIsDetailShownChanged() { root.changed(); }
        function onClosing() { if (root.isReady) root.keep(); }
    }
    readonly property Connections ofTable: Connections {
        target: root.tracks

        function onSortColumnChanged() { root.changed(); }
        function onSortDescendingChanged() { root.changed(); }
    }
    readonly property Connections ofColumns: Connections {
        target: root.table

        function onUnwantedColumnsChanged() { root.changed(); }
    }
    readonly property Connections ofPanel: Connections {
        target: root.panel

        function onTabChanged() { root.changed(); }
    }

    readonly property Connections ofPlayer: Connections {
        target: root.player

        function onVolumeChanged() { root.changed(); }
        function onMatchedChanged() { root.changed(); }
    }

    Component.onCompleted: restore()
}
