pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What can be done with the selected tracks.
AppMenu {
    id: root

    required property int trackCount

    signal folderAsked()
    signal againAsked()
    signal pathAsked()
    signal reportAsked()
    signal forgetAsked()

    AppMenuItem { text: qsTr("Open folder"); onTriggered: root.folderAsked() }
    AppMenuItem { text: root.trackCount > 1 ? qsTr("Audit %1 tracks again").arg(root.trackCount) : qsTr("Audit again"); hint: "R"; onTriggered: root.againAsked() }
    AppMenuItem { text: qsTr("Copy path"); onTriggered: root.pathAsked() }
    AppMenuItem { text: qsTr("Copy report"); enabled: root.trackCount === 1; onTriggered: root.reportAsked() }
    AppMenuItem { text: root.trackCount > 1 ? qsTr("Forget %1 audits").arg(root.trackCount) : qsTr("Forget the audit"); onTriggered: root.forgetAsked() }
}
