pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// The window: toolbar, filters and table, detail, status.
Basic.ApplicationWindow {
    id: root

    readonly property bool isCompact: width < 1260
    property bool isDetailShown: true
    property bool isDetailMaximised: false
    property real detailWidth: 480
    // Whether the first look into the store has ended.
    property bool hasLoaded: false
    readonly property bool isFiltered: tracks.searchText !== "" || tracks.classFilter !== "" || tracks.onlyDamaged || tracks.onlyDefects
    readonly property bool isEmpty: hasLoaded && session.countAll === 0 && tracks.count === 0 && session.isIdle && !isFiltered
    readonly property bool isTyping: activeFocusItem instanceof TextInput || activeFocusItem instanceof TextEdit
    readonly property bool isPopupOpen: healthDialog.opened || settingsDialog.opened || markDialog.opened || exchangeDialog.opened || rowMenu.opened || toolbar.isMenuOpen

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

    function mark(label: string) {
        const ids = table.selectedIds();
        if (ids.length > 0)
            judging.mark(ids, label, "", "");
    }

    function unmark() {
        const ids = table.selectedIds();
        if (ids.length > 0)
            judging.unmark(ids);
    }

    function askForMark() {
        if (table.selectedCount > 0)
            markDialog.open();
    }

    function maximise(isMaximised: bool) {
        isDetailMaximised = isMaximised;
        if (isMaximised)
            isDetailShown = true;
        else
            table.forceActiveFocus(Qt.OtherFocusReason);
    }

    function toggle(dialog: Basic.Popup) {
        if (dialog.opened)
            dialog.close();
        else
            dialog.open();
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
        hasLoaded = !tracks.isLoading;
        session.start();
        health.check();
        judging.refresh();
    }

    Binding { target: Theme; property: "mode"; value: session.settingTheme }
    Binding { target: Theme; property: "rowHeight"; value: session.settingRowHeight }
    Binding { target: Theme; property: "isMotionReduced"; value: session.settingReducedMotion }

    Session {
        id: session
        onNotice: message => { toast.show(message); settingsDialog.note = message; }
    }
    TrackTable {
        id: tracks
        onIsLoadingChanged: if (!isLoading) root.hasLoaded = true
    }
    Judging {
        id: judging
        onNotice: message => { toast.show(message); settingsDialog.note = message; }
    }
    Detail { id: detail; trackId: table.soleId }
    Health {
        id: health

        property bool wasShown: false

        onStateChanged: {
            if (wasShown || state === "checking" || state === "")
                return;
            wasShown = true;
            if (state !== "ready" && session.settingShowHealth)
                healthDialog.open();
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
            onAddFilesAsked: pickers.addFiles()
            onAddFolderAsked: pickers.addFolder()
            onExportAsked: format => pickers.exportTo(format)
            onSettingsAsked: settingsDialog.open()
            onHealthAsked: root.toggle(healthDialog)
            onSearchLeft: table.forceActiveFocus(Qt.OtherFocusReason)
        }
        Notices { Layout.fillWidth: true; Layout.fillHeight: false; session: session }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            Item {
                visible: !root.isDetailMaximised || root.isEmpty
                Layout.fillWidth: true
                Layout.fillHeight: true

                Rectangle { anchors.fill: parent; color: Theme.table }
                EmptyState {
                    anchors.fill: parent
                    visible: root.isEmpty
                    onAddFilesAsked: pickers.addFiles()
                    onAddFolderAsked: pickers.addFolder()
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
                        onOpened: if (soleId > 0) root.maximise(true)
                        onMenuAsked: rowMenu.popup()
                    }
                }
            }
            // Where the panel will be: the health dialog opens over it and leaves the invitation free.
            Rectangle {
                visible: root.isEmpty && !root.isCompact
                Layout.fillHeight: true
                Layout.preferredWidth: root.detailWidth
                color: Theme.panel

                Rectangle { width: 1; height: parent.height; color: Theme.line }
            }
            WidthGrip {
                visible: root.isDetailShown && !root.isEmpty && !root.isDetailMaximised && !root.isCompact
                Layout.fillHeight: true
                z: 2
                onDragged: x => root.detailWidth = Math.max(400, Math.min(640, root.width - x))
            }
            DetailPanel {
                id: panel
                visible: root.isDetailShown && !root.isEmpty
                Layout.fillHeight: true
                Layout.fillWidth: root.isDetailMaximised
                Layout.preferredWidth: root.isDetailMaximised ? root.width : root.isCompact ? 400 : root.detailWidth
                detail: detail
                selectedCount: table.selectedCount
                place: isMaximised && tracks.count > 0 ? qsTr("%1 of %2").arg((tracks.rowOfTrack(table.soleId) + 1).toLocaleString(Qt.locale(), "f", 0)).arg(tracks.count.toLocaleString(Qt.locale(), "f", 0)) : ""
                isCompact: root.isCompact
                isMaximised: root.isDetailMaximised
                onCopyAsked: root.copyText(detail.report)
                onAgainAsked: root.auditAgain()
                onMarkAsked: root.askForMark()
                onExchangeAsked: exchangeDialog.open()
                onStepAsked: step => table.move(step, Qt.NoModifier)
                onMaximiseAsked: root.maximise(!root.isDetailMaximised)
                onCloseAsked: {
                    root.maximise(false);
                    root.isDetailShown = false;
                }
            }
        }
        StatusBar {
            Layout.fillWidth: true
            session: session
            health: health
            isCompact: root.isCompact
        }
    }

    DropZone { anchors.fill: parent; onTaken: urls => session.addUrls(urls) }
    RowMenu {
        id: rowMenu
        trackCount: table.selectedCount
        onFolderAsked: Qt.openUrlExternally(session.folderUrl(tracks.pathAt(tracks.rowOfTrack(table.currentId))))
        onAgainAsked: root.auditAgain()
        onPathAsked: root.copyText(table.selectedIds().map(id => tracks.pathAt(tracks.rowOfTrack(id))).filter(path => path !== "").join("\n"))
        onReportAsked: root.copyText(detail.report)
        onMarkAsked: label => root.mark(label)
        onUnmarkAsked: root.unmark()
        onMarkDialogAsked: root.askForMark()
        onArbiterAsked: judging.askArbiter(table.selectedIds())
        onForgetAsked: {
            session.removeRows(table.selectedIds());
            table.clearSelection();
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
    SettingsDialog { id: settingsDialog; session: session; judging: judging }
    ExchangeDialog { id: exchangeDialog; exchange: detail.exchange; onCopyAsked: root.copyText(detail.exchange) }
    MarkDialog {
        id: markDialog
        trackCount: table.selectedCount
        onMarked: (label, codec, note) => judging.mark(table.selectedIds(), label, codec, note)
        onUnmarked: root.unmark()
    }
    FilePickers {
        id: pickers
        onAdded: urls => session.addUrls(urls)
        onExportAsked: (file, format) => session.exportTable(file, format)
    }
    Toast { id: toast; anchors.horizontalCenter: parent.horizontalCenter; y: root.height - 88 }

    WindowKeys {
        isFree: !root.isTyping && !root.isPopupOpen
        isRunning: !session.isIdle
        isMaximised: root.isDetailMaximised
        onAddFilesAsked: pickers.addFiles()
        onAddFolderAsked: pickers.addFolder()
        onSearchAsked: toolbar.focusSearch()
        onPauseAsked: session.isPaused ? session.resume() : session.pause()
        onCancelAsked: session.cancel()
        onExportAsked: if (session.countAll > 0) pickers.exportTo("csv")
        onHealthAsked: root.toggle(healthDialog)
        onSettingsAsked: settingsDialog.open()
        onDetailAsked: root.isDetailShown = root.isDetailMaximised || !root.isDetailShown
        onAgainAsked: root.auditAgain()
        onMarkAsked: label => root.mark(label)
        onUnmarkAsked: root.unmark()
        onMarkDialogAsked: root.askForMark()
        onUndoAsked: judging.undo()
        onTabAsked: at => panel.tab = at
        onStepAsked: step => table.move(step, Qt.NoModifier)
        onBackAsked: root.isDetailMaximised ? root.maximise(false) : tracks.clearFilters()
    }
}
