pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// How far the work is, how fast it goes, and who does it.
Rectangle {
    id: root

    required property Session session
    required property Health health
    property bool isCompact: false

    readonly property bool isRunning: !session.isIdle
    readonly property bool isTroubled: health.state === "limited" || health.state === "missing"

    function duration(seconds: int): string {
        if (seconds < 60)
            return qsTr("%1 s").arg(seconds);
        if (seconds < 3600)
            return qsTr("%1 min %2 s").arg(Math.floor(seconds / 60)).arg(seconds % 60);
        return qsTr("%1 h %2 min").arg(Math.floor(seconds / 3600)).arg(Math.floor(seconds % 3600 / 60));
    }

    function arbiterWords(): string {
        switch (root.health.arbiterState) {
        case "ready": return qsTr("Arbiter ready");
        case "missing": return qsTr("Arbiter off, model missing");
        case "unreachable": return qsTr("Arbiter not answering");
        }
        return qsTr("Arbiter off");
    }

    implicitHeight: 28
    color: Theme.chrome

    Rectangle { width: parent.width; height: 1; color: Theme.line }

    component Separator: Rectangle { implicitWidth: 1; implicitHeight: 12; color: Theme.line; Layout.leftMargin: 8; Layout.rightMargin: 8 }
    component Words: Label { color: Theme.text2; font.pixelSize: Theme.captionSize }
    component Figure: Label { color: Theme.text; isMono: true; font.pixelSize: Theme.captionSize; font.weight: Font.Medium }

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 16
        anchors.rightMargin: 16
        spacing: 5

        ProgressLine {
            visible: root.isRunning
            Layout.rightMargin: 2
            implicitWidth: root.isCompact ? 96 : 160
            implicitHeight: 6
            share: root.session.total > 0 ? root.session.done / root.session.total : 0
        }
        RowLayout {
            visible: root.session.total > 0
            spacing: 5

            Figure { text: Theme.number(root.session.done, 0) }
            Words { text: qsTr("of") }
            Figure { text: Theme.number(root.session.total, 0) }
            Words { visible: !root.isRunning; text: qsTr("done") }
            Words { visible: root.session.isPaused; text: qsTr("paused"); color: Theme.verdictColor("upsampled"); font.weight: Font.Medium }
        }
        Words { visible: root.session.total === 0; text: root.session.countAll === 0 ? qsTr("No tracks yet") : root.session.countAll === 1 ? qsTr("1 track") : qsTr("%1 tracks").arg(Theme.number(root.session.countAll, 0)) }
        RowLayout {
            visible: root.isRunning && root.session.tracksPerMinute > 0
            spacing: 5

            Separator {}
            Figure { text: Theme.number(root.session.tracksPerMinute, root.session.tracksPerMinute < 10 ? 1 : 0) }
            Words { text: qsTr("tracks/min") }
        }
        RowLayout {
            visible: root.isRunning && !root.session.isPaused && root.session.remainingSeconds >= 0
            spacing: 5

            Separator {}
            Figure { text: root.duration(root.session.remainingSeconds) }
            Words { text: qsTr("left") }
        }
        Item { Layout.fillWidth: true }
        Words { text: qsTr("Workers") }
        Figure { text: root.session.busyWorkers }
        Words { text: qsTr("of") }
        Figure { text: root.session.workers }
        RowLayout {
            visible: root.session.gpuAvailable
            spacing: 5

            Separator {}
            Words { text: qsTr("GPU") }
            ProgressLine { visible: !root.isCompact; implicitWidth: 48; implicitHeight: 8; ink: Theme.text3; share: root.session.gpuUsedGib / Math.max(0.1, root.session.gpuTotalGib) }
            Figure { text: Theme.number(root.session.gpuUsedGib, 1) }
            Words { text: qsTr("of") }
            Figure { text: Theme.number(root.session.gpuTotalGib, 1) }
            Words { text: qsTr("GiB") }
        }
        Separator {}
        Words { text: root.session.arbiterWaiting > 0 ? qsTr("Arbiter asked, %1 waiting").arg(root.session.arbiterWaiting) : root.arbiterWords() }
        Figure { visible: root.session.arbiterGib > 0 && !root.session.gpuAvailable; text: qsTr("%1 GiB").arg(Theme.number(root.session.arbiterGib, 1)) }
        Separator { visible: root.isTroubled }
        Glyph { visible: root.isTroubled; glyph: "limited"; size: 12; color: Theme.healthColor("limited") }
        Words { visible: root.isTroubled; text: root.health.summary }
    }
}
