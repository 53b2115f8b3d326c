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
        return (value > 0 ? "+" : "") + value.toFixed(1);
    }

    columnSpacing: 8
    rowSpacing: 8

    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        name: qsTr("Suspicion")
        value: root.detail.suspicion
        figure: value > 0.99 && value < 1 ? ">0.99" : value.toFixed(2)
        edges: [0.35, 0.75]
        zones: [Theme.zoneOk, Theme.zoneWatch, Theme.zoneOver]
        labels: ["0", ".35", ".75", "1"]
        word: root.zoneWord(value, edges, [qsTr("low"), qsTr("grey"), qsTr("high")])
        wordColor: value >= 0.75 ? Theme.alert : Theme.text2
    }
    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        name: qsTr("SNR")
        value: root.detail.snrDb
        figure: value.toFixed(1)
        unit: qsTr("dB")
        to: 110
        edges: [40, 60, 98]
        labels: ["0", "40", "60", "98", "110"]
        word: root.zoneWord(value, edges, [qsTr("low"), qsTr("fair"), qsTr("good"), qsTr("past 16 bit")])
    }
    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        name: qsTr("Clipping")
        value: root.detail.clippedRuns < 0 ? NaN : root.detail.clippedRuns
        figure: root.detail.clippedRuns.toLocaleString(Qt.locale(), "f", 0)
        unit: qsTr("runs")
        to: 1000
        isLogarithmic: true
        edges: [1, 10]
        zones: [Theme.zoneOk, Theme.zoneWatch, Theme.zoneOver]
        labels: ["0", "1", "10", "1k"]
        word: root.zoneWord(value, edges, [qsTr("none"), qsTr("some"), qsTr("many")])
        wordColor: value >= 10 ? Theme.alert : Theme.text2
    }
    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        name: qsTr("True peak")
        value: root.detail.truePeakDbtp
        figure: root.signed(value)
        unit: qsTr("dBTP")
        from: -9
        to: 3
        edges: [-1, 0]
        zones: [Theme.zoneOk, Theme.zoneWatch, Theme.zoneOver]
        labels: ["-9", "-1", "0", "+3"]
        word: root.zoneWord(value, [-1, 0.0001], [qsTr("safe"), qsTr("close"), qsTr("over")])
        wordColor: value > 0 ? Theme.alert : Theme.text2
    }
    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        name: qsTr("Loudness")
        value: root.detail.loudnessLufs
        figure: value.toFixed(1)
        unit: qsTr("LUFS")
        from: -36
        to: 0
        edges: [-23, -14]
        labels: ["-36", "-23", "-14", "0"]
        word: Number.isNaN(root.detail.loudnessRangeLu) ? "" : qsTr("LRA %1").arg(root.detail.loudnessRangeLu.toFixed(1))
    }
    Gauge {
        Layout.fillWidth: true
        isCompact: root.isCompact
        name: root.isCompact ? qsTr("Dynamics") : qsTr("Dynamic range")
        value: root.detail.dr < 0 ? NaN : root.detail.dr
        figure: qsTr("DR %1").arg(root.detail.dr)
        from: 1
        to: 20
        edges: [8, 14]
        labels: ["1", "8", "14", "20"]
        word: root.zoneWord(value, edges, [qsTr("narrow"), qsTr("medium"), qsTr("wide")])
    }
}
