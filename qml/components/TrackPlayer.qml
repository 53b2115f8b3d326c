pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The player of the track that is shown, and the pictures that follow it. Another track stops it.
Playing {
    id: root

    required property TrackSound sound
    required property SoundView view

    readonly property bool isOn: isPlaying || isWaiting
    property real lastS: 0

    readonly property Timer clock: Timer { interval: 33; running: root.isPlaying; repeat: true; onTriggered: root.tick() }
    readonly property Binding playhead: Binding { target: root.view; property: "playheadS"; value: root.isPlaying || root.positionS > 0 ? root.positionS : -1 }
    readonly property Connections arrival: Connections {
        target: root.sound

        function onRevisionChanged() { root.takeIn(); }
    }
    // A loop goes with the selection, which is drawn while the pointer moves.
    readonly property Connections selection: Connections {
        target: root.view

        function onSelectedFromSChanged() { root.settle.restart(); }
        function onSelectedToSChanged() { root.settle.restart(); }
    }
    readonly property Timer settle: Timer { interval: 150; onTriggered: if (root.isLooping) root.repeatSelection() }

    function repeatSelection() {
        if (view.hasSelection)
            setLoop(view.selectedFromS, view.selectedToS);
        else
            clearLoop();
    }

    // One of two players is heard: this one from now on, as loud as `other` was, or that one again.
    function takeOver(other: TrackPlayer, isNow: bool) {
        other.pause();
        if (isNow)
            volume = other.volume;
        else
            other.volume = volume;
    }

    trackId: sound.trackId
    soundProblem: sound.state === "problem" ? sound.problem : ""
    // The page is turned where the playhead runs out of what is shown; who looks elsewhere is left there.
    onPositionSChanged: {
        const length = view.toS - view.fromS;
        if (isPlaying && length >= 1 && lastS >= view.fromS && lastS <= view.toS && positionS > view.toS && positionS < view.toS + length)
            view.show(positionS, positionS + length);
        lastS = positionS;
    }
}
