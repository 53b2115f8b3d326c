pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One picture of the proof with the labels of its axes; where it can be read, a cursor.
Item {
    id: root

    required property Detail detail
    // As PlotItem names it.
    required property string kind
    required property string title
    property string description: ""
    property bool isOnWell: false
    property bool isReadable: false
    property int leftRoom: 38
    property int rightRoom: 0
    property int bottomRoom: 18

    readonly property var ticks: JSON.parse(plot.ticksJson === "" ? "[]" : plot.ticksJson)
    readonly property bool isEmpty: plot.isEmpty
    readonly property string reading: cursor < 0 || isEmpty ? "" : plot.reading(cursor)
    // Whether the labels along the bottom would touch: then every second one goes.
    readonly property bool isCrowded: {
        const labels = ticks.filter(tick => tick.axis === "x").map(tick => tick.label.length);
        return labels.length * (Math.max(0, ...labels) * 6.2 + 8) > area.width;
    }
    // Where the cursor stands, 0 to 1 from the left; below 0 for nowhere.
    property real cursor: -1
    default property alias overlay: area.data

    // Where the picture puts something that has a name, 0 to 1; -1 where it does not show it.
    function placeOf(axis: string): real {
        const tick = ticks.find(tick => tick.axis === axis);
        return tick === undefined ? -1 : tick.place;
    }

    activeFocusOnTab: isReadable
    Accessible.role: Accessible.Graphic
    Accessible.name: title
    Accessible.description: reading !== "" ? reading : description
    Keys.onLeftPressed: if (isReadable) cursor = Math.max(0, cursor - 0.01)
    Keys.onRightPressed: if (isReadable) cursor = Math.min(1, Math.max(0, cursor) + 0.01)
    Component.onCompleted: plot.trackId = detail.trackId

    Connections {
        target: root.detail

        // The words around the picture change now: so does the picture, also where the same track was audited again.
        function onShown() {
            root.cursor = -1;
            if (plot.trackId === root.detail.trackId)
                plot.reload();
            else
                plot.trackId = root.detail.trackId;
        }
    }
    Item {
        id: area
        anchors.fill: parent
        anchors.leftMargin: root.leftRoom
        anchors.rightMargin: root.rightRoom
        anchors.bottomMargin: root.bottomRoom

        Rectangle { anchors.fill: parent; visible: root.isOnWell; color: Theme.well }
        PlotItem {
            id: plot
            anchors.fill: parent
            kind: root.kind
            pixelWidth: Math.round(width)
            pixelHeight: Math.round(height)
            lineColor: root.isOnWell ? Theme.contentHigh : Theme.proofOther
            areaColor: root.isOnWell ? Theme.contentLow : Theme.proofArea
            gridColor: Theme.line
            proofColor: root.isOnWell ? Theme.proofOnWell : Theme.proof
            alertColor: Theme.text
        }
        MouseArea {
            anchors.fill: parent
            enabled: root.isReadable
            hoverEnabled: true
            acceptedButtons: Qt.NoButton
            cursorShape: Qt.CrossCursor
            onPositionChanged: mouse => root.cursor = Math.max(0, Math.min(1, mouse.x / Math.max(1, width)))
            onExited: root.cursor = -1
        }
        Rectangle {
            visible: root.reading !== ""
            x: Math.round(root.cursor * (parent.width - 1))
            width: 1
            height: parent.height
            color: Theme.text
        }
        FocusRing { isShown: root.activeFocus; radius: 0; inset: -3 }
    }
    Rectangle {
        z: 1
        visible: root.reading !== ""
        x: Math.round(Math.max(area.x, Math.min(area.x + area.width - width, area.x + root.cursor * area.width - width / 2)))
        y: -4
        width: words.implicitWidth + 10
        height: 18
        radius: Theme.chipRadius
        color: Theme.raised
        border.color: Theme.outline

        Label { id: words; anchors.centerIn: parent; text: root.reading; isMono: true; font.pixelSize: Theme.axisSize }
    }
    Repeater {
        model: root.ticks.filter(tick => tick.axis === "x" || tick.axis === "peak")

        Label {
            required property var modelData
            required property int index
            readonly property bool isPeak: modelData.axis === "peak"

            visible: isPeak || !root.isCrowded || index % 2 === 0
            x: Math.round(Math.max(area.x, Math.min(area.x + area.width - implicitWidth, area.x + modelData.place * area.width - implicitWidth / 2)))
            y: area.height + 4
            text: modelData.label
            isMono: true
            color: isPeak ? Theme.proof : Theme.text3
            font.pixelSize: Theme.axisSize
        }
    }
    Repeater {
        model: root.leftRoom > 0 ? root.ticks.filter(tick => tick.axis === "y") : []

        Label {
            required property var modelData

            x: area.x - implicitWidth - 6
            y: Math.round(Math.max(-2, Math.min(area.height - implicitHeight + 2, modelData.place * area.height - implicitHeight / 2)))
            text: modelData.label
            isMono: true
            color: Theme.text3
            font.pixelSize: Theme.axisSize
        }
    }
}
