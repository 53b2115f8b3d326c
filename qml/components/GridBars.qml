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

    readonly property real most: Math.max(bar * 1.6, ...tests.map(test => test.z === null ? 0 : test.z))
    readonly property real labelWidth: 128
    readonly property real figureWidth: 52
    readonly property real span: Math.max(1, width - labelWidth - figureWidth)

    implicitHeight: tests.length * 24 + 24
    Accessible.role: Accessible.Chart
    Accessible.name: tests.map(test => test.label + " " + (test.z === null ? qsTr("not tested") : test.z.toFixed(1))).join(", ")

    Rectangle {
        x: root.labelWidth
        width: Math.max(2, root.usualZ / root.most * root.span)
        height: root.tests.length * 24
        color: Theme.zoneInfo
        opacity: 0.35
    }
    Repeater {
        model: root.tests

        Item {
            id: test

            required property var modelData
            required property int index
            readonly property bool isDecisive: modelData.z !== null && modelData.z >= root.bar

            y: index * 24
            width: root.width
            height: 24

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
                width: test.modelData.z === null ? 0 : Math.max(2, test.modelData.z / root.most * root.span)
                height: 8
                color: test.isDecisive ? Theme.proof : Theme.text3
            }
            Label {
                anchors.right: parent.right
                height: parent.height
                text: test.modelData.z === null ? "\u2013" : test.modelData.z.toFixed(1)
                isMono: true
                color: test.isDecisive ? Theme.text : Theme.text2
            }
        }
    }
    Column {
        x: root.labelWidth + root.bar / root.most * root.span

        Repeater {
            model: Math.ceil(root.tests.length * 24 / 6)

            Item { width: 1; height: 6; Rectangle { width: 1; height: 3; color: Theme.text2 } }
        }
    }
    Label {
        x: Math.min(root.labelWidth + root.bar / root.most * root.span + 4, root.width - implicitWidth)
        y: root.tests.length * 24 + 4
        text: qsTr("decisive from %1").arg(root.bar.toFixed(root.bar % 1 === 0 ? 0 : 1))
        color: Theme.text3
        font.pixelSize: Theme.axisSize
    }
    Label {
        x: root.labelWidth - implicitWidth - 8
        y: root.tests.length * 24 + 4
        text: qsTr("usual to %1").arg(root.usualZ.toFixed(1))
        color: Theme.text3
        font.pixelSize: Theme.axisSize
    }
}
