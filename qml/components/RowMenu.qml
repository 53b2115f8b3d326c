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
    signal markAsked(string label)
    signal unmarkAsked()
    signal markDialogAsked()
    signal arbiterAsked()

    AppMenuItem { text: qsTr("Open folder"); onTriggered: root.folderAsked() }
    AppMenuItem { text: root.trackCount > 1 ? qsTr("Audit %1 tracks again").arg(root.trackCount) : qsTr("Audit again"); hint: "R"; onTriggered: root.againAsked() }
    AppMenu {
        title: qsTr("My verdict")

        AppMenuItem { text: qsTr("Genuine"); hint: "G"; onTriggered: root.markAsked("genuine") }
        AppMenuItem { text: qsTr("Transcode"); hint: "T"; onTriggered: root.markAsked("transcode") }
        AppMenuItem { text: qsTr("Upsampled"); hint: "U"; onTriggered: root.markAsked("upsampled") }
        AppMenuItem { text: qsTr("Padded"); hint: "P"; onTriggered: root.markAsked("padded") }
        AppMenuItem { text: qsTr("Not sure"); hint: "N"; onTriggered: root.markAsked("unsure") }
        AppMenuItem { text: qsTr("With codec and note..."); hint: "M"; onTriggered: root.markDialogAsked() }
        AppMenuItem { text: qsTr("Take my verdict off"); hint: "X"; onTriggered: root.unmarkAsked() }
    }
    AppMenuItem { text: qsTr("Ask the arbiter"); onTriggered: root.arbiterAsked() }
    AppMenuItem { text: qsTr("Copy path"); onTriggered: root.pathAsked() }
    AppMenuItem { text: qsTr("Copy report"); enabled: root.trackCount === 1; onTriggered: root.reportAsked() }
    AppMenuItem { text: root.trackCount > 1 ? qsTr("Forget %1 audits").arg(root.trackCount) : qsTr("Forget the audit"); onTriggered: root.forgetAsked() }
}
