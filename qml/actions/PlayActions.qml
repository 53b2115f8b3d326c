pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What is heard of the selected track.
ActionGroup {
    id: root

    required property TrackPlayer player

    readonly property string noTrack: player.trackId > 0 ? "" : qsTr("Select one track first")
    readonly property string noSides: noTrack !== "" || player.sound.channels !== 1 ? noTrack : qsTr("The track has one channel")

    readonly property AppAction playPause: AppAction {
        text: qsTr("Play or pause")
        menuText: root.player.isOn ? qsTr("Pause") : qsTr("Play")
        about: menuText
        glyph: root.player.isOn ? "pause" : "play"
        keys: ["Space"]
        obstacle: root.noTrack
        onTriggered: root.player.toggle()
    }
    readonly property AppAction back: AppAction { text: qsTr("Back by 5 seconds"); keys: ["Left"]; obstacle: root.noTrack; onTriggered: root.player.nudge(-5) }
    readonly property AppAction on: AppAction { text: qsTr("On by 5 seconds"); keys: ["Right"]; obstacle: root.noTrack; onTriggered: root.player.nudge(5) }
    readonly property AppAction littleBack: AppAction { text: qsTr("Back by 1 second"); keys: ["Shift+Left"]; obstacle: root.noTrack; onTriggered: root.player.nudge(-1) }
    readonly property AppAction littleOn: AppAction { text: qsTr("On by 1 second"); keys: ["Shift+Right"]; obstacle: root.noTrack; onTriggered: root.player.nudge(1) }
    readonly property AppAction toStart: AppAction { text: qsTr("To the beginning of the track"); obstacle: root.noTrack; onTriggered: root.player.seek(0) }
    readonly property AppAction loop: AppAction {
        text: qsTr("Repeat the selection")
        about: root.player.isLooping ? qsTr("Stop repeating the selection") : text
        glyph: "loop"
        keys: ["L"]
        obstacle: root.noTrack !== "" || root.player.isLooping || root.player.view.hasSelection ? root.noTrack : qsTr("Select a part of a picture first: drag over it")
        onTriggered: root.player.isLooping ? root.player.clearLoop() : root.player.repeatSelection()
    }
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
}
