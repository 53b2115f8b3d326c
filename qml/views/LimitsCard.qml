pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// How far each codec would have shown in this track: what no test can see cannot be excluded.
Card {
    id: root

    // [{ label, text, isShort }]
    required property var limits

    readonly property bool hasShort: limits.some(limit => limit.isShort)

    title: qsTr("What would show here")
    note: hasShort ? qsTr("above it, a copy could hide") : qsTr("at the bitrates that are usual, every copy")

    // Rows that come and go stand in no layout (see EvidenceView), and in no positioner: one that was hidden when they came
    // leaves them where they were.
    Item {
        id: rows
        Layout.fillWidth: true
        implicitHeight: 28 * root.limits.length

        Repeater {
            model: root.limits

            Rectangle {
                id: line

                required property int index
                required property var modelData

                y: 28 * index
                width: rows.width
                height: 28
                color: "transparent"
                Accessible.role: Accessible.Row
                Accessible.name: modelData.label + ", " + modelData.text

                Rectangle { width: parent.width; height: 1; color: Theme.line }
                Label { x: 8; height: parent.height; text: line.modelData.label; font.weight: line.modelData.isShort ? Font.DemiBold : Font.Normal }
                Row {
                    anchors.right: parent.right
                    anchors.rightMargin: 8
                    height: parent.height
                    spacing: 8

                    Glyph { anchors.verticalCenter: parent.verticalCenter; visible: line.modelData.isShort; glyph: "limited"; size: 12; color: Theme.upsampled }
                    Label { height: parent.height; text: line.modelData.text; isMono: true; color: line.modelData.isShort ? Theme.text : Theme.text2 }
                }
            }
        }
    }
}
