pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The switch between tracks, albums and copies, and the two views that show several tracks as one. The table of tracks stands below,
// beside it: where it is shown, this is the switch alone.
FocusScope {
    id: root

    required property Session session
    required property TrackTable tracks
    required property TrackTableView table
    required property real windowWidth
    property bool isCompact: false

    // "tracks", "albums" or "copies".
    property string content: "tracks"

    readonly property alias copies: copyTable
    readonly property alias copiesView: copiesList

    // Another view is shown, or the same was asked for.
    signal shown()
    signal compareAsked(int a, int b)
    signal notice(string message)

    function show(next: string) {
        content = next;
        shown();
        focusContent();
    }

    // Gives the keyboard to the view that is shown.
    function focusContent() {
        const view = content === "tracks" ? table : content === "albums" ? albumsList : copiesList;
        view.forceActiveFocus(Qt.OtherFocusReason);
    }

    // Shows a track in the table, whatever hid it.
    function showTrack(id: int) {
        table.selectTracks([id], id);
        show("tracks");
        if (tracks.rowOfTrack(id) < 0)
            tracks.clearFilters();
        else
            table.move(0, Qt.NoModifier);
    }

    implicitHeight: bar.implicitHeight

    AlbumTable { id: albumTable; isWanted: root.content === "albums"; searchText: root.tracks.searchText }
    CopyTable { id: copyTable; isWanted: root.content === "copies"; searchText: root.tracks.searchText; onNotice: message => root.notice(message) }

    ViewBar {
        id: bar
        width: parent.width
        content: root.content
        folderPath: root.tracks.folderPath
        albumsText: albumTable.count > 0 ? albumTable.countText : ""
        onChosen: content => root.show(content)
        onFolderCleared: root.tracks.clearFolder()
    }
    AlbumsView {
        id: albumsList
        anchors { top: bar.bottom; left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: root.content === "albums"
        albums: albumTable
        windowWidth: root.windowWidth
        isCompact: root.isCompact
        onOpened: trackId => {
            root.tracks.showFolderOf(trackId);
            root.show("tracks");
        }
        onSearchCleared: root.tracks.clearFilters()
    }
    CopiesView {
        id: copiesList
        anchors { top: bar.bottom; left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: root.content === "copies"
        copies: copyTable
        isCompact: root.isCompact
        selected: root.table.selected
        selectedCount: root.table.selectedCount
        currentId: root.table.currentId
        onSelectAsked: (ids, currentId) => root.table.selectTracks(ids, currentId)
        onCompareAsked: (a, b) => root.compareAsked(a, b)
        onTrackAsked: id => root.showTrack(id)
        onFolderAsked: path => Qt.openUrlExternally(root.session.folderUrl(path))
        onSearchCleared: root.tracks.clearFilters()
    }
}
