pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A bar a grid: its z, the range that tracks without that codec show, and the decisive line.
Item {
    id: root

    // [{ label, z }], z null where it could not be tested.
    required property var tests
    required property real usualZ
    required property real bar

    readonly property int rowHeight: 22
    readonly property real most: Math.max(bar * 1.6, ...tests.map(test => test.z ?? 0))
    readonly property real labelWidth: 128
    readonly property real figureWidth: 52
    readonly property real span: Math.max(1, width - labelWidth - figureWidth)
    readonly property real barX: labelWidth + Math.round(bar / most * span)

    implicitHeight: tests.length * rowHeight + 26
    Accessible.role: Accessible.Chart
    Accessible.name: tests.map(test => test.label + " " + (test.z === null ? qsTr("not tested") : test.z.toFixed(1))).join(", ")

    Rectangle {
        x: root.labelWidth
        width: Math.max(2, root.usualZ / root.most * root.span)
        height: root.tests.length * root.rowHeight
        color: Theme.tinted(Theme.raised, Theme.zoneInfo, 0.4)
    }
    Repeater {
        model: root.tests

        Item {
            id: test

            required property var modelData
            required property int index
            readonly property bool isTested: modelData.z !== null
            readonly property bool isDecisive: isTested && modelData.z >= root.bar

            y: index * root.rowHeight
            width: root.width
            height: root.rowHeight

            Label {
                width: root.labelWidth - 8
                height: parent.height
                text: test.modelData.label
                elide: Text.ElideRight
                color: test.isDecisive ? Theme.text : Theme.text2
                font.weight: test.isDecisive ? Font.DemiBold : Font.Normal
            }
            Rectangle {
                x: root.labelWidth
                anchors.verticalCenter: parent.verticalCenter
                width: test.isTested ? Math.max(2, test.modelData.z / root.most * root.span) : 0
                height: 8
                color: test.isDecisive ? Theme.proof : Theme.text3
            }
            Label {
                anchors.right: parent.right
                height: parent.height
                text: test.isTested ? test.modelData.z.toFixed(1) : "\u2013"
                isMono: true
                color: test.isDecisive ? Theme.text : Theme.text2
            }
        }
    }
    Column {
        x: root.barX
        spacing: 3

        Repeater {
            model: Math.ceil(root.tests.length * root.rowHeight / 6)

            Rectangle { width: 1; height: 3; color: Theme.text2 }
        }
    }
    Row {
        y: root.tests.length * root.rowHeight + 8
        spacing: 6

        Rectangle { anchors.verticalCenter: parent.verticalCenter; width: 8; height: 8; color: Theme.tinted(Theme.raised, Theme.zoneInfo, 0.4) }
        Label { text: qsTr("to %1: seen in tracks without that codec").arg(root.usualZ.toFixed(1)); color: Theme.text3; font.pixelSize: Theme.captionSize }
        Item { width: 6; height: 1 }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2

            Repeater { model: 3; Rectangle { width: 1; height: 3; color: Theme.text2 } }
        }
        Label { text: qsTr("decisive from %1").arg(root.bar.toFixed(root.bar % 1 === 0 ? 0 : 1)); color: Theme.text3; font.pixelSize: Theme.captionSize }
    }
}
