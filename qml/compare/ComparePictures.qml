pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Both spectrograms in the same time and frequency: one over the other, or both in one place with a divider between.
FocusScope {
    id: root

    required property TrackSound soundA
    required property TrackSound soundB
    // In the time of A.
    required property SoundView view
    required property SpectrogramLook look
    // Where B stands at the start of A, and how many seconds of it one of A takes.
    property real delayS: 0
    property real stretch: 1
    // Gain that brings B to the level of A: B is drawn with it, so that equal sound has equal colours.
    property real gainDb: 0
    property bool isWipe: false
    // Whether the residual stands in the place of B.
    property bool isResidual: false
    // Where the divider stands between the edges of the pictures, 0 to 1.
    property alias divider: handle.place

    readonly property real dividerX: Math.round(pictureA.leftMargin + handle.place * (width - pictureA.leftMargin - pictureA.rightMargin))
    readonly property real half: Math.floor((height - 8) / 2)

    signal seekAsked(real atS)

    // How a track is drawn that is brought to the level of the other by `gainDb`.
    function lookWith(gainDb: real): var {
        const order = look.order(view.lowHz, view.topHz);
        order.floor_db -= gainDb;
        order.ceiling_db -= gainDb;
        return order;
    }

    component Picture: TimePicture {
        id: picture

        required property string letter
        required property color ink
        // The letter and what the cursor reads stand at the right.
        property bool isRight: false
        property real gainDb: 0

        anchors.top: parent.top
        width: root.width
        height: parent.height
        view: root.view
        kind: "spectrogram"
        hasFrequencies: true
        isFocusedByClick: false
        look: root.lookWith(gainDb)
        onSeekAsked: atS => root.seekAsked(atS)

        SpectrogramLayers {
            anchors.fill: parent
            visible: root.look.showsCutoff && picture.secondId === 0
            view: root.view
            axis: root.look.axis
            layers: JSON.parse(picture.sound.layersJson)
        }
        Rectangle {
            x: picture.isRight ? parent.width - width - 6 : 6
            y: parent.height - height - 6
            width: tag.implicitWidth + 14
            height: 22
            radius: Theme.chipRadius
            color: Theme.well
            opacity: 0.9

            Row {
                id: tag
                x: 7
                height: parent.height
                spacing: 8

                Label { height: parent.height; text: picture.letter; color: picture.ink; font.weight: Font.DemiBold }
                Label { height: parent.height; visible: text !== ""; text: picture.reading; isMono: true; color: Theme.textOnWell; font.pixelSize: Theme.captionSize }
            }
        }
    }

    Item {
        clip: true
        width: root.isWipe ? root.dividerX : root.width
        height: root.isWipe ? root.height : root.half

        Picture {
            id: pictureA
            letter: "A"
            ink: Theme.plotLine
            title: qsTr("Spectrogram of A: frequency in kHz over time")
            sound: root.soundA
            onPointerYChanged: pictureB.pointerY = pointerY
        }
    }
    Item {
        id: sideB
        clip: true
        x: root.isWipe ? root.dividerX : 0
        y: root.isWipe ? 0 : root.half + 8
        width: root.width - x
        height: root.isWipe ? root.height : root.half

        Picture {
            id: pictureB
            x: -sideB.x
            letter: root.isResidual ? qsTr("Residual") : "B"
            ink: Theme.textOnWell
            isRight: root.isWipe
            title: root.isResidual ? qsTr("Spectrogram of the residual: frequency in kHz over time") : qsTr("Spectrogram of B: frequency in kHz over time")
            sound: root.isResidual ? root.soundA : root.soundB
            secondId: root.isResidual ? root.soundB.trackId : 0
            // The residual is in the time and at the level of A.
            shiftS: root.isResidual ? 0 : root.delayS
            stretch: root.isResidual ? 1 : root.stretch
            gainDb: root.isResidual ? 0 : root.gainDb
            onPointerYChanged: pictureA.pointerY = pointerY
        }
    }
    WipeHandle {
        id: handle
        visible: root.isWipe
        leftEdge: pictureA.leftMargin
        rightEdge: root.width - pictureA.rightMargin
        height: root.height - 22
    }
}
