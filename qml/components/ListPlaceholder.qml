pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What stands in a list that has no rows: why, and at most one thing to do about it.
Column {
    id: root

    required property string text
    property bool isLoading: false
    property string action: ""
    // What is said in smaller words below.
    property string note: ""

    signal acted()

    spacing: 12

    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        text: root.text
        color: Theme.text2
        font.pixelSize: Theme.titleSize
        opacity: root.isLoading && !late.isOver ? 0 : 1
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    Label {
        width: parent.width
        visible: text !== "" && !root.isLoading
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        text: root.note
        color: Theme.text3
    }
    ActionButton {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.action !== ""
        kind: "outlined"
        text: root.action
        onClicked: root.acted()
    }

    // What is there at once says nothing before.
    Timer {
        id: late

        property bool isOver: false

        interval: 200
        running: root.isLoading && root.visible
        onRunningChanged: if (running) isOver = false
        onTriggered: isOver = true
    }
}
