pragma ComponentBehavior: Bound

import QtQuick

// Technical defects, and what is said of the two channels. None of them changes a verdict.
QtObject {
    id: root

    readonly property string group: qsTr("Defects and channels")

    readonly property var topics: [
        {
            id: "clipping", group: group, name: qsTr("Clipping"), unit: qsTr("runs"),
            text: qsTr("Runs of at least three samples at the ceiling of their channel and polarity: at full scale, or lower where at least eight runs of four equal samples end abruptly on both sides."),
            standard: qsTr("A convention of this program"),
            usual: qsTr("None; loud masters have tens to thousands."),
            caution: qsTr("Not all of it can be heard, and it may be meant. Ceilings that noise or a codec has softened are not seen.")
        },
        {
            id: "clicks", group: group, name: qsTr("Clicks"), unit: qsTr("count"),
            text: qsTr("Jumps of the waveform that are over within a millisecond, twelve times larger than any other bend within 50 ms."),
            standard: qsTr("A convention of this program"),
            usual: qsTr("None; transfers from vinyl have many."),
            caution: qsTr("The count is a lower bound: a dense crackle is not counted click by click.")
        },
        {
            id: "dropouts", group: group, name: qsTr("Dropouts"), unit: qsTr("count"),
            text: qsTr("Music that stands still, at zero or at one held value, or runs along a straight line for 1 to 250 ms and then goes on, with sound close by on both sides."),
            standard: qsTr("A convention of this program"),
            usual: qsTr("None."),
            caution: qsTr("A pause that the music makes fades out and in and is none. Edits on purpose can be counted.")
        },
        {
            id: "deadChannels", group: group, name: qsTr("Dead channels"), unit: "",
            text: qsTr("Channels that never pass one and a half steps of 16 bits while another reaches -60 dBFS."),
            standard: qsTr("A convention of this program"),
            usual: qsTr("None."),
            caution: qsTr("A surround mix may leave a channel empty on purpose.")
        },
        {
            id: "polarity", group: group, name: qsTr("Inverted polarity"), unit: "",
            text: qsTr("Left and right cancel by 20 dB or more when they are added: one is the other upside down. In mono the music all but vanishes."),
            standard: qsTr("A convention of this program"),
            usual: qsTr("No."),
            caution: qsTr("Only the two channels against each other are compared, never the polarity of the recording itself.")
        },
        {
            id: "correlation", group: group, name: qsTr("Stereo correlation"), unit: qsTr("-1 to 1"),
            text: qsTr("How alike left and right are over the whole track: 1 for the same signal, 0 for unrelated ones, -1 for one upside down."),
            standard: "",
            usual: qsTr("0.3 to 0.95."),
            caution: qsTr("Wide is not wrong. One figure for a whole track hides its parts.")
        },
        {
            id: "dualMono", group: group, name: qsTr("Dual mono"), unit: "",
            text: qsTr("Left and right hold the very same samples."),
            standard: "",
            usual: qsTr("Old and spoken recordings."),
            caution: qsTr("It is no defect, only twice the size.")
        },
        {
            id: "balance", group: group, name: qsTr("Balance"), unit: qsTr("dB"),
            text: qsTr("The level of left over that of right, over the whole track."),
            standard: "",
            usual: qsTr("-1 to +1."),
            caution: qsTr("Music may lean to one side on purpose.")
        },
        {
            id: "dcOffset", group: group, name: qsTr("DC offset"), unit: qsTr("of full scale"),
            text: qsTr("The mean of the samples of the worst channel, where full scale is 1."),
            standard: "",
            usual: qsTr("Within 0.001 of zero."),
            caution: qsTr("It takes headroom and can click at edits; it is not heard itself.")
        },
        {
            id: "traces", group: group, name: qsTr("Traces of coding"), unit: "",
            text: qsTr("What coding may leave in a spectrum: falls at set frequencies, bands that come and go, holes between neighbours, channels that become one, copied upper bands, sound before an onset. They stand in the Metadata tab and are what the forest weighs."),
            standard: qsTr("A convention of this program, in bands of 250 Hz"),
            usual: qsTr("The evidence states what is usual for each."),
            caution: qsTr("None of them proves anything alone.")
        }
    ]
}
