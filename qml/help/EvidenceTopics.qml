pragma ComponentBehavior: Bound

import QtQuick

// What the evidence of a verdict is made of.
QtObject {
    id: root

    readonly property string group: qsTr("Evidence")

    readonly property var topics: [
        {
            id: "suspicion", group: group, name: qsTr("Suspicion"), unit: qsTr("0 to 1"),
            text: qsTr("The probability of a lossy past: the higher of what the codec grids and what the random forest say. The forest is asked only where no grid decides."),
            standard: qsTr("Calibrated by Platt's scaling on tracks that grew no tree. It assumes that one in twenty of the tracks that no grid settles was once lossy."),
            usual: qsTr("Below 0.35 for genuine tracks; grey from there to 0.75."),
            caution: qsTr("A high value alone accuses nobody: without a grid the forest must reach one less the error that you accept, 0.999 unless you move it.")
        },
        {
            id: "probability", group: group, name: qsTr("Probability"), unit: qsTr("%"),
            text: qsTr("How probable it is that the class of the verdict is right. For genuine it is one less the suspicion; for a transcode it is the suspicion."),
            standard: "",
            usual: qsTr("Never 100 %: the most that is shown is >99.9."),
            caution: qsTr("It is no quality of the sound. What a measurement settles, such as padding, has none.")
        },
        {
            id: "holes", group: group, name: qsTr("Empty coefficients"), unit: "z",
            text: qsTr("A lossy codec turns blocks of sound into coefficients and sets many of them to zero. The same transform at the same alignment finds them empty again. The share found there is compared with that at the other alignments of the same track; z is how far it stands above them."),
            standard: qsTr("Each codec's own transform and block length; the bar comes from genuine tracks."),
            usual: qsTr("The evidence states the z that genuine tracks stay below."),
            caution: qsTr("Denoisers and editors that work in blocks leave holes as well. Where a codec's ladder should show and does not, holes alone convict nobody.")
        },
        {
            id: "lattice", group: group, name: qsTr("Step ladder"), unit: "z",
            text: qsTr("A codec stores each coefficient as a whole number of steps. At the right alignment the coefficients of the decoded samples still lie on those steps; the better they fit, compared with the other alignments, the higher z."),
            standard: qsTr("Each codec's own bands and steps; the bar comes from genuine tracks."),
            usual: qsTr("The evidence states the z that genuine tracks stay below."),
            caution: qsTr("Steps smaller than the rounding of the samples cannot be seen by anyone.")
        },
        {
            id: "offset", group: group, name: qsTr("Offset and sections"), unit: qsTr("samples"),
            text: qsTr("The alignment at which a grid shows, counted within one block of the codec, and how many sections of the track agree on it. A splice of lossy and lossless sound shows as a stretch."),
            standard: "",
            usual: qsTr("In a transcode the offset stays put from start to end; by chance it wanders."),
            caution: qsTr("A grid in a part of the track says nothing about the rest.")
        },
        {
            id: "forest", group: group, name: qsTr("Random forest"), unit: qsTr("%"),
            text: qsTr("The second judge. It weighs many small traces together: falls of the spectrum, holes, bands that come and go, intensity stereo, replicated bands, pre-echo and more. It is asked only of lossless tracks that no grid settles, and shows what moved it most."),
            standard: qsTr("300 trees, regressed on 0 and 1; the measured figures are in the model card that comes with the program."),
            usual: qsTr("Below 35 % for tracks that were never lossy."),
            caution: qsTr("None of the traces proves anything alone, and all of them together are a probability, no proof.")
        },
        {
            id: "limits", group: group, name: qsTr("What would show here"), unit: qsTr("kbit/s"),
            text: qsTr("For each codec, the bitrate up to which a copy of this very track would have shown its grid. Loud, dense music needs many bits and shows nearly all; quiet or simple music hides the high bitrates."),
            standard: qsTr("Set on 215 copies of known past and checked on 107 others."),
            usual: qsTr("At the usual bitrates of a codec every copy would show."),
            caution: qsTr("Above its limit a copy could hide, and genuine then means less.")
        },
        {
            id: "cutoff", group: group, name: qsTr("Cutoff"), unit: qsTr("kHz"),
            text: qsTr("Where the spectrum ends: the upper edge of the highest band that lies 8 dB above the floor. With it go its slope in dB per kHz and its spread over the loud seconds. Where no floor is reached the cutoff is half the sample rate."),
            standard: qsTr("A convention of this program: Hann windows of 4096 samples, bands of 1/256 of half the rate."),
            usual: qsTr("Full band for modern masters; lower for old, soft or dark recordings."),
            caution: qsTr("It proves nothing. Filters, tape, shellac and the music itself end a spectrum too.")
        },
        {
            id: "effectiveBits", group: group, name: qsTr("Effective bits"), unit: qsTr("bit"),
            text: qsTr("The declared depth less the low bits that are zero in every sample of every channel. For floating point: the coarsest grid of 8 to 24 bits on which every sample lies exactly, where there is one."),
            standard: "",
            usual: qsTr("As declared."),
            caution: qsTr("Not the same as dynamic range. Gain or dither fills the low bits.")
        },
        {
            id: "upsamplingEdge", group: group, name: qsTr("Upsampling edge"), unit: qsTr("Hz"),
            text: qsTr("Half of a lower standard rate at which all content ends, and how far the floor above lies below the content under it."),
            standard: "",
            usual: qsTr("None."),
            caution: qsTr("The low-pass of a lossy encoder ends elsewhere and is not taken for it.")
        }
    ]
}
