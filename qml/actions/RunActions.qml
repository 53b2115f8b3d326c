pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What steers the audits that wait or run.
ActionGroup {
    id: root

    required property Session session

    readonly property string idle: session.isIdle ? qsTr("Nothing is being audited") : ""

    readonly property AppAction pause: AppAction {
        text: qsTr("Pause or resume")
        menuText: root.session.isPaused ? qsTr("Resume") : qsTr("Pause")
        about: menuText
        glyph: root.session.isPaused ? "play" : "pause"
        keys: ["Ctrl+P"]
        obstacle: root.idle
        onTriggered: root.session.isPaused ? root.session.resume() : root.session.pause()
    }
    readonly property AppAction cancel: AppAction {
        text: qsTr("Cancel")
        about: qsTr("Cancel everything that waits or runs")
        glyph: "cancel"
        keys: ["Ctrl+."]
        obstacle: root.idle
        onTriggered: root.session.cancel()
    }

    title: qsTr("Audits")
}
