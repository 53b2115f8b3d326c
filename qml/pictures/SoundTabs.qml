pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The pictures of a track's sound and what they share. Each is made when it is looked at.
QtObject {
    id: root

    // The tabs by name, in their order; those of this folder need the sound.
    readonly property var names: ["spectrogram", "evidence", "spectrum", "waveform", "loudness", "stereo", "values", "metadata", "history"]
    readonly property var titles: [qsTr("Spectrogram"), qsTr("Evidence"), qsTr("Spectrum"), qsTr("Waveform"), qsTr("Loudness"), qsTr("Stereo"), qsTr("Values"), qsTr("Metadata"), qsTr("History")]

    function at(name: string): int {
        return names.indexOf(name);
    }

    function needsSound(tab: int): bool {
        return !/^(evidence|metadata|history)$/.test(names[tab]);
    }
}
