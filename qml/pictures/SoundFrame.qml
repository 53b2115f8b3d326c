pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A picture of a track's sound on its well, with the labels of its axes.
Item {
    id: root

    required property TrackSound sound
    // The order of the picture as SoundPicture takes it.
    required property var order
    required property string title
    // A track that was compared with it: what is left of that one is drawn.
    property int secondId: 0
    property int leftMargin: 34
    property int rightMargin: 12
    property int topMargin: 0

    readonly property alias picture: picture
    readonly property alias well: well
    readonly property var ticks: JSON.parse(picture.ticksJson)
    default property alias overlay: over.data

    Accessible.role: Accessible.Graphic
    Accessible.name: title

    Rectangle {
        id: well
        anchors.fill: parent
        anchors.leftMargin: root.leftMargin
        anchors.rightMargin: root.rightMargin
        anchors.topMargin: root.topMargin
        anchors.bottomMargin: 22
        color: Theme.well
        clip: true

        SoundPicture {
            id: picture
            anchors.fill: parent
            trackId: root.sound.trackId
            secondId: root.secondId
            revision: root.sound.revision
            orderJson: JSON.stringify(root.order)
            pixelWidth: Math.round(width)
            pixelHeight: Math.round(height)
            lineColor: Theme.plotLine
            areaColor: Theme.plotArea
            gridColor: Theme.plotGrid
            proofColor: Theme.proofOnWell
            alertColor: Theme.alertOnWell
        }
        Item { id: over; anchors.fill: parent }
        Label {
            anchors.centerIn: parent
            width: Math.min(parent.width - 32, 420)
            visible: text !== "" && parent.width >= 120
            text: root.sound.state === "problem" ? root.sound.problem : root.sound.state === "opening" ? qsTr("Opening the track...") : ""
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            color: root.sound.state === "problem" ? Theme.alertOnWell : Theme.text3OnWell
        }
        Rectangle {
            visible: root.sound.state === "decoding" || root.sound.state === "opening"
            width: parent.width * root.sound.share
            height: 2
            color: Theme.proofOnWell
            Accessible.role: Accessible.ProgressBar
            Accessible.name: qsTr("Decoding")
        }
        Rectangle { anchors.fill: parent; visible: root.activeFocus; color: Theme.none; border { width: 2; color: Theme.focus } }
    }
    Repeater {
        model: root.ticks

        Label {
            required property var modelData
            readonly property bool isAcross: modelData.axis === "x"
            readonly property real across: well.x + modelData.place * well.width - implicitWidth / 2

            visible: modelData.place >= -0.001 && modelData.place <= 1.001
            x: Math.round(isAcross ? Math.max(well.x, Math.min(across, root.width - implicitWidth - 2)) : well.x - implicitWidth - 6)
            y: Math.round(isAcross ? well.y + well.height + 5 : well.y + Math.max(0, Math.min(well.height - implicitHeight, modelData.place * well.height - implicitHeight / 2)))
            text: modelData.label
            isMono: true
            color: Theme.text3
            font.pixelSize: Theme.axisSize
        }
    }
}
