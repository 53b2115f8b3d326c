pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// The track table: header, rows, selection kept by track and not by place.
FocusScope {
    id: root

    required property TrackTable tracks
    required property real windowWidth
    property bool isCompact: false
    // Ids of columns that the auditor does not want to see.
    property var unwantedColumns: []

    // The track with the keyboard, 0 for none.
    property int currentId: 0
    // Selected tracks: id to true.
    property var selected: ({})
    property int selectedCount: 0
    property int anchorId: 0
    // The one selected track, 0 for none or several.
    readonly property int soleId: selectedCount === 1 ? parseInt(Object.keys(selected)[0]) : 0

    readonly property real nameWidth: Math.max(140, width - 12 - columns.fixedWidth)

    signal opened()
    signal menuAsked()

    function selectedIds(): var {
        return Object.keys(selected).map(id => parseInt(id));
    }

    function setSelected(next: var) {
        selected = next;
        selectedCount = Object.keys(next).length;
    }

    function select(row: int, modifiers: int) {
        const id = tracks.trackIdAt(row);
        if (id === 0)
            return;
        const anchor = tracks.rowOfTrack(anchorId);
        let next = {};
        if ((modifiers & Qt.ShiftModifier) && anchor >= 0) {
            for (let at = Math.min(anchor, row); at <= Math.max(anchor, row); ++at)
                next[tracks.trackIdAt(at)] = true;
        } else if (modifiers & Qt.ControlModifier) {
            next = Object.assign({}, selected);
            if (next[id])
                delete next[id];
            else
                next[id] = true;
            anchorId = id;
        } else {
            next[id] = true;
            anchorId = id;
        }
        setSelected(next);
        currentId = id;
    }

    // Selects tracks whether the table shows them or not.
    function selectTracks(ids: var, current: int) {
        const next = {};
        for (const id of ids)
            next[id] = true;
        setSelected(next);
        currentId = current;
        anchorId = current;
    }

    function selectAll() {
        const next = {};
        for (let row = 0; row < tracks.count; ++row)
            next[tracks.trackIdAt(row)] = true;
        setSelected(next);
    }

    function clearSelection() {
        setSelected({});
        currentId = 0;
        anchorId = 0;
    }

    function chooseColumns() {
        columnMenu.popup();
    }

    // Selects the row `step` rows from the present one and brings it into sight.
    function move(step: int, modifiers: int) {
        if (tracks.count === 0)
            return;
        const row = tracks.rowOfTrack(currentId);
        const next = Math.max(0, Math.min(tracks.count - 1, row < 0 ? 0 : row + step));
        select(next, modifiers & Qt.ShiftModifier);
        list.positionViewAtIndex(next, ListView.Contain);
    }

    Rectangle { anchors.fill: parent; color: Theme.table }

    TrackColumns { id: columns; windowWidth: root.windowWidth; isCompact: root.isCompact; unwanted: root.unwantedColumns }
    ColumnMenu {
        id: columnMenu
        columns: columns.optional
        unwanted: root.unwantedColumns
        onChosen: unwanted => root.unwantedColumns = unwanted
    }

    TableHeader {
        id: header
        width: parent.width
        columns: columns.shown
        nameWidth: root.nameWidth
        sortColumn: root.tracks.sortColumn
        isDescending: root.tracks.sortDescending
        onSortAsked: column => root.tracks.sortBy(column)
        onMenuAsked: root.chooseColumns()
    }

    ListView {
        id: list

        property real keptY: 0
        property bool isKeyboardUsed: false
        property TrackRow hoveredRow: null

        anchors { top: header.bottom; left: parent.left; right: parent.right; bottom: parent.bottom }
        clip: true
        focus: true
        activeFocusOnTab: true
        model: root.tracks
        reuseItems: true
        cacheBuffer: 4 * Theme.rowHeight
        // The view has no current item of its own: nothing may scroll to one when rows come.
        currentIndex: -1
        keyNavigationEnabled: false
        highlightFollowsCurrentItem: false
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Tracks")
        onActiveFocusChanged: if (!activeFocus) isKeyboardUsed = false

        delegate: TrackRow {
            width: ListView.view.width
            layout: columns
            nameWidth: root.nameWidth
            isSelected: root.selected[trackId] === true
            isCurrent: root.currentId === trackId
            hasViewFocus: list.activeFocus && list.isKeyboardUsed
            onIsHoveredChanged: list.hoveredRow = isHovered ? this : list.hoveredRow === this ? null : list.hoveredRow
            onPressed: modifiers => {
                list.isKeyboardUsed = false;
                list.forceActiveFocus(Qt.MouseFocusReason);
                root.select(index, modifiers);
            }
            ListView.onPooled: if (list.hoveredRow === this) list.hoveredRow = null
            onActivated: root.opened()
            onMenuAsked: {
                if (!isSelected)
                    root.select(index, Qt.NoModifier);
                else
                    root.currentId = trackId;
                root.menuAsked();
            }
        }

        Basic.ScrollBar.vertical: ThinScrollBar {}

        Keys.onPressed: event => {
            const page = Math.max(1, Math.floor(list.height / Theme.rowHeight) - 1);
            const steps = { [Qt.Key_Up]: -1, [Qt.Key_Down]: 1, [Qt.Key_PageUp]: -page, [Qt.Key_PageDown]: page, [Qt.Key_Home]: -root.tracks.count, [Qt.Key_End]: root.tracks.count };
            list.isKeyboardUsed = true;
            event.accepted = true;
            if (steps[event.key] !== undefined)
                root.move(steps[event.key], event.modifiers);
            else if (event.key === Qt.Key_A && (event.modifiers & Qt.ControlModifier))
                root.selectAll();
            else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && root.currentId > 0)
                root.opened();
            else if (event.key === Qt.Key_Menu && root.currentId > 0)
                root.menuAsked();
            else
                event.accepted = false;
        }

        // One tip for all rows: a tip a row would cost more than the row.
        Tip {
            parent: list.hoveredRow
            y: Theme.rowHeight
            delay: 900
            isShown: list.hoveredRow !== null && !list.moving
            text: list.hoveredRow === null ? "" : Theme.joined([list.hoveredRow.path, list.hoveredRow.isAway ? qsTr("In quarantine; it was %1").arg(list.hoveredRow.quarantinedFrom) : "", list.hoveredRow.evidence, list.hoveredRow.error === list.hoveredRow.evidence ? "" : list.hoveredRow.error], "\n")
        }

        Connections {
            target: root.tracks
            // A new order of the same query never moves the view.
            function onModelAboutToBeReset() { list.keptY = list.contentY - list.originY; }
            function onModelReset() {
                list.forceLayout();
                list.contentY = list.originY + Math.max(0, Math.min(list.keptY, list.contentHeight - list.height));
            }
            function onQueryChanged() {
                const row = root.tracks.rowOfTrack(root.currentId);
                if (row >= 0)
                    list.positionViewAtIndex(row, ListView.Center);
                else
                    list.positionViewAtBeginning();
            }
        }
    }

    Column {
        anchors.centerIn: list
        visible: root.tracks.count === 0 && !root.tracks.isLoading
        spacing: 12

        Label { anchors.horizontalCenter: parent.horizontalCenter; text: qsTr("No track matches"); color: Theme.text2; font.pixelSize: Theme.titleSize }
        ActionButton { anchors.horizontalCenter: parent.horizontalCenter; kind: "outlined"; text: qsTr("Clear filters"); onClicked: root.tracks.clearFilters() }
    }
}
