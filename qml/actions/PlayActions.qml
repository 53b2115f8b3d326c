pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What is heard of the selected track.
PlayerActions {
    id: root

    // Whether a comparison lies over the track: one of both players is heard.
    property bool isCovered: false

    readonly property string noSides: noTrack !== "" || player.sound.channels !== 1 ? noTrack : qsTr("The track has one channel")

    readonly property AppAction difference: AppAction {
        text: qsTr("Hear the difference: what lies above the cutoff")
        menuText: qsTr("Difference")
        about: root.player.differenceText
        glyph: "above-cutoff"
        obstacle: root.noTrack !== "" || root.player.cutoffHz > 0 ? root.noTrack : root.player.differenceText !== "" ? root.player.differenceText : qsTr("The track is not opened yet: play it first")
        onTriggered: root.player.heard = root.player.heard === "difference" ? "track" : "difference"
    }
    readonly property AppAction matching: AppAction {
        text: qsTr("Match the loudness of tracks")
        about: root.player.matchingText !== "" ? root.player.matchingText : qsTr("Louder tracks are turned down to -18 LUFS")
        glyph: "matching"
        onTriggered: root.player.isMatched = !root.player.isMatched
    }
    readonly property AppAction both: AppAction { text: qsTr("Hear both channels"); obstacle: root.noSides; onTriggered: root.player.channels = "lr" }
    readonly property AppAction left: AppAction { text: qsTr("Hear the left channel"); obstacle: root.noSides; onTriggered: root.player.channels = "l" }
    readonly property AppAction right: AppAction { text: qsTr("Hear the right channel"); obstacle: root.noSides; onTriggered: root.player.channels = "r" }
    readonly property AppAction mid: AppAction { text: qsTr("Hear the mid (half the sum)"); obstacle: root.noSides; onTriggered: root.player.channels = "m" }
    readonly property AppAction side: AppAction { text: qsTr("Hear the side (half the difference)"); obstacle: root.noSides; onTriggered: root.player.channels = "s" }

    title: qsTr("Player")
    noTrack: isCovered ? qsTr("Leave the comparison first") : player.trackId > 0 ? "" : qsTr("Select one track first")
}
