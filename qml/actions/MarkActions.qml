pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The auditor's own verdict on the selected tracks, one letter each.
ActionGroup {
    id: root

    required property int trackCount
    required property bool canUndo

    readonly property string noTrack: trackCount > 0 ? "" : qsTr("Select a track first")

    signal given(string label)
    signal takenOff()
    signal undone()
    signal dialogAsked()

    readonly property AppAction genuine: AppAction {
        text: qsTr("My verdict: genuine")
        menuText: Theme.verdictWord("genuine")
        glyph: "genuine"
        keys: ["G"]
        obstacle: root.noTrack
        onTriggered: root.given("genuine")
    }
    readonly property AppAction transcode: AppAction {
        text: qsTr("My verdict: transcode")
        menuText: Theme.verdictWord("transcode")
        glyph: "transcode"
        keys: ["T"]
        obstacle: root.noTrack
        onTriggered: root.given("transcode")
    }
    readonly property AppAction upsampled: AppAction {
        text: qsTr("My verdict: upsampled")
        menuText: Theme.verdictWord("upsampled")
        glyph: "upsampled"
        keys: ["U"]
        obstacle: root.noTrack
        onTriggered: root.given("upsampled")
    }
    readonly property AppAction padded: AppAction {
        text: qsTr("My verdict: padded")
        menuText: Theme.verdictWord("padded")
        glyph: "padded"
        keys: ["P"]
        obstacle: root.noTrack
        onTriggered: root.given("padded")
    }
    readonly property AppAction unsure: AppAction {
        text: qsTr("My verdict: not sure")
        menuText: qsTr("Not sure")
        glyph: "inconclusive"
        keys: ["N"]
        obstacle: root.noTrack
        onTriggered: root.given("unsure")
    }
    readonly property AppAction withNote: AppAction {
        text: qsTr("My verdict, with codec and note")
        menuText: qsTr("With codec and note...")
        keys: ["M"]
        obstacle: root.noTrack
        onTriggered: root.dialogAsked()
    }
    readonly property AppAction takeOff: AppAction {
        text: qsTr("Take my verdict off")
        keys: ["X"]
        obstacle: root.noTrack
        onTriggered: root.takenOff()
    }
    readonly property AppAction undo: AppAction {
        text: qsTr("Undo")
        about: qsTr("Take back the last verdict, move of files or removed filter")
        keys: ["Ctrl+Z"]
        isKept: true
        obstacle: root.canUndo ? "" : qsTr("There is nothing to undo")
        onTriggered: root.undone()
    }

    title: qsTr("My verdict")
}
