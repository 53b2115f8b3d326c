pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Which tracks the table shows.
ActionGroup {
    id: root

    required property TrackTable tracks

    function showOnly(verdict: string) {
        tracks.clearFilters();
        tracks.toggleClass(verdict, false);
    }

    function nameOf(verdict: string): string {
        return qsTr("Show only: %1").arg(Theme.verdictWord(verdict));
    }

    readonly property AppAction all: AppAction { text: qsTr("Show all tracks"); onTriggered: root.tracks.clearFilters() }
    readonly property AppAction genuine: AppAction { text: root.nameOf("genuine"); glyph: "genuine"; onTriggered: root.showOnly("genuine") }
    readonly property AppAction transcode: AppAction { text: root.nameOf("transcode"); glyph: "transcode"; onTriggered: root.showOnly("transcode") }
    readonly property AppAction upsampled: AppAction { text: root.nameOf("upsampled"); glyph: "upsampled"; onTriggered: root.showOnly("upsampled") }
    readonly property AppAction padded: AppAction { text: root.nameOf("padded"); glyph: "padded"; onTriggered: root.showOnly("padded") }
    readonly property AppAction lossy: AppAction { text: root.nameOf("lossy"); glyph: "lossy"; onTriggered: root.showOnly("lossy") }
    readonly property AppAction inconclusive: AppAction { text: root.nameOf("inconclusive"); glyph: "inconclusive"; onTriggered: root.showOnly("inconclusive") }
    readonly property AppAction failed: AppAction { text: root.nameOf("failed"); glyph: "failed"; onTriggered: root.showOnly("failed") }
    readonly property AppAction damaged: AppAction {
        text: qsTr("Show only: damaged files")
        glyph: "bolt"
        onTriggered: { root.tracks.clearFilters(); root.tracks.onlyDamaged = true; }
    }
    readonly property AppAction defects: AppAction {
        text: qsTr("Show only: tracks with defects")
        onTriggered: { root.tracks.clearFilters(); root.tracks.onlyDefects = true; }
    }

    title: qsTr("Filters")
}
