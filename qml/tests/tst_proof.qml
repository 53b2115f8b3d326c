import QtQuick
import QtTest
import audiopro

// The proof: its cards with every part and without, the bars and limits, the view on stored audits, and destruction during work.
Item {
    id: root

    width: 1300
    height: 900

    readonly property var whole: ({
        alignments: { title: "One alignment of 576 stands out", note: "share of empty coefficients", offset: 48, peak: "18.5 %", median: "7.7 %" },
        pictures: {
            title: "The same 1.4 seconds, one sample apart", note: "from 1:32",
            at: { offset: 48, figure: "18.5 %", words: "whole bands are empty" }, beside: { offset: 49, figure: "7.7 %", words: "scattered" }
        },
        ladder: { title: "The ladder of MP3 shows", note: "between two steps", at: { offset: 48, words: "on the steps" }, beside: { offset: 49, words: "spread out" } },
        sections: { title: "The grid holds through the track", note: "24 sections", weakest: "", course: "", hasAbsent: false, hasMoved: false, hasUnjudged: false }
    })

    Detail { id: stored }
    Detail { id: nothing }
    ProofCards { id: cards; width: 800; isWide: width > 640; detail: nothing; proof: ({}) }
    GridBars { id: bars; y: 700; width: 400; tests: []; usualZ: 4; bar: 8 }
    LimitsCard { id: limits; x: 820; width: 400; limits: [] }
    Item {
        id: stage
        x: 820
        y: 200
        width: 440
        height: 600

        EvidenceView { id: view; anchors.fill: parent; detail: stored }
    }
    Component {
        id: busy

        Item {
            Detail { id: own; trackId: 1 }
            EvidenceView { width: 1300; height: 700; detail: own }
            EvidenceView { width: 440; height: 300; detail: own }
            Component.onCompleted: own.trackId = 2
        }
    }
    Loader { id: loader; active: false; sourceComponent: busy }

    TestCase {
        name: "Proof"
        when: windowShown

        function init() {
            failOnWarning(/\.qml/);
            cards.proof = {};
            cards.width = 800;
            stage.width = 440;
        }

        function cleanup() {
            loader.active = false;
            stored.trackId = 0;
        }

        function all(item, test): var {
            const found = test(item) ? [item] : [];
            for (let at = 0; at < item.children.length; ++at)
                found.push(...all(item.children[at], test));
            return found;
        }

        function shownCards(item): var {
            return all(item, child => child instanceof Card && child.visible);
        }

        // Texts that stand in sight.
        function texts(item): var {
            return all(item, child => child instanceof Label && child.visible && child.text !== "").map(child => child.text);
        }

        function show(track: int) {
            stored.trackId = track;
            tryVerify(() => stored.name !== "" && !stored.isLoading);
        }

        function test_no_proof_no_card() {
            verify(cards.isEmpty);
            compare(shownCards(cards).length, 0);
        }

        function test_each_part_has_its_card_data() {
            return Object.keys(root.whole).map(part => ({ tag: part }));
        }

        function test_each_part_has_its_card(data) {
            cards.proof = { [data.tag]: root.whole[data.tag] };
            verify(!cards.isEmpty);
            compare(shownCards(cards).map(card => card.title), [root.whole[data.tag].title]);
        }

        function test_every_card_is_there_wide_and_narrow() {
            cards.proof = root.whole;
            compare(shownCards(cards).length, 4);
            compare(cards.columns, 2);
            cards.width = 380;
            compare(cards.columns, 1);
            wait(30);
            for (const card of shownCards(cards))
                verify(card.width <= 380 && card.height >= card.implicitHeight - 1, card.title + " is " + card.width + " by " + card.height + ", needs " + card.implicitHeight);
        }

        function test_long_words_stay_in_their_card() {
            const much = "a note that goes on and on, as no sentence of the program does, to see that it is elided or wraps and never leaves its card";
            const proof = JSON.parse(JSON.stringify(root.whole));
            for (const part of Object.values(proof)) {
                part.title += ", and more words than any title has";
                part.note = much;
                if (part.at) {
                    part.at.words = much;
                    part.beside.words = much;
                }
            }
            Object.assign(proof.sections, { weakest: much, course: much, hasAbsent: true, hasMoved: true, hasUnjudged: true });
            cards.proof = proof;
            for (const width of [800, 380]) {
                cards.width = width;
                wait(50);
                for (const card of shownCards(cards)) {
                    for (const label of all(card, child => child instanceof Label && child.visible)) {
                        const right = label.mapToItem(card, label.width, 0).x;
                        verify(right <= card.width, "\"" + label.text.slice(0, 30) + "\" ends at " + right + " of " + card.width);
                    }
                }
            }
        }

        function test_the_pictures_say_what_they_show() {
            cards.proof = root.whole;
            const plots = all(cards, child => child instanceof ProofPlot && child.visible);
            compare(plots.map(plot => plot.kind).sort(), ["alignments", "closeUp", "coefficients", "coefficientsBeside", "ladder", "ladderBeside", "sections"]);
            for (const plot of plots) {
                compare(plot.Accessible.role, Accessible.Graphic);
                verify(plot.Accessible.name !== "", plot.kind);
                verify(plot.isEmpty, "there is no track");
                compare(plot.activeFocusOnTab, plot.kind === "alignments" || plot.kind === "sections");
            }
        }

        function test_legends_stand_where_they_are_needed() {
            cards.proof = { sections: root.whole.sections };
            const legend = () => texts(cards).filter(text => ["agrees", "no grid", "another offset", "too quiet"].includes(text));
            compare(legend(), []);
            cards.proof = { sections: Object.assign({}, root.whole.sections, { hasAbsent: true, hasMoved: true, hasUnjudged: true, course: "The grid holds from 0:00 to 1:32 of 3:05 only." }) };
            compare(legend(), ["agrees", "no grid", "another offset", "too quiet"]);
            verify(texts(cards).includes("The grid holds from 0:00 to 1:32 of 3:05 only."));
        }

        function test_a_bar_a_codec() {
            const test = (label, z, isDecisive) => ({ label: label, z: z, detail: label + " at 44.1 kHz", isDecisive: isDecisive });
            bars.tests = [test("MP3", 412, true), test("AAC", 2.8, false), test("Musepack", -0.4, false), test("WMA", null, false)];
            compare(bars.most, 80, "a bar that is longer by far is cut");
            compare(bars.Accessible.name, "MP3 412.0, AAC 2.8, Musepack -0.4, WMA not tested");
            const rows = all(bars, child => child.isTested !== undefined);
            compare(rows.map(row => row.isCut), [true, false, false, false]);
            compare(rows.map(row => row.isDecisive), [true, false, false, false]);
            compare(rows[0].Accessible.description, "MP3 at 44.1 kHz");
            compare(rows[3].Accessible.name, "WMA, not tested");
            verify(texts(bars).includes("412.0"));
            bars.tests = [test("MP3", 9.5, true)];
            compare(bars.most, 12.8);
            compare(all(bars, child => child.isTested !== undefined)[0].isCut, false);
        }

        function test_limits_that_are_short_are_told_by_more_than_a_colour() {
            limits.limits = [{ label: "MP3", text: "up to 320 kbit/s", isShort: false }];
            verify(!limits.hasShort);
            limits.limits = [{ label: "MP3", text: "up to 192 kbit/s", isShort: true }, { label: "AAC", text: "none would show", isShort: true }];
            verify(limits.hasShort);
            compare(all(limits, child => child.glyph === "limited" && child.visible).length, 2);
            compare(all(limits, child => child.Accessible.role === Accessible.Row).map(row => row.Accessible.name), ["MP3, up to 192 kbit/s", "AAC, none would show"]);
        }

        function test_a_stored_proof_is_drawn_data() {
            return [
                { tag: "24 sections", track: 1, strong: 3 },
                { tag: "spliced", track: 2, strong: 3 },
                { tag: "another offset", track: 3, strong: 2 },
                { tag: "one section", track: 4, strong: 1 }
            ];
        }

        function test_a_stored_proof_is_drawn(data) {
            show(data.track);
            compare(stored.verdictClass, "transcode");
            compare(view.strong.length, data.strong, JSON.stringify(view.strong));
            verify(view.neutral.length < 12, "dozens of grids are a few lines");
            const plots = all(view, child => child instanceof ProofPlot && child.visible);
            compare(plots.length, 7);
            for (const plot of plots)
                tryCompare(plot, "isEmpty", false, 5000, plot.kind);
            const curve = plots.find(plot => plot.kind === "alignments");
            fuzzyCompare(curve.placeOf("peak-x"), 48.5 / 576, 0.01);
            compare(curve.placeOf("nothing"), -1);
        }

        function test_the_cursor_is_read_by_keyboard() {
            show(1);
            const curve = all(view, child => child instanceof ProofPlot && child.kind === "alignments")[0];
            tryCompare(curve, "isEmpty", false);
            curve.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Right);
            verify(curve.reading.startsWith("offset 5 "), curve.reading);
            compare(curve.Accessible.description, curve.reading);
            keyClick(Qt.Key_Left);
            keyClick(Qt.Key_Left);
            verify(curve.reading.startsWith("offset 0 "), curve.reading);
            stored.trackId = 2;
            tryCompare(curve, "reading", "");
        }

        function test_what_has_the_keyboard_is_in_sight() {
            show(1);
            const sections = all(view, child => child instanceof ProofPlot && child.kind === "sections")[0];
            tryCompare(sections, "isEmpty", false);
            sections.forceActiveFocus(Qt.TabFocusReason);
            const top = () => sections.mapToItem(view, 0, 0).y;
            tryVerify(() => top() >= 0 && top() + sections.height <= view.height + 1);
        }

        function test_a_genuine_track_has_limits_and_no_proof() {
            show(6);
            compare(stored.verdictClass, "genuine");
            compare(view.limits.length, 5);
            compare(all(view, child => child instanceof ProofPlot && child.visible).length, 0);
            const own = all(view, child => child instanceof LimitsCard)[0];
            verify(own.visible && own.hasShort);
            verify(texts(view).some(text => text.includes("63 %")), "the chance of a false alarm is told");
        }

        function test_wide_and_narrow_on_the_same_track() {
            show(1);
            for (const width of [1290, 440, 980, 370, 1290]) {
                stage.width = width;
                wait(30);
                for (const card of shownCards(view))
                    verify(card.mapToItem(view, card.width, 0).x <= width + 1, card.title + " leaves a view of " + width);
            }
        }

        function test_the_width_may_change_before_the_rows_are_laid_out() {
            for (let round = 0; round < 24; ++round) {
                show(round % 2 === 0 ? 1 : 6);
                view.isNeutralShown = round % 3 === 0;
                stage.width = [1290, 440, 980][round % 3];
                cards.proof = round % 2 === 0 ? root.whole : {};
                cards.width = [800, 380][round % 2];
            }
            view.isNeutralShown = false;
            verify(view.width > 0);
        }

        function test_views_may_go_while_they_draw() {
            for (let round = 0; round < 20; ++round) {
                loader.active = true;
                verify(loader.item !== null);
                if (round % 4 === 0)
                    wait(15);
                loader.active = false;
                compare(loader.item, null);
            }
            // Replies to those that are gone come in now, and must find nobody.
            wait(100);
        }
    }
}
