pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Dialogs
import QtQuick.Controls.Basic as Basic
import audiopro

// The window: toolbar, filters and table, detail, status.
Basic.ApplicationWindow {
    id: root

    readonly property bool isCompact: width < 1260
    property bool isDetailShown: true
    property bool isDetailMaximised: false
    property real detailWidth: 480
    readonly property bool isEmpty: session.countAll === 0 && session.isIdle && tracks.searchText === "" && tracks.classFilter === "" && !tracks.onlyDamaged && !tracks.onlyDefects
    readonly property bool isTyping: activeFocusItem instanceof TextInput || activeFocusItem instanceof TextEdit

    function openFolderOf(path: string) {
        Qt.openUrlExternally(session.folderUrl(path));
    }

    function copyText(text: string) {
        clipboard.text = text;
        clipboard.selectAll();
        clipboard.copy();
        clipboard.text = "";
        toast.show(qsTr("Copied"));
    }

    function auditAgain() {
        const ids = table.selectedIds();
        if (ids.length > 0)
            session.auditAgain(ids);
    }

    function askExport(format: string) {
        exportDialog.format = format;
        exportDialog.open();
    }

    visible: true
    width: 1440
    height: 900
    minimumWidth: 1024
    minimumHeight: 700
    title: session.isIdle ? qsTr("Audiopro") : qsTr("Audiopro - %1 of %2").arg(session.done).arg(session.total)
    color: Theme.window
    font.family: Theme.sans
    font.pixelSize: Theme.textSize

    Component.onCompleted: {
        session.start();
        health.check();
    }

    Binding { target: Theme; property: "mode"; value: session.settingTheme }
    Binding { target: Theme; property: "rowHeight"; value: session.settingRowHeight }
    Binding { target: Theme; property: "isMotionReduced"; value: session.settingReducedMotion }

    Session {
        id: session
        onNotice: message => toast.show(message)
    }
    TrackTable { id: tracks }
    Detail { id: detail; trackId: table.selectedCount === 1 ? table.currentId : 0 }
    Health {
        id: health

        property bool wasShown: false

        onStateChanged: {
            if (!wasShown && state !== "checking") {
                wasShown = true;
                if (state !== "ready" && session.settingShowHealth)
                    healthDialog.open();
            }
        }
    }
    Timer { interval: 1000; running: true; repeat: true; onTriggered: session.refreshStatus() }
    TextEdit { id: clipboard; visible: false; textFormat: TextEdit.PlainText }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        MainToolbar {
            id: toolbar
            Layout.fillWidth: true
            session: session
            tracks: tracks
            health: health
            isCompact: root.isCompact
            isHealthOpen: healthDialog.opened
            onAddFilesAsked: filesDialog.open()
            onAddFolderAsked: folderDialog.open()
            onExportAsked: format => root.askExport(format)
            onSettingsAsked: settingsDialog.open()
            onHealthAsked: healthDialog.opened ? healthDialog.close() : healthDialog.open()
        }
        Banner {
            Layout.fillWidth: true
            visible: session.problem !== ""
            isAlert: true
            message: session.problem
            onDismissed: session.dismissProblem()
        }
        Banner {
            Layout.fillWidth: true
            visible: session.interruptedTracks > 0
            message: qsTr("An earlier run was interrupted: %1 tracks wait.").arg(session.interruptedTracks)
            action: qsTr("Resume")
            onActed: session.resumeInterrupted()
            onDismissed: session.dismissInterrupted()
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            Item {
                visible: !root.isDetailMaximised || root.isEmpty
                Layout.fillWidth: true
                Layout.fillHeight: true

                EmptyState {
                    anchors.fill: parent
                    visible: root.isEmpty
                    onAddFilesAsked: filesDialog.open()
                    onAddFolderAsked: folderDialog.open()
                }
                ColumnLayout {
                    anchors.fill: parent
                    spacing: 0
                    visible: !root.isEmpty

                    FilterBar {
                        Layout.fillWidth: true
                        session: session
                        tracks: tracks
                        isCompact: root.isCompact
                    }
                    TrackTableView {
                        id: table
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        tracks: tracks
                        windowWidth: root.width
                        isCompact: root.isCompact
                        focus: true
                        onOpened: root.isDetailMaximised = selectedCount === 1
                        onMenuAsked: rowMenu.popup()
                    }
                }
            }
            Item {
                visible: root.isDetailShown && !root.isEmpty && !root.isDetailMaximised
                Layout.fillHeight: true
                implicitWidth: 0
                z: 2

                MouseArea {
                    x: -3
                    width: 7
                    height: parent.height
                    cursorShape: Qt.SplitHCursor
                    enabled: !root.isCompact
                    onPositionChanged: mouse => {
                        const at = mapToItem(root.contentItem, mouse.x, 0).x;
                        root.detailWidth = Math.max(400, Math.min(640, root.width - at));
                    }
                }
            }
            DetailPanel {
                id: panel
                visible: root.isDetailShown && !root.isEmpty
                Layout.fillHeight: true
                Layout.fillWidth: root.isDetailMaximised
                Layout.preferredWidth: root.isDetailMaximised ? root.width : root.isCompact ? 400 : root.detailWidth
                detail: detail
                selectedCount: table.selectedCount
                isCompact: root.isCompact
                isMaximised: root.isDetailMaximised
                onCopyAsked: root.copyText(detail.report)
                onAgainAsked: root.auditAgain()
                onMaximiseAsked: root.isDetailMaximised = !root.isDetailMaximised
                onCloseAsked: root.isDetailShown = false
            }
        }
        StatusBar {
            Layout.fillWidth: true
            session: session
            health: health
            isCompact: root.isCompact
        }
    }

    DropArea {
        id: drop
        anchors.fill: parent
        onEntered: event => event.accepted = event.hasUrls
        onDropped: event => {
            if (event.hasUrls) {
                session.addUrls(event.urls);
                event.acceptProposedAction();
            }
        }

        Rectangle {
            anchors.fill: parent
            visible: drop.containsDrag
            color: "transparent"
            border.width: 3
            border.color: Theme.accent
        }
    }

    AppMenu {
        id: rowMenu

        AppMenuItem { text: qsTr("Open folder"); onTriggered: root.openFolderOf(tracks.pathAt(tracks.rowOfTrack(table.currentId))) }
        AppMenuItem { text: qsTr("Audit again"); onTriggered: root.auditAgain() }
        AppMenuItem { text: qsTr("Copy path"); onTriggered: root.copyText(tracks.pathAt(tracks.rowOfTrack(table.currentId))) }
        AppMenuItem { text: qsTr("Copy report"); enabled: table.selectedCount === 1; onTriggered: root.copyText(detail.report) }
        AppMenuItem {
            text: qsTr("Forget the audit")
            onTriggered: {
                session.removeRows(table.selectedIds());
                table.clearSelection();
            }
        }
    }
    HealthDialog {
        id: healthDialog
        x: root.width - width - 16
        y: 60
        health: health
        session: session
        onCopyAsked: text => root.copyText(text)
        onSettingsAsked: settingsDialog.open()
    }
    SettingsDialog { id: settingsDialog; session: session }
    Toast { id: toast; anchors.horizontalCenter: parent.horizontalCenter; y: root.height - 88 }

    FileDialog {
        id: filesDialog
        title: qsTr("Add files")
        fileMode: FileDialog.OpenFiles
        nameFilters: [qsTr("Audio, playlists and cue sheets (*.flac *.wav *.wave *.aif *.aiff *.aifc *.m4a *.mp4 *.mp3 *.aac *.ogg *.oga *.opus *.wv *.ape *.mpc *.wma *.ac3 *.eac3 *.dsf *.dff *.tta *.mka *.m3u *.m3u8 *.cue)"), qsTr("All files (*)")]
        onAccepted: session.addUrls(selectedFiles)
    }
    FolderDialog {
        id: folderDialog
        title: qsTr("Add folder")
        onAccepted: session.addUrls([selectedFolder])
    }
    FileDialog {
        id: exportDialog

        property string format: "csv"

        title: qsTr("Export")
        fileMode: FileDialog.SaveFile
        defaultSuffix: format
        nameFilters: format === "csv" ? [qsTr("CSV (*.csv)")] : [qsTr("JSON lines (*.jsonl)")]
        onAccepted: session.exportTable(selectedFile, format)
    }

    Shortcut { sequence: "Ctrl+O"; onActivated: filesDialog.open() }
    Shortcut { sequence: "Ctrl+Shift+O"; onActivated: folderDialog.open() }
    Shortcut { sequence: "Ctrl+F"; onActivated: toolbar.focusSearch() }
    Shortcut { sequence: "Ctrl+P"; enabled: !session.isIdle; onActivated: session.isPaused ? session.resume() : session.pause() }
    Shortcut { sequence: "Ctrl+."; enabled: !session.isIdle; onActivated: session.cancel() }
    Shortcut { sequence: "Ctrl+E"; enabled: session.countAll > 0; onActivated: root.askExport("csv") }
    Shortcut { sequence: "Ctrl+Shift+H"; onActivated: healthDialog.opened ? healthDialog.close() : healthDialog.open() }
    Shortcut { sequence: "Ctrl+,"; onActivated: settingsDialog.open() }
    Shortcut { sequence: "F9"; onActivated: root.isDetailShown = !root.isDetailShown }
    Shortcut { sequence: "R"; enabled: !root.isTyping; onActivated: root.auditAgain() }
    Shortcut { sequence: "Ctrl+1"; onActivated: panel.tab = 0 }
    Shortcut { sequence: "Ctrl+2"; onActivated: panel.tab = 1 }
    Shortcut { sequence: "Ctrl+3"; onActivated: panel.tab = 2 }
    Shortcut { sequence: "Ctrl+4"; onActivated: panel.tab = 3 }
    Shortcut {
        sequence: "Esc"
        enabled: !root.isTyping
        onActivated: {
            if (root.isDetailMaximised)
                root.isDetailMaximised = false;
            else
                tracks.clearFilters();
        }
    }
}
