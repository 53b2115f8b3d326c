pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A picture of one track with its axes and a cursor that reads it.
Item {
    id: root

    required property int trackId
    // "spectrum" or "waveform".
    required property string kind
    required property string title
    required property string units

    readonly property var ticks: JSON.parse(plot.ticksJson === "" ? "[]" : plot.ticksJson)
    // Where the cursor stands, 0 to 1 from the left; below 0 for nowhere.
    property real cursor: -1

    function reload() {
        plot.reload();
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: title
    Accessible.description: reading.text
    Keys.onLeftPressed: cursor = Math.max(0, cursor - 0.01)
    Keys.onRightPressed: cursor = Math.min(1, Math.max(0, cursor) + 0.01)
    onTrackIdChanged: cursor = -1

    Rectangle {
        id: well
        anchors.fill: parent
        anchors.leftMargin: 34
        anchors.rightMargin: 12
        anchors.topMargin: 20
        anchors.bottomMargin: 22
        color: Theme.well

        PlotItem {
            id: plot
            anchors.fill: parent
            kind: root.kind
            trackId: root.trackId
            pixelWidth: Math.round(width)
            pixelHeight: Math.round(height)
            lineColor: Theme.plotLine
            areaColor: Theme.plotArea
            gridColor: Theme.plotGrid
            proofColor: Theme.proofOnWell
            alertColor: Theme.alertOnWell
        }
        Label {
            anchors.centerIn: parent
            visible: plot.isEmpty && root.trackId > 0
            text: qsTr("Nothing to draw for this track")
            color: Theme.text3OnWell
        }
        MouseArea {
            anchors.fill: parent
            hoverEnabled: true
            acceptedButtons: Qt.NoButton
            cursorShape: Qt.CrossCursor
            onPositionChanged: mouse => root.cursor = Math.max(0, Math.min(1, mouse.x / Math.max(1, width)))
            onExited: root.cursor = -1
        }
        Rectangle {
            visible: root.cursor >= 0 && !plot.isEmpty
            x: Math.round(root.cursor * (parent.width - 1))
            width: 1
            height: parent.height
            color: Theme.textOnWell
        }
        FocusRing { isShown: root.activeFocus; radius: 0; inset: -2 }
    }
    Label {
        x: 0
        width: parent.width - reading.implicitWidth - 12
        text: root.units
        color: Theme.text3
        font.pixelSize: Theme.captionSize
        elide: Text.ElideRight
    }
    Label {
        id: reading
        anchors.right: well.right
        text: root.cursor < 0 || plot.isEmpty ? "" : plot.reading(root.cursor)
        isMono: true
        color: Theme.text2
        font.pixelSize: Theme.captionSize
    }
    Repeater {
        model: root.ticks

        Label {
            required property var modelData
            readonly property bool isAcross: modelData.axis === "x"

            x: Math.round(isAcross ? Math.min(well.x + modelData.place * well.width - (modelData.place === 0 ? 0 : implicitWidth / 2), root.width - implicitWidth - 4) : well.x - implicitWidth - 6)
            y: Math.round(isAcross ? well.y + well.height + 5 : well.y + Math.max(0, Math.min(well.height - implicitHeight, modelData.place * well.height - implicitHeight / 2)))
            text: modelData.label
            isMono: true
            color: Theme.text3
            font.pixelSize: Theme.axisSize
        }
    }
}
