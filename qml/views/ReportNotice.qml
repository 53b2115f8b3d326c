pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// What is being written, with a way to stop it; and why nothing was written.
ColumnLayout {
    id: root

    required property Reporting reporting

    // Values of their own, so that a test can set them.
    property bool isBusy: reporting.isBusy
    property string doing: reporting.doing
    // 0 to 1.
    property real share: reporting.share
    property string problem: reporting.problem

    spacing: 0

    Rectangle {
        Layout.fillWidth: true
        implicitHeight: 40
        visible: late.isLate && root.isBusy
        color: Theme.selected
        Accessible.role: Accessible.ProgressBar
        Accessible.name: root.doing

        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: 12
            anchors.rightMargin: 4
            spacing: 12

            Glyph { glyph: "export"; color: Theme.accent }
            Label { text: root.doing }
            ProgressLine { Layout.fillWidth: true; Layout.maximumWidth: 320; share: root.share }
            Item { Layout.fillWidth: true }
            ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("Cancel"); onClicked: root.reporting.cancel() }
        }
    }
    Banner {
        Layout.fillWidth: true
        visible: root.problem !== ""
        isAlert: true
        message: root.problem
        onDismissed: root.reporting.dismissProblem()
    }
    // What is done at once needs no line.
    Timer {
        id: late

        property bool isLate: false

        interval: 300
        running: root.isBusy
        onRunningChanged: if (running) isLate = false
        onTriggered: isLate = true
    }
}
