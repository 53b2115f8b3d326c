pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// One picture of coefficients; the first bears the axis and is wider by it.
ColumnLayout {
    id: root

    required property Detail detail
    required property string kind
    required property var told
    property bool isProof: false

    readonly property int axis: isProof ? 24 : 0

    Layout.fillWidth: true
    Layout.fillHeight: true
    Layout.preferredWidth: 1000 + axis
    spacing: 6

    ProofPlot {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: 120
        detail: root.detail
        kind: root.kind
        isOnWell: true
        leftRoom: root.axis
        bottomRoom: 0
        title: qsTr("Coefficients at offset %1, %2 empty").arg(root.told.offset).arg(root.told.figure)
        description: root.told.words
    }
    PlotCaption {
        Layout.fillWidth: true
        Layout.leftMargin: root.axis
        offset: root.told.offset
        figure: root.told.figure
        words: root.told.words
        isProof: root.isProof
    }
}
