pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What a picture of the proof shows: the offset, a figure, a few words; they wrap where it is narrow.
Flow {
    id: root

    required property string offset
    property string figure: ""
    required property string words
    property bool isProof: false

    spacing: 8

    Label {
        text: qsTr("Offset %1").arg(root.offset)
        color: root.isProof ? Theme.proof : Theme.text
        font.pixelSize: Theme.captionSize
        font.weight: Font.DemiBold
    }
    Label { visible: text !== ""; text: root.figure; isMono: true; font.pixelSize: Theme.captionSize }
    Label {
        width: Math.min(implicitWidth, root.width)
        text: root.words
        color: Theme.text2
        font.pixelSize: Theme.captionSize
        wrapMode: Text.Wrap
    }
}
