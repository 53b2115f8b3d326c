pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// One histogram of the ladder.
ColumnLayout {
    id: root

    required property Detail detail
    required property string kind
    required property var told
    property bool isProof: false

    Layout.fillWidth: true
    Layout.fillHeight: true
    Layout.preferredWidth: 1
    spacing: 2

    ProofPlot {
        id: histogram
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: 50
        detail: root.detail
        kind: root.kind
        leftRoom: 0
        title: qsTr("Ladder at offset %1: %2").arg(root.told.offset).arg(root.told.words)

        Label {
            visible: !histogram.isEmpty && root.isProof
            anchors.horizontalCenter: parent.horizontalCenter
            y: Math.round(histogram.placeOf("even-y") * parent.height - height - 1)
            text: qsTr("even")
            color: Theme.text2
            font.pixelSize: Theme.axisSize
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: 6

        Label {
            text: qsTr("Offset %1").arg(root.told.offset)
            color: root.isProof ? Theme.proof : Theme.text
            font.pixelSize: Theme.captionSize
            font.weight: Font.DemiBold
        }
        Label { Layout.fillWidth: true; text: root.told.words; color: Theme.text2; font.pixelSize: Theme.captionSize; elide: Text.ElideRight }
    }
}
