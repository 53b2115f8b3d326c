pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A bar a codec: z of its best grid, the range that tracks without that codec show, and the decisive line.
Item {
    id: root

    // [{ label, z, detail, isDecisive }], z null where it could not be tested.
    required property var tests
    required property real usualZ
    required property real bar

    readonly property int rowHeight: 22
    readonly property real highest: Math.max(bar * 1.6, ...tests.map(test => test.z ?? 0))
    // A bar that is longer by far is cut, lest all the others become a line.
    readonly property real most: Math.min(highest, bar * 10)
    readonly property real labelWidth: 84
    readonly property real figureWidth: 52
    readonly property real span: Math.max(1, width - labelWidth - figureWidth)
    readonly property real barX: labelWidth + Math.round(bar / most * span)

    // One decimal, and no zero below zero.
    function figure(z: real): string {
        return Theme.number(Math.round(10 * z) / 10 + 0, 1);
    }

    implicitHeight: tests.length * rowHeight + legend.height + 10
    Accessible.role: Accessible.Chart
    Accessible.name: tests.map(test => test.label + " " + (test.z === null ? qsTr("not tested") : figure(test.z))).join(", ")

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
            readonly property bool isDecisive: modelData.isDecisive === true
            readonly property bool isCut: isTested && modelData.z > root.most

            y: index * root.rowHeight
            width: root.width
            height: root.rowHeight
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData.label + ", " + (isTested ? qsTr("z %1").arg(root.figure(modelData.z)) : qsTr("not tested"))
            Accessible.description: modelData.detail ?? ""

            Label {
                width: root.labelWidth - 8
                height: parent.height
                text: test.modelData.label
                elide: Text.ElideRight
                color: test.isDecisive ? Theme.text : Theme.text2
                font.weight: test.isDecisive ? Font.DemiBold : Font.Normal
            }
            Rectangle {
                id: strip
                x: root.labelWidth
                anchors.verticalCenter: parent.verticalCenter
                width: test.isTested ? Math.round(Math.max(2, Math.min(1, test.modelData.z / root.most) * root.span)) : 0
                height: 8
                color: test.isDecisive ? Theme.proof : Theme.text3

                // The cut: two gaps near its end.
                Repeater {
                    model: test.isCut ? 2 : 0

                    Rectangle {
                        required property int index

                        x: strip.width - 14 + index * 5
                        y: -2
                        width: 3
                        height: strip.height + 4
                        rotation: 20
                        color: Theme.raised
                    }
                }
            }
            Label {
                anchors.right: parent.right
                height: parent.height
                text: test.isTested ? root.figure(test.modelData.z) : "\u2013"
                isMono: true
                color: test.isDecisive ? Theme.text : Theme.text2
            }
            HoverHandler { id: pointer }
            Tip { isShown: pointer.hovered; text: test.modelData.detail ?? "" }
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
    Flow {
        id: legend
        y: root.tests.length * root.rowHeight + 8
        width: root.width
        spacing: 12

        Row {
            spacing: 6

            Rectangle { anchors.verticalCenter: parent.verticalCenter; width: 8; height: 8; color: Theme.tinted(Theme.raised, Theme.zoneInfo, 0.4) }
            Label { text: qsTr("to %1: seen in tracks without that codec").arg(Theme.number(root.usualZ, 1)); color: Theme.text3; font.pixelSize: Theme.captionSize }
        }
        Row {
            spacing: 6

            Column {
                anchors.verticalCenter: parent.verticalCenter
                spacing: 2

                Repeater { model: 3; Rectangle { width: 1; height: 3; color: Theme.text2 } }
            }
            Label { text: qsTr("decisive from %1").arg(Theme.number(root.bar, root.bar % 1 === 0 ? 0 : 1)); color: Theme.text3; font.pixelSize: Theme.captionSize }
        }
    }
}
