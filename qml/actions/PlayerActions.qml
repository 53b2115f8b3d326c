pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What every player of the window can do: play, move, repeat a part.
ActionGroup {
    id: root

    required property TrackPlayer player
    // Why there is nothing to play; empty where there is.
    property string noTrack: ""

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
}
