pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What moves files away and back, and what hands them to another program.
ActionGroup {
    id: root

    required property Acting acting
    required property TrackTable tracks
    required property TrackTableView table

    readonly property int trackCount: table.selectedCount
    readonly property string noTrack: trackCount > 0 ? "" : qsTr("Select a track first")
    readonly property string busy: acting.isBusy ? qsTr("Files are being moved already") : ""

    readonly property AppAction quarantine: AppAction {
        text: qsTr("Move to quarantine")
        menuText: root.trackCount > 1 ? qsTr("Move %1 tracks to quarantine...").arg(root.trackCount) : qsTr("Move to quarantine...")
        about: qsTr("Move the files to a folder of their own; nothing is deleted")
        glyph: "box"
        keys: ["Q"]
        obstacle: root.noTrack !== "" ? root.noTrack : root.busy
        onTriggered: root.acting.plan(root.table.selectedIds())
    }
    readonly property AppAction restore: AppAction {
        text: qsTr("Restore from quarantine")
        menuText: root.trackCount > 1 ? qsTr("Restore %1 tracks").arg(root.trackCount) : qsTr("Restore from quarantine")
        about: qsTr("Move the files back to where they were")
        glyph: "box"
        obstacle: root.noTrack !== "" ? root.noTrack : root.busy
        onTriggered: root.acting.restore(root.table.selectedIds())
    }
    readonly property AppAction restoreAll: AppAction {
        text: qsTr("Restore everything from quarantine")
        menuText: qsTr("Restore everything...")
        glyph: "box"
        obstacle: root.busy
        onTriggered: root.acting.planBack()
    }
    readonly property AppAction cancel: AppAction {
        text: qsTr("Stop moving files")
        glyph: "cancel"
        obstacle: root.acting.isBusy ? "" : qsTr("No file is being moved")
        onTriggered: root.acting.cancel()
    }
    readonly property AppAction show: AppAction {
        text: qsTr("Show only: tracks in quarantine")
        glyph: "box"
        onTriggered: {
            root.tracks.clearFilters();
            root.tracks.onlyQuarantined = true;
        }
    }
    readonly property AppAction play: AppAction {
        text: qsTr("Play in the default player")
        glyph: "play"
        obstacle: root.table.currentId > 0 ? "" : qsTr("Select a track first")
        onTriggered: Qt.openUrlExternally(root.acting.fileUrl(root.tracks.pathAt(root.tracks.rowOfTrack(root.table.currentId))))
    }

    title: qsTr("Quarantine and players")
}
