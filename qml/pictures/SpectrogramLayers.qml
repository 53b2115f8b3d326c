pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What the audit found, drawn over a spectrogram: the cutoff dashed, the edge of an upsampled track, each with its figure.
Item {
    id: root

    required property SoundView view
    required property string axis
    // { cutoff, isCutoffSharp, upsamplingEdge, sections }
    required property var layers

    readonly property real topHz: view.topHz

    function warp(hz: real): real {
        if (axis === "log")
            return Math.log(Math.max(20, hz));
        return axis === "mel" ? Math.log(1 + hz / 700) : hz;
    }

    // From the top, 0 to 1.
    function heightOf(hz: real): real {
        return 1 - (warp(hz) - warp(view.lowHz)) / Math.max(1e-9, warp(topHz) - warp(view.lowHz));
    }

    Repeater {
        model: [
            { hz: root.layers.cutoff ?? -1, name: root.layers.isCutoffSharp ?? true ? qsTr("cutoff %1 kHz") : qsTr("fades out at %1 kHz") },
            { hz: root.layers.upsamplingEdge ?? -1, name: qsTr("edge %1 kHz") }
        ].filter(edge => edge.hz > 0)

        Item {
            id: edge

            required property var modelData
            readonly property real place: root.heightOf(modelData.hz)

            visible: place >= 0 && place <= 1
            y: Math.round(place * (root.height - 1))
            width: root.width

            Row {
                spacing: 4
                clip: true
                width: parent.width

                Repeater {
                    model: Math.max(0, Math.ceil(root.width / 9))

                    Rectangle { width: 5; height: 1; color: Theme.proofOnWell }
                }
            }
            Rectangle {
                anchors.right: parent.right
                anchors.rightMargin: 4
                y: edge.y > height + 4 ? -height - 2 : 3
                width: words.implicitWidth + 8
                height: 16
                color: Theme.well
                opacity: 0.85
            }
            Label {
                id: words
                anchors.right: parent.right
                anchors.rightMargin: 8
                y: edge.y > 20 ? -18 : 3
                height: 16
                text: edge.modelData.name.arg(Theme.number(edge.modelData.hz / 1000, 2))
                isMono: true
                color: Theme.proofOnWell
                font.pixelSize: Theme.axisSize
            }
        }
    }
}
