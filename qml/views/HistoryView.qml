pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// What was found in a track before, the latest first.
Item {
    id: root

    // Entries of a HistoryRow, the latest first.
    required property var entries
    // Where a quarantined track came from.
    required property string place
    required property string problem
    required property bool isLoading

    readonly property alias rows: rows

    // By how many entries a key moves; 0 for one that does not, and where there is none.
    function step(key: int): int {
        const page = Math.max(1, Math.floor(rows.height / 80));
        const steps = { [Qt.Key_Up]: -1, [Qt.Key_Down]: 1, [Qt.Key_PageUp]: -page, [Qt.Key_PageDown]: page, [Qt.Key_Home]: -rows.count, [Qt.Key_End]: rows.count };
        return rows.count === 0 ? 0 : steps[key] ?? 0;
    }

    function move(by: int) {
        rows.currentIndex = Math.max(0, Math.min(rows.count - 1, rows.currentIndex + by));
        rows.positionViewAtIndex(rows.currentIndex, ListView.Contain);
    }

    Label {
        id: origin
        width: parent.width - 12
        height: text === "" ? 0 : 26
        text: root.place
        color: Theme.text2
        elide: Text.ElideMiddle

        HoverHandler { id: pointer }
        Tip { isShown: pointer.hovered && origin.truncated; text: root.place }
    }
    ListView {
        id: rows
        anchors { top: origin.bottom; left: parent.left; right: parent.right; bottom: parent.bottom }
        clip: true
        model: root.entries
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: false
        highlightFollowsCurrentItem: false
        Basic.ScrollBar.vertical: ThinScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("History")
        // With the panel maximised the same keys go from track to track.
        Keys.onShortcutOverride: event => event.accepted = event.modifiers === Qt.NoModifier && root.step(event.key) !== 0
        Keys.onPressed: event => {
            event.accepted = root.step(event.key) !== 0;
            if (event.accepted)
                root.move(root.step(event.key));
        }

        delegate: HistoryRow {
            required property var modelData
            required property int index

            width: rows.width - 12
            entry: modelData
            isCurrent: rows.activeFocus && rows.currentIndex === index
        }
    }
    ListPlaceholder {
        anchors.centerIn: rows
        width: Math.min(360, rows.width - 32)
        visible: root.entries.length === 0
        isLoading: root.isLoading
        text: root.problem !== "" ? root.problem : root.isLoading ? qsTr("Reading the history") : qsTr("No audit of this track is kept yet. The first one begins its history.")
    }
}
