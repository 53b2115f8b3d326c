pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// What the session has to say over the table: a problem, and a run that was interrupted.
ColumnLayout {
    id: root

    required property Session session

    spacing: 0

    Banner {
        Layout.fillWidth: true
        visible: root.session.problem !== ""
        isAlert: true
        message: root.session.problem
        onDismissed: root.session.dismissProblem()
    }
    Banner {
        Layout.fillWidth: true
        visible: root.session.interruptedTracks > 0
        message: root.session.interruptedTracks === 1 ? qsTr("An earlier run was interrupted: one track waits.") : qsTr("An earlier run was interrupted: %1 tracks wait.").arg(Theme.number(root.session.interruptedTracks, 0))
        action: qsTr("Resume")
        onActed: root.session.resumeInterrupted()
        onDismissed: root.session.dismissInterrupted()
    }
}
