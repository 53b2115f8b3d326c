pragma ComponentBehavior: Bound

import QtQuick

// What is said of several tracks together: an album, the copies of a recording.
QtObject {
    id: root

    readonly property string group: qsTr("Albums and copies")

    readonly property var topics: [
        {
            id: "albums", group: group, name: qsTr("Odd ones out"), unit: "",
            text: qsTr("A folder is taken as an album. A track is odd where its verdict, sampling rate or bits differ from those of more than half of the others, where it alone is damaged, where it is more than 6 LU louder or quieter than the median, or where its spectrum ends more than 2 kHz from where the others end. Folders of one or two tracks have no odd ones."),
            standard: qsTr("A convention of this program"),
            usual: qsTr("None on an album from one production."),
            caution: qsTr("It is a lead and no verdict: hidden tracks may be louder, bonus tracks may come from elsewhere. Numbers that are missing or stand twice are told of the folder.")
        },
        {
            id: "copies", group: group, name: qsTr("Copies of a recording"), unit: "",
            text: qsTr("Tracks that sound alike by their acoustic fingerprints are the same recording, whatever their container, codec, level or silence at the ends. Identical samples are equal bit for bit. A copy with another dynamic range, or one that differs in places, is probably another mastering."),
            standard: qsTr("Chromaprint, of the first two minutes"),
            usual: qsTr("Of a group, the best source stands first: by its verdict, then whether its file is whole, how far its spectrum goes, its bits, its clipping."),
            caution: qsTr("Nothing is ever deleted: what to keep is yours to decide. A fingerprint hears melody and harmony; held tones and noises are compared by their samples alone.")
        },
        {
            id: "comparison", group: group, name: qsTr("Comparison and null test"), unit: qsTr("dB"),
            text: qsTr("B is laid onto A to a hundredth of a sample: delay, drift, polarity, channels and level are taken out. What remains of B minus A is the residual; the null depth is its level less that of A over the same part."),
            standard: qsTr("Null test; third octaves after IEC 61260-1"),
            usual: qsTr("The same samples leave nothing. Another rounding leaves -90 dB and less, a lossy copy -60 to -20 dB, another mastering more."),
            caution: qsTr("It shows a difference, never which track came first. Tracks that do not correlate are refused: an offset is never invented.")
        }
    ]
}
