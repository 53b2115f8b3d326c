pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// The six gauges.
GridLayout {
    id: root

    required property Detail detail
    property bool isCompact: false

    // The word of the zone that holds `value`.
    function zoneWord(value: real, edges: var, words: var): string {
        let zone = 0;
        while (zone < edges.length && value >= edges[zone])
            ++zone;
        return words[zone];
    }

    function signed(value: real): string {
        return (value > 0 ? "+" : "") + Theme.number(value, 1);
    }

    columnSpacing: 8
    rowSpacing: 8

    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        topic: "suspicion"
        name: qsTr("Suspicion")
        value: root.detail.suspicion
        figure: value > 0.99 ? ">" + Theme.number(0.99, 2) : Theme.number(value, 2)
        edges: [0.35, 0.75]
        zones: [Theme.zoneOk, Theme.zoneWatch, Theme.zoneOver]
        marks: [{ at: 0, text: "0" }, { at: 0.35, text: Theme.figure(".35") }, { at: 0.75, text: Theme.figure(".75") }, { at: 1, text: "1" }]
        word: root.zoneWord(value, edges, [qsTr("low"), qsTr("grey"), qsTr("high")])
        isAlert: value >= 0.75
    }
    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        topic: "snr"
        name: qsTr("SNR")
        value: root.detail.snrDb
        figure: Theme.number(value, 1)
        unit: qsTr("dB")
        to: 110
        edges: [40, 60, 98]
        marks: [{ at: 0, text: "0" }, { at: 40, text: "40" }, { at: 60, text: "60" }, { at: 98, text: "98" }]
        word: root.zoneWord(value, edges, [qsTr("low"), qsTr("fair"), qsTr("good"), qsTr("past 16 bit")])
    }
    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        topic: "clipping"
        name: qsTr("Clipping")
        value: root.detail.clippedRuns < 0 ? NaN : root.detail.clippedRuns
        figure: Theme.number(root.detail.clippedRuns, 0)
        unit: qsTr("runs")
        to: 1000
        isLogarithmic: true
        edges: [1, 10]
        zones: [Theme.zoneOk, Theme.zoneWatch, Theme.zoneOver]
        marks: [{ at: 0, text: "0" }, { at: 10, text: "10" }, { at: 100, text: "100" }, { at: 1000, text: "1k" }]
        word: root.zoneWord(value, edges, [qsTr("none"), qsTr("some"), qsTr("many")])
        isAlert: value >= 10
    }
    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        topic: "truePeak"
        name: qsTr("True peak")
        value: root.detail.truePeakDbtp
        figure: root.signed(value)
        unit: qsTr("dBTP")
        from: -9
        to: 3
        edges: [-1, 0]
        zones: [Theme.zoneOk, Theme.zoneWatch, Theme.zoneOver]
        marks: [{ at: -9, text: "-9" }, { at: -1, text: "-1" }, { at: 3, text: "+3" }]
        word: root.zoneWord(value, [-1, 0.0001], [qsTr("safe"), qsTr("close"), qsTr("over")])
        isAlert: value > 0
    }
    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        topic: "loudness"
        name: qsTr("Loudness")
        value: root.detail.loudnessLufs
        figure: Theme.number(value, 1)
        unit: qsTr("LUFS")
        from: -36
        to: 0
        edges: [-23, -14]
        marks: [{ at: -36, text: "-36" }, { at: -23, text: "-23" }, { at: -14, text: "-14" }, { at: 0, text: "0" }]
        word: Number.isNaN(root.detail.loudnessRangeLu) ? "" : qsTr("LRA %1").arg(Theme.number(root.detail.loudnessRangeLu, 1))
    }
    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        topic: "dynamicRange"
        name: root.isCompact || width < 134 ? qsTr("Dynamics") : qsTr("Dynamic range")
        value: root.detail.dr < 0 ? NaN : root.detail.dr
        figure: qsTr("DR %1").arg(root.detail.dr)
        from: 1
        to: 20
        edges: [8, 14]
        marks: [{ at: 1, text: "1" }, { at: 8, text: "8" }, { at: 14, text: "14" }, { at: 20, text: "20" }]
        word: root.zoneWord(value, edges, [qsTr("narrow"), qsTr("medium"), qsTr("wide")])
    }
}
