pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// The forest: which one is in use, training from the auditor's verdicts, the way back.
ColumnLayout {
    id: root

    required property Judging judging

    readonly property bool isRunning: judging.trainingState === "running"
    readonly property bool isProposed: judging.trainingState === "proposed"

    component Note: Label { Layout.fillWidth: true; color: Theme.text3; font.pixelSize: Theme.captionSize; wrapMode: Text.Wrap }

    spacing: 8

    Note { text: root.judging.forestText }
    RowLayout {
        visible: !root.isRunning && !root.isProposed
        spacing: 8

        ActionButton {
            kind: "outlined"
            implicitHeight: 28
            enabled: root.judging.markCount > 0
            text: qsTr("Train from my verdicts (%1)").arg(root.judging.markCount)
            onClicked: root.judging.train()
        }
        ActionButton {
            kind: "outlined"
            implicitHeight: 28
            visible: root.judging.canGoBack
            text: qsTr("Back to the forest before")
            onClicked: root.judging.goBack()
        }
    }
    RowLayout {
        visible: root.isRunning
        spacing: 8

        ProgressLine { Layout.fillWidth: true; share: root.judging.trainingShare }
        ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("Cancel"); onClicked: root.judging.cancelTraining() }
    }
    Label {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.judging.trainingText
        color: root.judging.trainingState === "refused" ? Theme.alert : Theme.text2
        font.pixelSize: Theme.captionSize
        wrapMode: Text.Wrap
        lineHeight: 18
        lineHeightMode: Text.FixedHeight
    }
    RowLayout {
        visible: root.isProposed
        spacing: 8

        ActionButton { kind: "filled"; implicitHeight: 28; text: qsTr("Use the new forest"); onClicked: root.judging.accept() }
        ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("Keep the one in use"); onClicked: root.judging.dismiss() }
    }
}
