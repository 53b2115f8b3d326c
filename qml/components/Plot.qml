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
    property alias item: plot

    readonly property var ticks: JSON.parse(plot.ticksJson === "" ? "[]" : plot.ticksJson)

    Accessible.role: Accessible.Graphic
    Accessible.name: title

    Rectangle {
        id: well
        anchors.fill: parent
        anchors.leftMargin: 34
        anchors.bottomMargin: 22
        color: Theme.well

        PlotItem {
            id: plot
            anchors.fill: parent
            kind: root.kind
            trackId: root.trackId
            pixelWidth: Math.round(width)
            pixelHeight: Math.round(height)
            lineColor: "#7DB6FF"
            areaColor: "#2C4A78"
            gridColor: "#3A414C"
            proofColor: Theme.proofOnWell
            alertColor: Theme.alertOnWell
        }
        Label {
            anchors.centerIn: parent
            visible: plot.isEmpty && root.trackId > 0
            text: qsTr("Nothing to draw for this track")
            color: "#949CA8"
        }
        HoverHandler { id: pointer }
        Rectangle {
            visible: pointer.hovered && !plot.isEmpty
            x: pointer.point.position.x
            width: 1
            height: parent.height
            color: "#FFFFFF"
            opacity: 0.7
        }
        Rectangle {
            visible: pointer.hovered && !plot.isEmpty
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: 4
            width: reading.implicitWidth + 12
            height: 20
            radius: Theme.chipRadius
            color: "#CC0A0B0D"

            Label {
                id: reading
                anchors.centerIn: parent
                text: pointer.hovered ? plot.reading(pointer.point.position.x / Math.max(1, well.width)) : ""
                isMono: true
                color: "#E7E9EC"
                font.pixelSize: Theme.captionSize
            }
        }
    }
    Repeater {
        model: root.ticks

        Label {
            required property var modelData
            readonly property bool isAcross: modelData.axis === "x"

            x: isAcross ? Math.min(well.x + modelData.place * well.width - (modelData.place === 0 ? 0 : implicitWidth / 2), root.width - implicitWidth) : well.x - implicitWidth - 6
            y: isAcross ? well.height + 6 : Math.max(0, Math.min(well.height - implicitHeight, modelData.place * well.height - implicitHeight / 2))
            text: modelData.label
            isMono: true
            color: Theme.text3
            font.pixelSize: Theme.axisSize
        }
    }
    Label {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: false
        text: root.title
    }
}
