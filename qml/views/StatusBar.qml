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

    function duration(seconds: int): string {
        if (seconds < 60)
            return qsTr("%1 s left").arg(seconds);
        if (seconds < 3600)
            return qsTr("%1 min %2 s left").arg(Math.floor(seconds / 60)).arg(seconds % 60);
        return qsTr("%1 h %2 min left").arg(Math.floor(seconds / 3600)).arg(Math.floor(seconds % 3600 / 60));
    }

    function arbiterWords(): string {
        switch (root.health.arbiterState) {
        case "ready": return qsTr("Arbiter ready");
        case "missing": return qsTr("Arbiter off, model missing");
        }
        return qsTr("Arbiter off");
    }

    implicitHeight: 28
    color: Theme.chrome

    Rectangle { width: parent.width; height: 1; color: Theme.line }

    component Separator: Rectangle { implicitWidth: 1; implicitHeight: 12; color: Theme.line; Layout.leftMargin: 8; Layout.rightMargin: 8 }
    component Words: Label { color: Theme.text2; font.pixelSize: Theme.captionSize }
    component Figure: Label { color: Theme.text; isMono: true; font.pixelSize: Theme.captionSize }

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 16
        anchors.rightMargin: 16
        spacing: 4

        Rectangle {
            visible: !root.session.isIdle
            Layout.rightMargin: 4
            implicitWidth: root.isCompact ? 96 : 160
            implicitHeight: 6
            radius: 3
            color: Theme.line
            Accessible.role: Accessible.ProgressBar
            Accessible.name: qsTr("%1 of %2 tracks done").arg(root.session.done).arg(root.session.total)

            Rectangle {
                width: root.session.total > 0 ? parent.width * root.session.done / root.session.total : 0
                height: 6
                radius: 3
                color: Theme.accent
                Behavior on width { NumberAnimation { duration: Theme.progressDuration } }
            }
        }
        Figure { visible: root.session.total > 0; text: root.session.done.toLocaleString(Qt.locale(), "f", 0) }
        Words { visible: root.session.total > 0; text: qsTr("of") }
        Figure { visible: root.session.total > 0; text: root.session.total.toLocaleString(Qt.locale(), "f", 0) }
        Words { visible: root.session.total > 0 && root.session.isIdle; text: qsTr("done") }
        Words { visible: root.session.isPaused; text: qsTr("paused"); color: Theme.verdictColor("upsampled") }
        Words { visible: root.session.total === 0; text: root.session.countAll === 0 ? qsTr("No tracks yet") : qsTr("%1 tracks").arg(root.session.countAll.toLocaleString(Qt.locale(), "f", 0)) }
        Separator { visible: !root.session.isIdle && root.session.tracksPerMinute > 0 }
        Figure { visible: !root.session.isIdle && root.session.tracksPerMinute > 0; text: root.session.tracksPerMinute.toFixed(root.session.tracksPerMinute < 10 ? 1 : 0) }
        Words { visible: !root.session.isIdle && root.session.tracksPerMinute > 0; text: qsTr("tracks/min") }
        Separator { visible: !root.session.isIdle && root.session.remainingSeconds >= 0 }
        Words { visible: !root.session.isIdle && root.session.remainingSeconds >= 0; text: root.duration(root.session.remainingSeconds) }
        Item { Layout.fillWidth: true }
        Words { text: qsTr("Workers") }
        Figure { text: root.session.busyWorkers }
        Words { text: qsTr("of") }
        Figure { text: root.session.workers }
        Separator { visible: root.session.gpuAvailable }
        Words { visible: root.session.gpuAvailable; text: qsTr("GPU") }
        Figure { visible: root.session.gpuAvailable; text: root.session.gpuUsedGib.toFixed(1) }
        Words { visible: root.session.gpuAvailable; text: qsTr("of %1 GiB").arg(root.session.gpuTotalGib.toFixed(1)) }
        Separator {}
        Words { text: root.arbiterWords() }
        Separator { visible: root.health.state === "limited" || root.health.state === "missing" }
        Glyph {
            visible: root.health.state === "limited" || root.health.state === "missing"
            glyph: "limited"
            size: 12
            color: Theme.verdictColor("upsampled")
        }
        Words { visible: root.health.state === "limited" || root.health.state === "missing"; text: root.health.summary }
    }
}
