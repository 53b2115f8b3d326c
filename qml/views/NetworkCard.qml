pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Which patches spoke to the network, time by frequency: made when somebody asks, as the track is decoded again for it.
Card {
    id: root

    // As TrackNetwork names its state: "none", "looking", "ready" or "problem".
    required property string phase
    required property string problem
    required property string remedy
    required property string mapJson
    // What tells the network in use now, and the one that the audit heard, from others.
    property string weights: ""
    property string heardWeights: ""

    readonly property bool isReady: phase === "ready"
    readonly property bool isOpen: isReady || phase === "looking"

    signal asked()
    signal closeAsked()

    title: qsTr("What the network looked at")
    note: isReady ? qsTr("kHz over time: its patches side by side") : ""
    // It never goes: whoever pressed it keeps the keyboard.
    action: isReady ? qsTr("Hide") : phase === "looking" ? qsTr("Stop") : phase === "problem" ? qsTr("Try again") : qsTr("Show where")
    onActed: {
        if (root.isOpen)
            root.closeAsked();
        else
            root.asked();
    }

    component Mark: Row {
        id: mark

        required property color ink
        required property string words

        spacing: 6

        Rectangle { anchors.verticalCenter: parent.verticalCenter; width: 12; height: 10; color: mark.ink }
        Label { text: mark.words; color: Theme.text2; font.pixelSize: Theme.captionSize }
    }

    Label {
        Layout.fillWidth: true
        visible: root.phase === "none" || root.phase === "looking"
        text: root.phase === "looking" ? qsTr("The track is being decoded for the network") : qsTr("Shows which moments and frequencies spoke. The track is decoded again for it; nothing is kept.")
        color: Theme.text2
        wrapMode: Text.Wrap
    }
    Rectangle {
        Layout.fillWidth: true
        Layout.topMargin: 6
        visible: root.phase === "looking"
        implicitHeight: 2
        color: Theme.accent
        Accessible.role: Accessible.ProgressBar
        Accessible.name: qsTr("Looking")
    }
    Label {
        Layout.fillWidth: true
        visible: root.phase === "problem"
        text: root.problem
        color: Theme.alert
        wrapMode: Text.Wrap
    }
    Label {
        Layout.fillWidth: true
        Layout.topMargin: 4
        visible: root.phase === "problem" && text !== ""
        text: root.remedy
        color: Theme.text2
        wrapMode: Text.Wrap
    }
    NetworkPlot {
        Layout.fillWidth: true
        Layout.preferredHeight: 210
        visible: root.isReady
        mapJson: root.mapJson
        kind: "parts"
        title: qsTr("Where the network leaned, time by frequency")
        description: caption.text
    }
    NetworkPlot {
        Layout.fillWidth: true
        Layout.topMargin: 10
        Layout.preferredHeight: 66
        visible: root.isReady
        mapJson: root.mapJson
        kind: "voices"
        title: qsTr("Log-odds of each patch")
        description: caption.text
        bottomRoom: 18
    }
    Flow {
        Layout.fillWidth: true
        Layout.topMargin: 6
        visible: root.isReady
        spacing: 16

        Mark { ink: Theme.transcode; words: qsTr("towards lossy, bars up") }
        Mark { ink: Theme.genuine; words: qsTr("towards genuine, bars down") }
    }
    Label {
        id: caption
        Layout.fillWidth: true
        Layout.topMargin: 6
        visible: root.isReady
        text: qsTr("A weak witness: this shows where the network leaned, and proves nothing.")
        color: Theme.text2
        wrapMode: Text.Wrap
    }
    Label {
        Layout.fillWidth: true
        Layout.topMargin: 4
        visible: root.isReady && root.weights !== root.heardWeights
        text: qsTr("The network in use now (%1) is not the one that the audit heard (%2).").arg(root.weights).arg(root.heardWeights)
        color: Theme.text2
        font.pixelSize: Theme.captionSize
        wrapMode: Text.Wrap
    }
}
