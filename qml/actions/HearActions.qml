pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What is heard of two compared tracks. The keys are those of one track, and work in the comparison alone.
PlayerActions {
    id: root

    // Whether the comparison came to no end.
    property bool hasFailed: false

    readonly property string noOther: {
        if (noTrack !== "" || player.sourceCount >= 2)
            return noTrack;
        return hasFailed ? qsTr("The comparison came to no end: only A can be heard") : qsTr("Wait for the comparison: B is heard once it is laid onto A");
    }
    readonly property string noResidual: noOther !== "" || player.sourceCount >= 3 ? noOther : qsTr("They are not the same recording: there is no residual")

    readonly property AppAction first: AppAction {
        text: qsTr("Hear A")
        menuText: "A"
        keys: ["A"]
        obstacle: root.noTrack
        onTriggered: root.player.heard = "track"
    }
    readonly property AppAction second: AppAction {
        text: qsTr("Hear B, aligned and as loud as A")
        menuText: "B"
        keys: ["B"]
        obstacle: root.noOther
        onTriggered: root.player.heard = "other"
    }
    readonly property AppAction residual: AppAction {
        text: qsTr("Hear the residual: what is left of B when A is taken away")
        menuText: qsTr("Residual")
        keys: ["N"]
        obstacle: root.noResidual
        onTriggered: root.player.heard = "residual"
    }

    title: qsTr("Heard in a comparison")
    isInComparison: true
    noTrack: player.trackId > 0 && player.secondId > 0 ? "" : qsTr("Compare two tracks first")
}
