pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Every action of the window, each declared once. The keys, the toolbar, the menus, the list of shortcuts and the palette read
// them from here.
//
// To add an action: declare a property of type AppAction in the group that it belongs to; nothing else is needed for its keys, the
// list of shortcuts and the palette. To add a group: a file beside this one with `ActionGroup` at its root, a property here, and its
// place in `groups`. What cannot be done at present says why in `obstacle`; what the program cannot do at all is not declared.
QtObject {
    id: root

    required property Session session
    required property TrackTable tracks
    required property Judging judging
    required property Acting acting
    required property SavedFilters filters
    required property Health health
    required property Detail detail
    required property TrackPlayer player
    required property TrackTableView table
    required property MainDialogs dialogs
    required property Paperwork paperwork
    // Whether a picture is shown that can be saved.
    required property bool hasPicture
    required property CollectionViews collections
    required property CompareView comparison
    // [string]
    required property var tabTitles
    required property bool isMaximised

    signal copyAsked(string text)
    signal searchAsked()
    signal detailAsked()
    signal maximiseAsked(bool isMaximised)
    signal tabAsked(int at)
    signal explanationAsked()
    signal pictureAsked()

    readonly property FileActions file: FileActions {
        onAddFilesAsked: root.dialogs.addFiles()
        onAddFolderAsked: root.dialogs.addFolder()
    }
    readonly property ReportActions report: ReportActions {
        rowCount: root.session.countAll
        selectedCount: root.table.selectedCount
        isBusy: root.paperwork.reporting.isBusy
        hasPicture: root.hasPicture
        onExportAsked: (format, isSelection) => root.paperwork.reports.exportTo(format, isSelection)
        onCertificateAsked: root.paperwork.reports.certify()
        onVerificationAsked: root.paperwork.reports.verify()
        onPictureAsked: root.pictureAsked()
        onPolicyFileAsked: root.paperwork.reports.choosePolicy()
        onNoPolicyAsked: root.paperwork.reporting.choosePolicy("")
    }
    readonly property ProjectActions project: ProjectActions {
        name: root.paperwork.projects.name
        onCreateAsked: root.paperwork.naming.create()
        onOpenAsked: root.paperwork.naming.openFile()
        onRenameAsked: root.paperwork.naming.rename()
    }
    readonly property RunActions run: RunActions { session: root.session }
    readonly property TrackActions track: TrackActions {
        session: root.session
        tracks: root.tracks
        judging: root.judging
        detail: root.detail
        table: root.table
        onCopyAsked: text => root.copyAsked(text)
    }
    readonly property MarkActions mark: MarkActions {
        trackCount: root.table.selectedCount
        canUndo: root.lastDone > 0
        onGiven: label => root.judging.mark(root.table.selectedIds(), label, "", "")
        onTakenOff: root.judging.unmark(root.table.selectedIds())
        onUndone: root.undo()
        onDialogAsked: root.dialogs.openMark()
    }
    readonly property QuarantineActions quarantine: QuarantineActions { acting: root.acting; tracks: root.tracks; table: root.table }
    readonly property ViewActions view: ViewActions {
        tracks: root.tracks
        table: root.table
        collections: root.collections
        isMaximised: root.isMaximised
        onSearchAsked: root.searchAsked()
        onDetailAsked: root.detailAsked()
        onMaximiseAsked: isMaximised => root.maximiseAsked(isMaximised)
    }
    readonly property PlayActions play: PlayActions { player: root.player; isCovered: root.comparison.isOpen }
    readonly property CopyActions copy: CopyActions { copies: root.collections.copies; view: root.collections.copiesView }
    readonly property CompareActions compare: CompareActions { tracks: root.tracks; table: root.table; collections: root.collections; comparison: root.comparison }
    readonly property HearActions hear: root.comparison.hear
    readonly property TabActions tabs: TabActions { titles: root.tabTitles; onTabAsked: at => root.tabAsked(at) }
    readonly property FilterActions filter: FilterActions { tracks: root.tracks }
    readonly property ProgramActions program: ProgramActions {
        session: root.session
        health: root.health
        onSettingsAsked: root.dialogs.openSettings()
        onHealthAsked: root.dialogs.toggleHealth()
    }

    readonly property HelpActions help: HelpActions {
        onPaletteAsked: root.dialogs.openPalette()
        onShortcutsAsked: root.dialogs.openShortcuts()
        onHelpAsked: root.dialogs.openHelp("")
        onExplanationAsked: root.explanationAsked()
    }
    readonly property TopicActions topic: TopicActions { topics: root.dialogs.topics.all; onTopicAsked: id => root.dialogs.openHelp(id) }

    // What was done last can be undone, whoever did it; 0 where nothing can.
    readonly property int lastDone: Math.max(judging.lastDone, acting.lastDone, filters.lastDone)

    function undo() {
        for (const doer of [judging, acting, filters]) {
            if (lastDone > 0 && doer.lastDone === lastDone) {
                doer.undo();
                return;
            }
        }
    }

    readonly property list<ActionGroup> groups: [file, run, track, mark, quarantine, compare, hear, play, view, copy, tabs, filter, report, project, program, help, topic]
    // [AppAction], in the order of the groups. Set in one go: each change makes the keys anew.
    property var all: []

    function gather() {
        all = [].concat(...[...Array(groups.length).keys()].map(at => groups[at].entries()));
    }

    onTabTitlesChanged: if (all.length > 0) Qt.callLater(gather)
    Component.onCompleted: gather()
}
