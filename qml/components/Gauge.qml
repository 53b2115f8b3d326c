pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One measure on its scale: name, word of the zone, figure, bar with zones or marks, and a needle.
Rectangle {
    id: root

    required property string name
    // NaN where it could not be measured.
    required property real value
    required property string figure
    property string unit: ""
    property string word: ""
    property bool isAlert: false
    property real from: 0
    property real to: 1
    // Edges between the zones, in rising order.
    property var edges: []
    // Zone colours, one more than edges; empty for a plain scale with marks: taste is no fault.
    property var zones: []
    // Labels of the scale, in rising order: { at, text }; the first and the last stand at its ends.
    property var marks: []
    property bool isLogarithmic: false
    property bool isCompact: false
    // Of the help; empty for none.
    property string topic: ""

    readonly property bool isMissing: Number.isNaN(value)

    // Place of a value along the bar, 0 to 1.
    function place(at: real): real {
        const scaled = isLogarithmic ? Math.log10(Math.max(at, 0) + 1) / Math.log10(to + 1) : (at - from) / (to - from);
        return Math.max(0, Math.min(1, scaled));
    }

    implicitWidth: 144
    implicitHeight: isCompact ? 48 : 68
    radius: Theme.cardRadius
    color: Theme.raised
    border.color: Theme.line
    Accessible.role: Accessible.StaticText
    Accessible.name: isMissing ? qsTr("%1: not measured").arg(name) : Theme.joined([name + ":", figure, unit], " ") + (word === "" ? "" : ", " + word)

    Label {
        x: 9; y: root.isCompact ? 5 : 7
        width: root.width - 22 - (wordLabel.visible ? wordLabel.implicitWidth : 0)
        elide: Text.ElideRight
        text: root.name
        color: Theme.text2
        font.pixelSize: Theme.captionSize
    }
    Label {
        id: wordLabel
        anchors.right: parent.right
        anchors.rightMargin: 9
        y: root.isCompact ? 5 : 7
        visible: !root.isMissing && root.word !== ""
        text: root.word
        color: root.isAlert ? Theme.alert : Theme.text2
        font.pixelSize: Theme.captionSize
    }
    Label {
        id: figureLabel
        x: 9; y: root.isCompact ? 19 : 21
        text: root.isMissing ? "\u2013" : root.figure
        isMono: true
        color: root.isMissing ? Theme.text3 : Theme.text
        font.pixelSize: root.isCompact ? Theme.proseSize : Theme.gaugeSize
    }
    Label {
        anchors.left: figureLabel.right
        anchors.leftMargin: 4
        anchors.baseline: figureLabel.baseline
        visible: !root.isMissing && root.unit !== ""
        text: root.unit
        color: Theme.text3
        font.pixelSize: Theme.captionSize
    }
    Item {
        id: bar
        x: 9
        y: root.isCompact ? 38 : 45
        width: root.width - 18
        height: 4

        Repeater {
            model: root.edges.length + 1

            Rectangle {
                required property int index
                readonly property real start: index === 0 ? 0 : root.place(root.edges[index - 1])
                readonly property real end: index === root.edges.length ? 1 : root.place(root.edges[index])

                x: Math.round(start * bar.width)
                width: Math.max(0, Math.round(end * bar.width) - x - (index === root.edges.length ? 0 : 1))
                height: bar.height
                color: root.zones.length > index ? root.zones[index] : Theme.zoneInfo
            }
        }
        // The needle, with a gap of the card's colour on both sides so that it stands out on every zone.
        Rectangle {
            visible: !root.isMissing
            x: Math.round(root.place(root.value) * (bar.width - 3)) - 1
            y: -3
            width: 5
            height: 10
            color: root.color
            Behavior on x { NumberAnimation { duration: Theme.panelDuration } }

            Rectangle { x: 1; width: 3; height: parent.height; color: Theme.text }
        }
    }
    Repeater {
        model: root.isCompact ? [] : root.marks

        Label {
            required property var modelData
            required property int index
            readonly property bool isLast: index === root.marks.length - 1 && root.place(modelData.at) >= 1

            x: Math.round(Math.max(9, Math.min(root.width - 9 - implicitWidth, 9 + root.place(modelData.at) * bar.width - (isLast ? implicitWidth : implicitWidth / 2))))
            y: 51
            text: modelData.text
            isMono: true
            color: Theme.text3
            font.pixelSize: Theme.axisSize
        }
    }
    HelpSpot {
        visible: root.topic !== ""
        topic: root.topic
        markX: root.width - 26
        markY: root.isCompact ? 18 : 22
    }
}
