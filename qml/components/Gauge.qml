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
    property real from: 0
    property real to: 1
    // Edges between the zones, in rising order.
    property var edges: []
    // Zone colours, one more than edges; empty for a plain scale with marks.
    property var zones: []
    property var labels: []
    property bool isLogarithmic: false
    property bool isCompact: false
    property color wordColor: Theme.text2

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
    Accessible.name: isMissing ? qsTr("%1: not measured").arg(name) : qsTr("%1: %2 %3, %4").arg(name).arg(figure).arg(unit).arg(word)

    Label {
        x: 8; y: root.isCompact ? 4 : 6
        width: root.width - 20 - wordLabel.implicitWidth
        elide: Text.ElideRight
        text: root.name
        color: Theme.text2
        font.pixelSize: Theme.captionSize
    }
    Label {
        id: wordLabel
        anchors.right: parent.right
        anchors.rightMargin: 8
        y: root.isCompact ? 4 : 6
        visible: !root.isMissing
        text: root.word
        color: root.wordColor
        font.pixelSize: Theme.captionSize
    }
    Row {
        x: 8; y: root.isCompact ? 17 : 21
        spacing: 4

        Label {
            id: figureLabel
            text: root.isMissing ? "\u2013" : root.figure
            isMono: true
            color: root.isMissing ? Theme.text3 : Theme.text
            font.pixelSize: root.isCompact ? Theme.textSize : Theme.gaugeSize
        }
        Label {
            anchors.baseline: figureLabel.baseline
            visible: !root.isMissing && root.unit !== ""
            text: root.unit
            color: Theme.text3
            font.pixelSize: Theme.captionSize
        }
    }
    Item {
        id: bar
        x: 8
        y: root.isCompact ? 37 : 44
        width: root.width - 16
        height: 4

        Repeater {
            model: root.edges.length + 1

            Rectangle {
                required property int index
                readonly property real start: index === 0 ? 0 : root.place(root.edges[index - 1])
                readonly property real end: index === root.edges.length ? 1 : root.place(root.edges[index])

                x: start * bar.width
                width: Math.max(0, (end - start) * bar.width - (index === root.edges.length ? 0 : 1))
                height: bar.height
                color: root.zones.length > index ? root.zones[index] : Theme.zoneInfo
            }
        }
        Rectangle {
            visible: !root.isMissing
            x: root.place(root.value) * (bar.width - width)
            y: -3
            width: 3
            height: 10
            color: Theme.text
            border.width: 0
            Behavior on x { NumberAnimation { duration: Theme.panelDuration } }
        }
    }
    Repeater {
        model: root.isCompact ? 0 : root.labels.length

        Label {
            required property int index
            readonly property real at: index === 0 ? 0 : index === root.labels.length - 1 ? 1 : root.place(root.edges[index - 1])

            x: Math.max(8, Math.min(root.width - 8 - implicitWidth, 8 + at * bar.width - implicitWidth / 2))
            y: 51
            text: root.labels[index]
            isMono: true
            color: Theme.text3
            font.pixelSize: Theme.axisSize
        }
    }
}
