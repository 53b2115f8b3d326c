pragma ComponentBehavior: Bound

import QtQuick

// What each verdict says, who may give it, and what stands beside it.
QtObject {
    id: root

    readonly property string group: qsTr("Verdicts")

    readonly property var topics: [
        {
            id: "genuine", group: group, name: qsTr("Genuine"), unit: "",
            text: qsTr("No codec grid that was tried stands out in the samples, the forest sees no lossy past, and bandwidth and depth are what the file declares."),
            standard: qsTr("Each track is its own control: its other alignments show what chance looks like in it."),
            usual: qsTr("Most tracks of a clean collection. The verdict names the bitrates that would have shown in this track."),
            caution: qsTr("It does not prove that there was no lossy past. A codec with more bits than the music needed can hide below the rounding of the samples.")
        },
        {
            id: "transcode", group: group, name: qsTr("Transcode"), unit: "",
            text: qsTr("The samples carry the grid of a lossy codec: coefficients that it emptied and steps that it rounded to come back at one alignment and at no other. Where no grid decides, the forest, the arbiter or you may say so; the verdict then names who. A lossy file is called a transcode where it shows a second lossy pass."),
            standard: qsTr("The bars of the grids are set by genuine tracks alone, never by fakes."),
            usual: qsTr("A decisive grid stands far above the z that genuine tracks stay below."),
            caution: qsTr("It does not say that whoever sold the file knew, nor how it sounds. File names, tags and bitrates are no part of it.")
        },
        {
            id: "upsampled", group: group, name: qsTr("Upsampled"), unit: "",
            text: qsTr("All content ends at half of a lower standard rate, in a wall as converters leave it: with a floor at least 30 dB below, in nine tenths of the loud seconds and in the mean spectrum."),
            standard: qsTr("Sampling theorem: content ends at half the sample rate."),
            usual: qsTr("A track at 96 kHz whose content ends at 22.05 kHz comes from 44.1 kHz."),
            caution: qsTr("It does not say that the sound is bad. 44.1 to 48 kHz leaves no floor to see and is not looked for; a soft master that fades out is not called upsampled.")
        },
        {
            id: "padded", group: group, name: qsTr("Padded"), unit: "",
            text: qsTr("The lowest bits of every sample are zero over the whole track: 16 bits or fewer are used where more are declared, or at least eight bits say nothing."),
            standard: qsTr("Counted on the samples as they are."),
            usual: qsTr("24 bits declared, 16 used."),
            caution: qsTr("It does not say that the music needed more. Gain or dither after padding fills the low bits and hides it.")
        },
        {
            id: "lossy", group: group, name: qsTr("Lossy"), unit: "",
            text: qsTr("The file itself is in a lossy format, such as MP3 or AAC, and says so. No second lossy pass was found in it."),
            standard: qsTr("Read from the stream, never from the name of the file."),
            usual: qsTr("Anything bought or ripped as MP3, AAC, Vorbis or Opus."),
            caution: qsTr("It is no fault. The file is what it claims to be.")
        },
        {
            id: "inconclusive", group: group, name: qsTr("Inconclusive"), unit: "",
            text: qsTr("Too short (below 3 s), silent, too quiet (peak below -60 dBFS), with no signal that the grids could use, or in the grey zone: the evidence does not suffice either way, and no arbiter settled it."),
            standard: qsTr("The grey zone is yours to set in the settings; 0.35 to 0.75 unless you move it."),
            usual: qsTr("Single interludes and hidden tracks; few others."),
            caution: qsTr("It accuses nobody and clears nobody. Listen, or find another copy.")
        },
        {
            id: "failed", group: group, name: qsTr("Failed"), unit: "",
            text: qsTr("The file could not be audited: it has no audio stream, cannot be read, or changed while it was read. The row says which."),
            standard: "", usual: "",
            caution: qsTr("It says nothing about the sound.")
        },
        {
            id: "decidedBy", group: group, name: qsTr("Who decided"), unit: "",
            text: qsTr("The order is fixed. A decisive codec grid settles a track; then bandwidth and depth as measured; then the random forest; where its probability is grey a local language model may be asked, if you named one. Your own verdict stands over all of them."),
            standard: "",
            usual: qsTr("Grid or forest. The arbiter is off until you name a model."),
            caution: qsTr("An arbiter can never overturn a decisive grid, and how often a model is right nobody has measured here.")
        },
        {
            id: "integrity", group: group, name: qsTr("Integrity"), unit: "",
            text: qsTr("Whether the file is whole. Intact: every check that the format offers passed, such as the MD5 of a FLAC. Damaged: a fault is proven, such as a wrong checksum or an early end. Undetermined: the format offers no check, or only one reader refused the file."),
            standard: qsTr("FLAC: CRC of each frame and MD5 of the samples."),
            usual: qsTr("FLAC: intact. WAV: mostly undetermined, since it carries no checksum."),
            caution: qsTr("It stands beside the verdict and never changes it: a whole file may be a fake, a damaged one genuine.")
        }
    ]
}
