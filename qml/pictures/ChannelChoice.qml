pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Left, right, mid or side.
Choice {
    id: root

    required property int channels
    required property string channel

    options: channels < 2 ? [{ value: "mid", text: qsTr("Mono") }] : [
        { value: "left", text: qsTr("L", "left channel") },
        { value: "right", text: qsTr("R", "right channel") },
        { value: "mid", text: qsTr("M", "mid") },
        { value: "side", text: qsTr("S", "side") }
    ]
    value: channels < 2 ? "mid" : channel
    name: qsTr("Channel")
}
