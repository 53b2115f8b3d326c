pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What the panel says where it shows no track: nothing is selected, several are, or one could not be read.
Column {
    id: root

    required property int selectedCount
    required property string problem

    readonly property bool isSeveral: selectedCount > 1

    signal againAsked()

    spacing: 16

    Label {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: root.isSeveral ? qsTr("%1 tracks selected").arg(root.selectedCount) : root.problem !== "" ? root.problem : qsTr("Select a track to see its verdict, its measurements and the evidence.")
        wrapMode: Text.Wrap
        color: root.isSeveral ? Theme.text : root.problem !== "" ? Theme.alert : Theme.text3
        font.pixelSize: root.isSeveral ? Theme.verdictSize : Theme.proseSize
        font.weight: root.isSeveral ? Font.DemiBold : Font.Normal
        lineHeight: 20
        lineHeightMode: Text.FixedHeight
    }
    ActionButton {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.isSeveral || root.problem !== ""
        kind: "outlined"
        text: qsTr("Audit again")
        glyph: "reload"
        onClicked: root.againAsked()
    }
}
