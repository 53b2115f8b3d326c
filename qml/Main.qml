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
    readonly property bool isFiltered: tracks.searchText !== "" || tracks.classFilter !== "" || tracks.onlyDamaged || tracks.onlyDefects || tracks.onlyQuarantined || tracks.folderPath !== ""
    readonly property bool isEmpty: hasLoaded && session.countAll === 0 && tracks.count === 0 && session.isIdle && !isFiltered
    readonly property bool isTyping: activeFocusItem instanceof TextInput || activeFocusItem instanceof TextEdit
    readonly property bool isPopupOpen: dialogs.isOpen || paperwork.isOpen || rowMenu.opened || toolbar.isMenuOpen || library.isMenuOpen || comparison.isMenuOpen

    function copyText(text: string) {
        clipboard.put(text);
        toast.show(qsTr("Copied"));
    }

    function tell(message: string) {
        toast.show(message);
        dialogs.note(message);
    }

    function maximise(isMaximised: bool) {
        isDetailMaximised = isMaximised;
        if (isMaximised)
            isDetailShown = true;
        else
            library.collections.focusContent();
    }

    function explain() {
        const spot = finder.spotIn(contentItem);
        if (spot !== null)
            spot.show();
        else
            dialogs.openHelp("");
    }

    function comeToFront() {
        show();
        raise();
        requestActivate();
    }

    visible: true
    width: 1440
    height: 900
    minimumWidth: 1024
    minimumHeight: 700
    title: Theme.joined([session.isIdle ? "" : qsTr("%1 of %2").arg(session.done).arg(session.total), paperwork.projects.name, qsTr("Audiopro")], " - ")
    color: Theme.window
    font.family: Theme.sans
    font.pixelSize: Theme.textSize

    Component.onCompleted: {
        hasLoaded = !tracks.isLoading;
        session.start();
        health.check();
        judging.refresh();
    }

    ChosenLook { session: session }
    Session { id: session; onNotice: message => root.tell(message); onSummoned: root.comeToFront() }
    TrackTable { id: tracks; onIsLoadingChanged: if (!isLoading) root.hasLoaded = true }
    Judging { id: judging; onNotice: message => root.tell(message) }
    Acting { id: acting; onNotice: message => root.tell(message) }
    Watching { id: watching; onNotice: message => root.tell(message) }
    FilterList { id: filters; onNotice: message => root.tell(message); onRemoved: message => toast.offerUndo(message) }
    Desk { isActive: root.active; isPaused: session.isPaused }
    KeptLayout { window: root; tracks: tracks; table: library.table; panel: panel; player: player }
    Detail { id: detail; trackId: library.table.soleId }
    TrackSound { id: sound; trackId: detail.trackId; isWanted: panel.needsSound || player.isWanted }
    SoundView { id: view; durationS: sound.durationS; nyquistHz: sound.nyquistHz }
    TrackPlayer { id: player; sound: sound; view: view }
    FirstHealth { id: health; onLimited: if (session.settingShowHealth) dialogs.openHealth() }
    Demo { id: demo; onEnded: id => { library.table.setSelected({ [id]: true }); library.table.currentId = id; } }
    Timer { interval: 1000; running: true; repeat: true; onTriggered: session.refreshStatus() }
    Clipboard { id: clipboard }

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
            actions: actions
            paperwork: paperwork
            isHealthOpen: dialogs.isHealthOpen
            onSearchLeft: library.collections.focusContent()
        }
        Notices { Layout.fillWidth: true; Layout.fillHeight: false; session: session }
        ActingBar { visible: acting.isBusy; Layout.fillWidth: true; step: acting.stepText; share: acting.share; onCancelAsked: acting.cancel() }
        ReportNotice { Layout.fillWidth: true; Layout.fillHeight: false; reporting: paperwork.reporting }
        CompareView {
            id: comparison
            visible: isOpen
            Layout.fillWidth: true
            Layout.fillHeight: true
            isCompact: root.isCompact
            isFree: !root.isTyping && !root.isPopupOpen
            onClosed: library.collections.focusContent()
            onIsOpenChanged: comparison.player.takeOver(player, isOpen)
        }
        RowLayout {
            visible: !comparison.isOpen
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            LibraryPane {
                id: library
                visible: !root.isDetailMaximised || root.isEmpty
                Layout.fillWidth: true
                Layout.fillHeight: true
                focus: true
                session: session
                tracks: tracks
                savedNames: filters.names
                isEmpty: root.isEmpty
                hasDemo: demo.isThere
                windowWidth: root.width
                isCompact: root.isCompact
                onAddFilesAsked: dialogs.addFiles()
                onAddFolderAsked: dialogs.addFolder()
                onDemoAsked: demo.start()
                onViewShown: root.isDetailMaximised = false
                onCompareAsked: (a, b) => comparison.open(a, b)
                onFiltersAsked: dialogs.openFilters()
                onOpened: if (library.table.soleId > 0) root.maximise(true)
                onMenuAsked: rowMenu.popup()
                onNotice: message => root.tell(message)
            }
            // Where the panel will be: the health dialog opens over it and leaves the invitation free.
            Rectangle {
                visible: root.isEmpty && !root.isCompact
                Layout.fillHeight: true
                Layout.preferredWidth: root.detailWidth
                color: Theme.panel
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
                sound: sound
                view: view
                play: actions.play
                selectedCount: library.table.selectedCount
                place: isMaximised && tracks.count > 0 ? qsTr("%1 of %2").arg(Theme.number(tracks.rowOfTrack(library.table.soleId) + 1, 0)).arg(Theme.number(tracks.count, 0)) : ""
                isCompact: root.isCompact
                isMaximised: root.isDetailMaximised
                onCopyAsked: actions.track.copyReport.trigger()
                onPictureAsked: actions.report.picture.trigger()
                onAgainAsked: actions.track.again.trigger()
                onMarkAsked: dialogs.openMark()
                onExchangeAsked: dialogs.openExchange()
                onStepAsked: step => library.table.move(step, Qt.NoModifier)
                onMaximiseAsked: root.maximise(!root.isDetailMaximised)
                onSeekAsked: atS => player.seek(atS)
                onCloseAsked: {
                    root.maximise(false);
                    root.isDetailShown = false;
                }
            }
        }
        StatusBar { Layout.fillWidth: true; session: session; health: health; isCompact: root.isCompact }
    }

    DropZone { anchors.fill: parent; onTaken: urls => session.addUrls(urls) }
    RowMenu { id: rowMenu; actions: actions }
    MainDialogs {
        id: dialogs
        session: session
        judging: judging
        acting: acting
        watching: watching
        filters: filters
        health: health
        detail: detail
        table: library.table
        actions: actions.all
        onCopyAsked: text => root.copyText(text)
        onFilterUsed: name => tracks.useFilter(name)
    }
    Paperwork { id: paperwork; table: library.table; trackId: detail.trackId; onTold: message => root.tell(message); onCloseAsked: root.close() }
    Toast { id: toast; onUndoAsked: actions.undo(); anchors.horizontalCenter: parent.horizontalCenter; y: root.height - 88 }

    Actions {
        id: actions
        session: session
        tracks: tracks
        judging: judging
        acting: acting
        filters: filters
        health: health
        detail: detail
        player: player
        table: library.table
        dialogs: dialogs
        paperwork: paperwork
        hasPicture: panel.hasPicture
        onPictureAsked: paperwork.reports.savePicture(panel.pictureOrder())
        collections: library.collections
        comparison: comparison
        tabTitles: panel.tabTitles
        isMaximised: root.isDetailMaximised
        onCopyAsked: text => root.copyText(text)
        onSearchAsked: toolbar.focusSearch()
        onDetailAsked: root.isDetailShown = root.isDetailMaximised || !root.isDetailShown
        onMaximiseAsked: isMaximised => root.maximise(isMaximised)
        onExplanationAsked: root.explain()
        onTabAsked: at => {
            panel.tab = at;
            root.isDetailShown = true;
        }
    }
    HelpFinder { id: finder }
    ActionKeys { actions: actions.all; isFree: !root.isTyping && !root.isPopupOpen; isComparing: comparison.isOpen; focusItem: root.activeFocusItem }
}
