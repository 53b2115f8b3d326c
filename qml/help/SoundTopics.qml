pragma ComponentBehavior: Bound

import QtQuick

// What is measured of the sound: loudness, level, dynamics.
QtObject {
    id: root

    readonly property string group: qsTr("Loudness and level")

    readonly property var topics: [
        {
            id: "loudness", group: group, name: qsTr("Loudness"), unit: qsTr("LUFS"),
            text: qsTr("Integrated loudness of the whole track: K-weighted energy in blocks of 400 ms, without those below -70 LUFS and those more than 10 LU below the mean of the rest."),
            standard: qsTr("ITU-R BS.1770-4, EBU R 128"),
            usual: qsTr("Broadcast -23, streaming about -14, loud pop -9 to -6. The two marks of the gauge are the first two."),
            caution: qsTr("Louder is no fault and no quality. It says nothing about a lossy past.")
        },
        {
            id: "loudnessRange", group: group, name: qsTr("Loudness range (LRA)"), unit: qsTr("LU"),
            text: qsTr("How far the loudness moves over the track: the distance between the 10th and the 95th percentile of the short-term loudness (3 s), without what lies below -70 LUFS or more than 20 LU below the mean."),
            standard: qsTr("EBU Tech 3342"),
            usual: qsTr("Pop 3 to 8, film and orchestral music 10 to 25."),
            caution: qsTr("It is not the DR value: it follows slow changes, not single peaks. Below 3 s there is none.")
        },
        {
            id: "momentary", group: group, name: qsTr("Momentary and short-term maximum"), unit: qsTr("LUFS"),
            text: qsTr("The loudest 400 ms and the loudest 3 s of the track. They stand in the Metadata tab."),
            standard: qsTr("EBU Tech 3341"),
            usual: qsTr("A few LU above the integrated loudness."),
            caution: ""
        },
        {
            id: "truePeak", group: group, name: qsTr("True peak"), unit: qsTr("dBTP"),
            text: qsTr("The highest level that the waveform reaches between the samples too, found by interpolation: four times below 96 kHz, twice below 192 kHz."),
            standard: qsTr("ITU-R BS.1770-4, Annex 2; EBU R 128 asks for -1 dBTP at most"),
            usual: qsTr("Below -1 dBTP; loud masters often pass 0."),
            caution: qsTr("Above 0 some converters and encoders clip. The samples themselves may still be whole.")
        },
        {
            id: "samplePeak", group: group, name: qsTr("Sample peak"), unit: qsTr("dBFS"),
            text: qsTr("The largest sample of any channel. A full-scale sample is 0 dBFS."),
            standard: qsTr("AES17, without its correction for sines"),
            usual: qsTr("-3 to 0 for music."),
            caution: qsTr("The waveform between the samples may be higher: see true peak.")
        },
        {
            id: "dynamicRange", group: group, name: qsTr("Dynamic range"), unit: qsTr("DR"),
            text: qsTr("The second highest peak of the blocks of 3 s over the level of the loudest fifth of them, each channel by itself, as a whole number of decibels."),
            standard: qsTr("DR14 convention (TT Dynamic Range Meter)"),
            usual: qsTr("Loud pop 4 to 7, most music 8 to 13, acoustic and orchestral music 14 and more."),
            caution: qsTr("A small value is taste, no fault. Vinyl transfers read higher than their masters. It says nothing about a lossy past.")
        },
        {
            id: "snr", group: group, name: qsTr("Signal-to-noise ratio"), unit: qsTr("dB"),
            text: qsTr("The mean level of the active parts over that of the quietest twentieth of the track that is not silent, in slots of 50 ms. Active is what lies no more than 10 dB below the mean."),
            standard: qsTr("A convention of this program; its gate is that of BS.1770-4. 98 dB is the theory of 16 bits."),
            usual: qsTr("Tape and shellac 30 to 50, modern recordings 50 to 90, where there are pauses."),
            caution: qsTr("It is no measure of the equipment: where there are no pauses, the quietest part is soft music and not noise.")
        },
        {
            id: "silence", group: group, name: qsTr("Silence"), unit: qsTr("s"),
            text: qsTr("Before the first sound, after the last, and the longest between them. Silent is where no channel passes -60 dBFS; inside the track, from 0.1 s."),
            standard: qsTr("A convention, as silence detectors of broadcasters and CD authoring use it"),
            usual: qsTr("Up to 2 s at either end."),
            caution: qsTr("A long pause inside may hide another piece, and is no dropout.")
        }
    ]
}
