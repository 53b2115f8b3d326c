pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// Copies of the same recording, the best source of each first. It shows, compares and opens; nothing is ever deleted.
FocusScope {
    id: root

    required property CopyTable copies
    property bool isCompact: false
    // The selected tracks of the window, id to true: a copy is selected as a track is.
    property var selected: ({})
    property int selectedCount: 0
    property int currentId: 0

    // The two selected copies, or the best one and the selected other; empty for neither. The better placed is first.
    readonly property var pair: pairOf(selected, selectedCount, copies.count)
    readonly property string noCopy: copies.rowOfTrack(currentId) >= 0 && copies.count > 0 ? "" : qsTr("Select a copy first")
    readonly property string noPair: pair.length === 2 ? "" : qsTr("Select two copies, or one that is not the best")

    signal selectAsked(var ids, int currentId)
    signal compareAsked(int a, int b)
    signal trackAsked(int id)
    signal folderAsked(string path)
    signal searchCleared()

    function pairOf(selected: var, selectedCount: int, count: int): var {
        if (selectedCount < 1 || selectedCount > 2 || count === 0)
            return [];
        const ids = Object.keys(selected).map(id => parseInt(id)).filter(id => copies.rowOfTrack(id) >= 0);
        if (ids.length === 2)
            return ids.sort((a, b) => copies.rowOfTrack(a) - copies.rowOfTrack(b));
        const best = ids.length === 1 ? copies.bestOf(ids[0]) : 0;
        return best > 0 && best !== ids[0] ? [best, ids[0]] : [];
    }

    function compareCopies() {
        if (pair.length === 2)
            compareAsked(pair[0], pair[1]);
    }

    function showCopy() {
        if (noCopy === "")
            trackAsked(currentId);
    }

    function openCopyFolder() {
        if (noCopy === "")
            folderAsked(copies.pathAt(copies.rowOfTrack(currentId)));
    }

    function select(row: int, modifiers: int) {
        const id = copies.isGroupAt(row) ? 0 : copies.trackIdAt(row);
        if (id === 0)
            return;
        let ids = [id];
        if (modifiers & (Qt.ControlModifier | Qt.ShiftModifier)) {
            const others = Object.keys(selected).map(id => parseInt(id)).filter(other => other !== id && copies.rowOfTrack(other) >= 0);
            ids = selected[id] && (modifiers & Qt.ControlModifier) ? others : others.concat(ids);
        }
        selectAsked(ids, id);
    }

    // Goes `step` sources on, over the heads of groups, and brings that one into sight.
    function move(step: int, modifiers: int) {
        const last = copies.count - 1;
        if (last < 1)
            return;
        const from = copies.rowOfTrack(currentId);
        let row = from < 0 ? 1 : Math.max(1, Math.min(last, from + step));
        // A head has a source on either side, save the first, which none comes to.
        if (copies.isGroupAt(row))
            row += step < 0 ? -1 : 1;
        select(row, modifiers & Qt.ShiftModifier);
        list.positionViewAtIndex(row, ListView.Contain);
    }

    Rectangle { anchors.fill: parent; color: Theme.table }

    CopiesBar {
        id: bar
        width: parent.width
        copies: root.copies
        isCompact: root.isCompact
        noPair: root.noPair
        noCopy: root.noCopy
        onCompareAsked: root.compareCopies()
        onTrackAsked: root.showCopy()
        onFolderAsked: root.openCopyFolder()
    }

    ListView {
        id: list

        property bool isKeyboardUsed: false
        property CopyRow hoveredRow: null

        anchors { top: bar.bottom; left: parent.left; right: parent.right; bottom: parent.bottom }
        clip: true
        focus: true
        activeFocusOnTab: true
        model: root.copies
        reuseItems: true
        cacheBuffer: 4 * Theme.rowHeight
        currentIndex: -1
        keyNavigationEnabled: false
        highlightFollowsCurrentItem: false
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Copies")
        onActiveFocusChanged: if (!activeFocus) isKeyboardUsed = false

        delegate: CopyRow {
            width: ListView.view.width
            isCompact: root.isCompact
            isSelected: !isGroup && root.selected[trackId] === true
            isCurrent: !isGroup && root.currentId === trackId
            hasViewFocus: list.activeFocus && list.isKeyboardUsed
            onIsHoveredChanged: list.hoveredRow = isHovered ? this : list.hoveredRow === this ? null : list.hoveredRow
            ListView.onPooled: if (list.hoveredRow === this) list.hoveredRow = null
            onPressed: modifiers => {
                list.isKeyboardUsed = false;
                list.forceActiveFocus(Qt.MouseFocusReason);
                root.select(index, modifiers);
            }
            onActivated: root.trackAsked(trackId)
        }

        Basic.ScrollBar.vertical: ThinScrollBar {}

        Keys.onPressed: event => {
            const page = Math.max(1, Math.floor(list.height / (Theme.rowHeight + 18)) - 1);
            const steps = { [Qt.Key_Up]: -1, [Qt.Key_Down]: 1, [Qt.Key_PageUp]: -page, [Qt.Key_PageDown]: page, [Qt.Key_Home]: -root.copies.count, [Qt.Key_End]: root.copies.count };
            list.isKeyboardUsed = true;
            event.accepted = true;
            if (steps[event.key] !== undefined)
                root.move(steps[event.key], event.modifiers);
            else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && root.noCopy === "")
                root.showCopy();
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
    }

    ListPlaceholder {
        anchors.centerIn: list
        width: Math.min(420, list.width - 32)
        visible: root.copies.count === 0
        isLoading: root.copies.isSearching
        text: root.copies.problem !== "" ? root.copies.problem : isLoading ? qsTr("Looking for copies among all audited tracks") : root.copies.groupCount > 0 ? qsTr("No copy matches") : root.copies.hasSearched ? qsTr("No recording is there more than once") : qsTr("Nobody has looked for copies yet")
        note: root.copies.problem === "" && root.copies.groupCount === 0 ? qsTr("Copies are found by how they sound, whatever their container, codec or level.") : ""
        action: isLoading ? "" : root.copies.groupCount > 0 ? qsTr("Clear the search") : qsTr("Look again")
        onActed: root.copies.groupCount > 0 ? root.searchCleared() : root.copies.search()
    }
}
