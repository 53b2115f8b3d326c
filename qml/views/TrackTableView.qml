pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// The track table: header, rows, selection kept by track and not by place.
Rectangle {
    id: root

    required property TrackTable tracks
    required property real windowWidth
    property bool isCompact: false

    // The track with the keyboard, 0 for none.
    property int currentId: 0
    // Selected tracks: id to true.
    property var selected: ({})
    property int selectedCount: 0
    property int anchorRow: -1

    signal opened()
    signal menuAsked(int trackId)

    readonly property var columns: {
        const all = [
            { id: "verdict", title: qsTr("Verdict"), width: 122, tip: qsTr("What the track was found to be") },
            { id: "name", title: qsTr("Name"), width: 0, tip: "" },
            { id: "folder", title: qsTr("Folder"), width: 98, tip: "" },
            { id: "format", title: qsTr("Format"), width: 52, tip: "" },
            { id: "rate", title: qsTr("kHz/bit"), width: 64, alignRight: true, isMono: true, tip: qsTr("Sampling rate and bits a sample") },
            { id: "length", title: qsTr("Length"), width: 54, alignRight: true, isMono: true, tip: "" },
            { id: "probability", title: qsTr("Prob. %"), width: 56, alignRight: true, isMono: true, tip: qsTr("Probability that the verdict is right") },
            { id: "evidence", title: qsTr("Strongest evidence"), width: isCompact ? 160 : 148, tip: "" },
            { id: "lufs", title: qsTr("LUFS"), width: 50, alignRight: true, isMono: true, tip: qsTr("Integrated loudness, EBU R 128") },
            { id: "truePeak", title: qsTr("dBTP"), width: 50, alignRight: true, isMono: true, tip: qsTr("True peak, BS.1770-4") },
            { id: "dr", title: qsTr("DR"), width: 30, alignRight: true, isMono: true, tip: qsTr("Dynamic range") },
            { id: "clips", title: qsTr("Clips"), width: 44, alignRight: true, isMono: true, tip: qsTr("Runs of clipped samples") },
            { id: "integrity", title: "", glyph: "shield", width: 30, tip: qsTr("Integrity: check intact, bolt damaged, dash undetermined") }
        ];
        const hidden = isCompact ? ["folder", "format", "rate", "length", "lufs", "truePeak", "dr", "clips"] : windowWidth < 1420 ? ["folder", "dr", "clips"] : [];
        const shown = all.filter(column => !hidden.includes(column.id));
        const fixed = shown.reduce((sum, column) => sum + column.width, 0);
        return shown.map(column => Object.assign({ glyph: "", alignRight: false, isMono: false }, column, column.id === "name" ? { width: Math.max(140, root.width - 12 - fixed) } : {}));
    }

    function selectedIds(): var {
        return Object.keys(selected).map(id => parseInt(id));
    }

    function select(row: int, modifiers: int) {
        const id = tracks.trackIdAt(row);
        if (id === 0)
            return;
        let next = {};
        if ((modifiers & Qt.ShiftModifier) && anchorRow >= 0) {
            const first = Math.min(anchorRow, row);
            const last = Math.max(anchorRow, row);
            for (let at = first; at <= last; ++at)
                next[tracks.trackIdAt(at)] = true;
        } else if (modifiers & Qt.ControlModifier) {
            next = Object.assign({}, selected);
            if (next[id])
                delete next[id];
            else
                next[id] = true;
            anchorRow = row;
        } else {
            next[id] = true;
            anchorRow = row;
        }
        selected = next;
        selectedCount = Object.keys(next).length;
        currentId = id;
    }

    function move(step: int, modifiers: int) {
        const row = tracks.rowOfTrack(currentId);
        const next = Math.max(0, Math.min(tracks.count - 1, row < 0 ? 0 : row + step));
        select(next, modifiers & Qt.ShiftModifier);
        list.positionViewAtIndex(next, ListView.Contain);
    }

    function clearSelection() {
        selected = {};
        selectedCount = 0;
        currentId = 0;
        anchorRow = -1;
    }

    color: Theme.table

    TableHeader {
        id: header
        width: parent.width
        columns: root.columns
        sortColumn: root.tracks.sortColumn
        isDescending: root.tracks.sortDescending
        onSortAsked: column => root.tracks.sortBy(column)
    }

    ListView {
        id: list

        property real keptY: 0

        anchors { top: header.bottom; left: parent.left; right: parent.right; bottom: parent.bottom }
        clip: true
        focus: true
        activeFocusOnTab: true
        model: root.tracks
        reuseItems: true
        cacheBuffer: 200
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Tracks")
        delegate: TrackRow {
            width: ListView.view.width
            columns: root.columns
            isSelected: root.selected[trackId] === true
            isCurrent: root.currentId === trackId
            hasViewFocus: list.activeFocus && list.isKeyboardUsed
            onPressed: modifiers => {
                list.forceActiveFocus(Qt.MouseFocusReason);
                list.isKeyboardUsed = false;
                root.select(index, modifiers);
            }
            onActivated: root.opened()
            onMenuAsked: {
                if (!isSelected)
                    root.select(index, Qt.NoModifier);
                root.menuAsked(trackId);
            }
        }
        property bool isKeyboardUsed: false

        Basic.ScrollBar.vertical: ThinScrollBar {}

        Keys.onPressed: event => {
            const page = Math.max(1, Math.floor(list.height / Theme.rowHeight) - 1);
            const steps = { [Qt.Key_Up]: -1, [Qt.Key_Down]: 1, [Qt.Key_PageUp]: -page, [Qt.Key_PageDown]: page, [Qt.Key_Home]: -1e9, [Qt.Key_End]: 1e9 };
            if (steps[event.key] !== undefined) {
                list.isKeyboardUsed = true;
                root.move(steps[event.key], event.modifiers);
                event.accepted = true;
            } else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
                root.opened();
                event.accepted = true;
            } else if (event.key === Qt.Key_Menu && root.currentId > 0) {
                root.menuAsked(root.currentId);
                event.accepted = true;
            }
        }

        Connections {
            target: root.tracks
            // New rows and a new order of the same query never move the view.
            function onModelAboutToBeReset() { list.keptY = list.contentY; }
            function onModelReset() { list.contentY = Math.max(0, Math.min(list.keptY, list.contentHeight - list.height)); }
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
