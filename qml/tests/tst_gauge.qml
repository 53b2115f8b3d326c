import QtQuick
import QtTest
import audiopro

// Gauges: zones, words, what could not be measured.
Item {
    id: root

    width: 600
    height: 300

    Gauge {
        id: gauge
        name: "True peak"
        value: 0.3
        figure: "+0.3"
        unit: "dBTP"
        word: "over"
        from: -9
        to: 3
        edges: [-1, 0]
        zones: [Theme.zoneOk, Theme.zoneWatch, Theme.zoneOver]
    }
    Detail { id: detail }
    GaugeGrid {
        id: grid
        y: 100
        width: 448
        columns: 3
        detail: detail
    }

    TestCase {
        name: "Gauge"
        when: windowShown

        function cleanup() {
            gauge.value = 0.3;
            gauge.isCompact = false;
            gauge.isLogarithmic = false;
            gauge.from = -9;
            gauge.to = 3;
        }

        function test_places_lie_on_the_scale() {
            compare(gauge.place(-9), 0);
            compare(gauge.place(3), 1);
            compare(gauge.place(-3), 0.5);
            compare(gauge.place(-200), 0, "clamped");
            compare(gauge.place(40), 1, "clamped");
        }

        function test_a_logarithmic_scale_starts_at_zero() {
            gauge.isLogarithmic = true;
            gauge.from = 0;
            gauge.to = 1000;
            compare(gauge.place(0), 0);
            compare(gauge.place(1000), 1);
            fuzzyCompare(gauge.place(10), Math.log10(11) / Math.log10(1001), 1e-9);
        }

        function test_what_was_not_measured_is_never_a_figure() {
            verify(!gauge.isMissing);
            compare(gauge.Accessible.name, "True peak: +0.3 dBTP, over");
            gauge.value = NaN;
            verify(gauge.isMissing);
            compare(gauge.Accessible.name, "True peak: not measured");
        }

        function test_heights_of_the_design() {
            compare(gauge.implicitHeight, 68);
            gauge.isCompact = true;
            compare(gauge.implicitHeight, 48);
        }

        function test_zone_words_data() {
            return [
                { tag: "below", value: 0.1, word: "low" },
                { tag: "on the first edge", value: 0.35, word: "grey" },
                { tag: "within", value: 0.5, word: "grey" },
                { tag: "on the second edge", value: 0.75, word: "high" },
                { tag: "above", value: 1, word: "high" }
            ];
        }

        function test_zone_words(data) {
            compare(grid.zoneWord(data.value, [0.35, 0.75], ["low", "grey", "high"]), data.word);
        }

        function test_signs() {
            compare(grid.signed(0.3), "+0.3");
            compare(grid.signed(-1), "-1.0");
        }
    }
}
