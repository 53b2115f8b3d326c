pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// The albums: a folder a row, the present one kept by its path and not by its place.
FocusScope {
    id: root

    required property AlbumTable albums
    required property real windowWidth
    property bool isCompact: false

    // The album with the keyboard, empty for none.
    property string currentPath: ""

    readonly property real nameWidth: Math.max(90, width - 12 - columns.fixedWidth)

    // Its tracks are asked for: those of the folder that this one lies in.
    signal opened(int trackId)
    signal searchCleared()

    function choose(row: int) {
        if (row >= 0 && row < albums.count)
            currentPath = albums.pathAt(row);
    }

    function open(row: int) {
        const track = albums.trackIdAt(row);
        if (track > 0)
            opened(track);
    }

    // Goes `step` rows on and brings that row into sight.
    function move(step: int) {
        if (albums.count === 0)
            return;
        const row = albums.rowOfPath(currentPath);
        const next = Math.max(0, Math.min(albums.count - 1, row < 0 ? 0 : row + step));
        choose(next);
        list.positionViewAtIndex(next, ListView.Contain);
    }

    Rectangle { anchors.fill: parent; color: Theme.table }

    AlbumColumns { id: columns; windowWidth: root.windowWidth; isCompact: root.isCompact }

    TableHeader {
        id: header
        width: parent.width
        columns: columns.shown
        nameWidth: root.nameWidth
        sortColumn: root.albums.sortColumn
        isDescending: root.albums.sortDescending
        onSortAsked: column => root.albums.sortBy(column)
    }

    // Audits that end make it stale many times a second; it is read again once a second.
    Timer {
        interval: 1000
        repeat: true
        running: root.albums.isStale && root.albums.isWanted
        onTriggered: root.albums.refresh()
    }

    ListView {
        id: list

        property real keptY: 0
        property bool isKeyboardUsed: false
        property AlbumRow hoveredRow: null

        anchors { top: header.bottom; left: parent.left; right: parent.right; bottom: parent.bottom }
        clip: true
        focus: true
        activeFocusOnTab: true
        model: root.albums
        reuseItems: true
        cacheBuffer: 4 * Theme.rowHeight
        currentIndex: -1
        keyNavigationEnabled: false
        highlightFollowsCurrentItem: false
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Albums")
        onActiveFocusChanged: if (!activeFocus) isKeyboardUsed = false

        delegate: AlbumRow {
            width: ListView.view.width
            layout: columns
            nameWidth: root.nameWidth
            isCurrent: root.currentPath !== "" && root.currentPath === path
            hasViewFocus: list.activeFocus && list.isKeyboardUsed
            onIsHoveredChanged: list.hoveredRow = isHovered ? this : list.hoveredRow === this ? null : list.hoveredRow
            ListView.onPooled: if (list.hoveredRow === this) list.hoveredRow = null
            onPressed: {
                list.isKeyboardUsed = false;
                list.forceActiveFocus(Qt.MouseFocusReason);
                root.choose(index);
            }
            onOpened: root.open(index)
        }

        Basic.ScrollBar.vertical: ThinScrollBar {}

        Keys.onPressed: event => {
            const page = Math.max(1, Math.floor(list.height / (Theme.rowHeight + 18)) - 1);
            const steps = { [Qt.Key_Up]: -1, [Qt.Key_Down]: 1, [Qt.Key_PageUp]: -page, [Qt.Key_PageDown]: page, [Qt.Key_Home]: -root.albums.count, [Qt.Key_End]: root.albums.count };
            list.isKeyboardUsed = true;
            event.accepted = true;
            if (steps[event.key] !== undefined)
                root.move(steps[event.key]);
            else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
                root.open(root.albums.rowOfPath(root.currentPath));
            else
                event.accepted = false;
        }

        Tip {
            parent: list.hoveredRow
            y: Theme.rowHeight + 18
            delay: 900
            isShown: list.hoveredRow !== null && !list.moving
            text: list.hoveredRow === null ? "" : list.hoveredRow.words
        }

        Connections {
            target: root.albums
            // A new order of the same query never moves the view.
            function onModelAboutToBeReset() { list.keptY = list.contentY - list.originY; }
            function onModelReset() {
                list.forceLayout();
                list.contentY = list.originY + Math.max(0, Math.min(list.keptY, list.contentHeight - list.height));
            }
            function onQueryChanged() {
                const row = root.albums.rowOfPath(root.currentPath);
                if (row >= 0)
                    list.positionViewAtIndex(row, ListView.Center);
                else
                    list.positionViewAtBeginning();
            }
        }
    }

    ListPlaceholder {
        anchors.centerIn: list
        width: Math.min(360, list.width - 32)
        visible: root.albums.count === 0
        isLoading: root.albums.isLoading || root.albums.isStale && root.albums.problem === ""
        text: root.albums.problem !== "" ? root.albums.problem : isLoading ? qsTr("Reading the albums") : root.albums.searchText !== "" ? qsTr("No album matches") : qsTr("No album yet: each folder with audited tracks is one")
        action: !isLoading && root.albums.searchText !== "" ? qsTr("Clear the search") : ""
        onActed: root.searchCleared()
    }
}
