pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What can be done with the selected tracks.
ActionGroup {
    id: root

    required property Session session
    required property TrackTable tracks
    required property Judging judging
    required property Detail detail
    required property TrackTableView table

    readonly property int trackCount: table.selectedCount
    readonly property string noTrack: trackCount > 0 ? "" : qsTr("Select a track first")
    readonly property string notOne: trackCount === 1 ? "" : qsTr("Select one track first")

    signal copyAsked(string text)

    function pathOf(id: int): string {
        return tracks.pathAt(tracks.rowOfTrack(id));
    }

    readonly property AppAction again: AppAction {
        text: qsTr("Audit again")
        menuText: root.trackCount > 1 ? qsTr("Audit %1 tracks again").arg(root.trackCount) : text
        about: qsTr("Decode, measure and judge it anew")
        glyph: "reload"
        keys: ["R"]
        obstacle: root.noTrack
        onTriggered: root.session.auditAgain(root.table.selectedIds())
    }
    readonly property AppAction askArbiter: AppAction {
        text: qsTr("Ask the arbiter")
        obstacle: root.noTrack
        onTriggered: root.judging.askArbiter(root.table.selectedIds())
    }
    readonly property AppAction openFolder: AppAction {
        text: qsTr("Open folder")
        obstacle: root.table.currentId > 0 ? "" : root.noTrack
        onTriggered: Qt.openUrlExternally(root.session.folderUrl(root.pathOf(root.table.currentId)))
    }
    readonly property AppAction copyReport: AppAction {
        text: qsTr("Copy report")
        glyph: "copy"
        keys: ["Ctrl+C"]
        obstacle: root.notOne
        onTriggered: root.copyAsked(root.detail.report)
    }
    readonly property AppAction copyPath: AppAction {
        text: qsTr("Copy path")
        glyph: "copy"
        keys: ["Ctrl+Shift+C"]
        obstacle: root.noTrack
        onTriggered: root.copyAsked(root.table.selectedIds().map(id => root.pathOf(id)).filter(path => path !== "").join("\n"))
    }
    readonly property AppAction forget: AppAction {
        text: qsTr("Forget the audit")
        menuText: root.trackCount > 1 ? qsTr("Forget %1 audits").arg(root.trackCount) : text
        obstacle: root.noTrack
        onTriggered: {
            root.session.removeRows(root.table.selectedIds());
            root.table.clearSelection();
        }
    }
    readonly property AppAction selectAll: AppAction {
        text: qsTr("Select all")
        keys: ["Ctrl+A"]
        hasShortcut: false
        obstacle: root.tracks.count > 0 ? "" : qsTr("There is no track yet")
        onTriggered: root.table.selectAll()
    }

    title: qsTr("Selected tracks")
}
