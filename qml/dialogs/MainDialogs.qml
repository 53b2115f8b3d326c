pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The dialogs of the window, and what opens them.
Item {
    id: root

    required property Session session
    required property Judging judging
    required property Acting acting
    required property Watching watching
    required property FilterList filters
    required property Health health
    required property Detail detail
    required property TrackTableView table
    // [AppAction]
    required property var actions

    readonly property bool isOpen: pickers.isOpen || healthDialog.opened || settingsDialog.opened || markDialog.opened || exchangeDialog.opened
        || actingDialogs.isOpen || filtersDialog.opened || shortcutsDialog.opened || palette.opened || helpDialog.opened
    readonly property HelpTopics topics: HelpTopics {}
    readonly property alias isHealthOpen: healthDialog.opened

    signal copyAsked(string text)
    signal filterUsed(string name)

    function addFiles() { pickers.addFiles(); }
    function addFolder() { pickers.addFolder(); }
    function openSettings() { settingsDialog.open(); }
    function openFilters() { filtersDialog.open(); }
    function openExchange() { exchangeDialog.open(); }
    function openHealth() { healthDialog.open(); }
    function toggleHealth() { healthDialog.opened ? healthDialog.close() : healthDialog.open(); }

    function openShortcuts() { shortcutsDialog.open(); }
    function openPalette() { palette.open(); }
    function openHelp(id: string) { helpDialog.show(id); }

    function openMark() {
        if (table.selectedCount > 0)
            markDialog.open();
    }

    // A word that something was done; it also stands in the settings, which lie over the window's own.
    function note(message: string) {
        settingsDialog.note = message;
    }

    anchors.fill: parent

    HealthDialog {
        id: healthDialog
        x: root.width - width - 16
        y: 60
        health: root.health
        session: root.session
        onCopyAsked: text => root.copyAsked(text)
        onSettingsAsked: settingsDialog.open()
    }
    SettingsDialog { id: settingsDialog; session: root.session; judging: root.judging; watching: root.watching }
    ExchangeDialog { id: exchangeDialog; exchange: root.detail.exchange; onCopyAsked: root.copyAsked(root.detail.exchange) }
    MarkDialog {
        id: markDialog
        trackCount: root.table.selectedCount
        onMarked: (label, codec, note) => root.judging.mark(root.table.selectedIds(), label, codec, note)
        onUnmarked: root.judging.unmark(root.table.selectedIds())
    }
    ActingDialogs { id: actingDialogs; acting: root.acting; onCopyAsked: text => root.copyAsked(text) }
    FiltersDialog {
        id: filtersDialog
        names: root.filters.names
        onSaved: name => root.filters.save(name)
        onUsed: name => root.filterUsed(name)
        onRenameAsked: (name, other) => root.filters.rename(name, other)
        onRemoveAsked: name => root.filters.remove(name)
    }
    ShortcutsDialog { id: shortcutsDialog; actions: root.actions }
    CommandPalette { id: palette; actions: root.actions }
    HelpDialog { id: helpDialog; topics: root.topics }
    FilePickers {
        id: pickers
        onAdded: urls => root.session.addUrls(urls)
    }
}
