pragma ComponentBehavior: Bound

import QtQuick

// What is shown of a track's sound: the same part of it in every picture, with one cursor, one selection and one playhead.
QtObject {
    id: root

    required property real durationS
    required property real nyquistHz

    property real fromS: 0
    property real toS: durationS
    property real lowHz: 0
    property real highHz: 0
    // Where the cursor stands in seconds; below 0 for nowhere.
    property real cursorS: -1
    property real playheadS: -1
    property real selectedFromS: 0
    property real selectedToS: 0

    readonly property bool hasSelection: selectedToS > selectedFromS
    readonly property bool isWhole: fromS <= 0 && toS >= durationS && lowHz <= 0 && (highHz <= 0 || highHz >= nyquistHz)
    readonly property real topHz: highHz > 0 ? Math.min(highHz, nyquistHz) : nyquistHz
    // What the spectrum and the figures are about.
    readonly property real regionFromS: hasSelection ? selectedFromS : fromS
    readonly property real regionToS: hasSelection ? selectedToS : toS

    // Fewest seconds and hertz that a picture shows.
    readonly property real shortestS: 0.002
    readonly property real narrowestHz: 200

    onDurationSChanged: fit()

    function fit() {
        fromS = 0;
        toS = durationS;
        lowHz = 0;
        highHz = 0;
    }

    function forget() {
        select(0, 0);
        cursorS = -1;
        fit();
    }

    function show(from: real, to: real) {
        const length = Math.min(durationS, Math.max(shortestS, to - from));
        const start = Math.max(0, Math.min(durationS - length, from));
        fromS = start;
        toS = start + length;
    }

    // Brings `place`, 0 to 1 from the left, nearer by `factor`.
    function zoom(place: real, factor: real) {
        const length = (toS - fromS) / factor;
        const at = fromS + place * (toS - fromS);
        show(at - place * length, at - place * length + length);
    }

    // As `zoom`, for frequencies; `place` from the bottom.
    function zoomHz(place: real, factor: real) {
        const span = Math.max(narrowestHz, Math.min(nyquistHz, (topHz - lowHz) / factor));
        const at = lowHz + place * (topHz - lowHz);
        lowHz = Math.max(0, Math.min(nyquistHz - span, at - place * span));
        highHz = lowHz + span;
    }

    function pan(shareOfView: real) {
        const length = toS - fromS;
        show(fromS + shareOfView * length, toS + shareOfView * length);
    }

    function panHz(shareOfView: real) {
        const span = topHz - lowHz;
        lowHz = Math.max(0, Math.min(nyquistHz - span, lowHz + shareOfView * span));
        highHz = lowHz + span;
    }

    function select(from: real, to: real) {
        selectedFromS = Math.max(0, Math.min(from, to));
        selectedToS = Math.min(durationS, Math.max(from, to));
    }
}
