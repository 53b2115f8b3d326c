import QtQuick
import QtTest
import audiopro

// The history of a track: many entries, none, a long error, keys, and the object that reads it.
Item {
    id: root

    width: 640
    height: 400

    HistoryView {
        id: view
        width: 380
        height: 300
        entries: []
        place: ""
        problem: ""
        isLoading: false
    }
    TrackHistory { id: history }

    TestCase {
        name: "History"
        when: windowShown

        readonly property real day: new Date(2026, 4, 3, 14, 2).getTime()

        function initTestCase() {
            failOnWarning(/\.qml/);
        }

        function init() {
            Theme.language = "en";
            view.entries = [];
            view.place = "";
            view.problem = "";
            view.isLoading = false;
        }

        function entry(other) {
            return Object.assign({
                kind: "audit",
                at: day,
                verdictClass: "transcode",
                probability: ">99.9 %",
                words: "Decided by the codec grid",
                took: "took 812 ms",
                version: "analysis 4, in use",
                isPresent: true,
                problem: "",
                change: "the first audit",
                note: "",
                fileAt: day,
                fileSize: "31,000,000 bytes"
            }, other);
        }

        function child(item, test) {
            if (test(item))
                return item;
            for (let at = 0; at < item.children.length; ++at) {
                const found = child(item.children[at], test);
                if (found)
                    return found;
            }
            return null;
        }

        function row(at) {
            tryVerify(() => view.rows.itemAtIndex(at) !== null);
            return view.rows.itemAtIndex(at);
        }

        function test_moments_follow_the_language() {
            compare(Theme.dateTime(day), "3 May 2026, 14:02");
            Theme.language = "fr";
            compare(Theme.dateTime(day), "3 mai 2026, 14:02");
        }

        function test_an_audit_is_told_whole() {
            view.entries = [entry({})];
            compare(row(0).Accessible.name, "3 May 2026, 14:02, Transcode, >99.9 %");
            compare(row(0).words, "Decided by the codec grid \u00b7 took 812 ms \u00b7 analysis 4, in use\nthe first audit\nFile of 3 May 2026, 14:02, 31,000,000 bytes");
            compare(row(0).Accessible.description, row(0).words);
        }

        function test_a_mark_is_told_apart() {
            view.entries = [entry({ kind: "mark", probability: "", fileSize: "", note: "\u201cheard it\u201d" })];
            compare(row(0).Accessible.name, "3 May 2026, 14:02, Transcode, your verdict");
            verify(row(0).words.endsWith("\u201cheard it\u201d"));
        }

        function test_an_entry_without_a_verdict_has_no_chip() {
            view.entries = [entry({ verdictClass: "", probability: "" })];
            verify(!child(row(0), item => item instanceof VerdictChip).visible);
            compare(row(0).Accessible.name, "3 May 2026, 14:02");
        }

        function test_a_long_error_keeps_to_its_row() {
            const error = "no audio stream ".repeat(13).slice(0, 200);
            view.entries = [entry({ verdictClass: "failed", problem: error }), entry({})];
            const label = child(row(0), item => item.text === error);
            tryVerify(() => label.truncated);
            compare(label.lineCount, 2);
            verify(label.width <= row(0).width);
            verify(row(0).words.includes(error), "the tooltip has all of it");
            verify(row(1).y >= row(0).y + row(0).height);
            verify(label.mapToItem(row(0), 0, label.height).y < row(0).height);
        }

        function test_keys_go_through_many_entries() {
            const many = [];
            for (let at = 0; at < 60; ++at)
                many.push(entry({ at: day - at * 3600000 }));
            view.entries = many;
            compare(view.rows.count, 60);
            view.rows.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Home);
            compare([view.rows.currentIndex, row(0).isCurrent], [0, true]);
            keyClick(Qt.Key_Down);
            compare(view.rows.currentIndex, 1);
            keyClick(Qt.Key_PageDown);
            verify(view.rows.currentIndex > 2);
            keyClick(Qt.Key_End);
            compare(view.rows.currentIndex, 59);
            keyClick(Qt.Key_Down);
            compare(view.rows.currentIndex, 59, "the last one stays");
            const last = row(59);
            tryVerify(() => last.y >= view.rows.contentY && last.y + last.height <= view.rows.contentY + view.rows.height + 1);
            keyClick(Qt.Key_Home);
            compare(view.rows.currentIndex, 0);
            tryVerify(() => view.rows.contentY <= row(0).y);
        }

        function test_an_empty_history_says_so() {
            const placeholder = child(view, item => item instanceof ListPlaceholder);
            verify(placeholder.visible);
            verify(placeholder.text.startsWith("No audit of this track"));
            view.problem = "The database cannot be read.";
            compare(placeholder.text, view.problem);
            view.rows.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Down);
            view.entries = [entry({})];
            verify(!placeholder.visible);
        }

        function test_a_quarantined_track_says_where_it_came_from() {
            view.entries = [entry({})];
            const above = view.rows.y;
            view.place = "In quarantine; it came from /music/" + "long/".repeat(60) + "a.flac";
            tryVerify(() => view.rows.y > above);
            verify(child(view, item => item.text === view.place).truncated);
        }

        function test_a_history_is_read_when_somebody_looks() {
            // The first track of the tests' own store.
            history.trackId = 1;
            compare([history.isLoading, history.entriesJson], [false, "[]"], "nobody looks yet");
            history.isWanted = true;
            compare(history.isLoading, true);
            tryCompare(history, "isLoading", false);
            compare([history.problem, history.place], ["", ""]);
            const entries = JSON.parse(history.entriesJson).filter(entry => entry.kind === "audit");
            compare([entries.length, entries[0].verdictClass], [1, "transcode"]);
            view.entries = entries;
            compare(row(0).Accessible.description, row(0).words);
            // One that is not there has none.
            history.trackId = 987654;
            tryCompare(history, "isLoading", false);
            compare([history.problem, history.entriesJson], ["", "[]"]);
            history.isWanted = false;
            history.trackId = 987655;
            compare(history.isLoading, false);
            history.trackId = 0;
        }
    }
}
