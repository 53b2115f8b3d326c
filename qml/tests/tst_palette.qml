import QtQuick
import QtTest
import audiopro

// The palette: what it finds and in which order, its keys, and what it says of an action that cannot be done.
Item {
    id: root

    width: 900
    height: 600

    property bool isIdle: true

    ActionGroup {
        id: group

        readonly property AppAction addFiles: AppAction { text: "Add files"; keys: ["Ctrl+O"]; glyph: "add-files" }
        readonly property AppAction pause: AppAction { text: "Pause"; keys: ["Ctrl+P"]; obstacle: root.isIdle ? "Nothing is being audited" : "" }
        readonly property AppAction exportTable: AppAction { text: "Export the table" }
        readonly property AppAction settings: AppAction { text: "R\u00e9glages <b>"; about: "preferences" }
        readonly property AppAction topic: AppAction { text: "What is: Padded"; isOnlyFound: true }
        readonly property AppAction itself: AppAction { text: "Find an action"; isInPalette: false }

        title: "Files"
    }
    CommandPalette { id: palette; actions: [] }
    FuzzyMatch { id: matcher }

    SignalSpy { id: added; target: group.addFiles; signalName: "triggered" }
    SignalSpy { id: exported; target: group.exportTable; signalName: "triggered" }
    SignalSpy { id: paused; target: group.pause; signalName: "triggered" }

    TestCase {
        name: "Palette"
        when: windowShown

        function initTestCase() {
            palette.actions = group.entries();
        }

        function init() {
            for (const spy of [added, exported, paused])
                spy.clear();
            root.isIdle = true;
            palette.recent = [];
            palette.open();
            tryCompare(palette, "opened", true);
        }

        function cleanup() {
            palette.close();
            tryCompare(palette, "visible", false);
        }

        function type(words: string) {
            for (const letter of words)
                keyClick(letter);
        }

        function names(): var {
            return palette.found.map(row => row.action.name);
        }

        function test_a_group_names_its_actions() {
            compare(group.addFiles.name, "addFiles");
            compare(group.addFiles.group, "Files");
        }

        function test_at_rest_what_can_be_done_comes_first() {
            compare(names(), ["addFiles", "exportTable", "settings", "pause"]);
            compare(palette.found[0].title, "Files");
            compare(palette.found[1].title, "", "a title stands once");
            root.isIdle = false;
            compare(names(), ["addFiles", "pause", "exportTable", "settings"]);
        }

        function test_letters_find_and_enter_does() {
            type("expt");
            compare(names(), ["exportTable"]);
            keyClick(Qt.Key_Return);
            tryCompare(exported, "count", 1);
            compare(palette.visible, false);
        }

        function test_what_was_done_last_comes_first() {
            type("export");
            keyClick(Qt.Key_Return);
            tryCompare(exported, "count", 1);
            palette.open();
            compare(names()[0], "exportTable");
            compare(names().filter(name => name === "exportTable").length, 1, "and stands once");
        }

        function test_arrows_choose_and_go_round() {
            keyClick(Qt.Key_Up);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Enter);
            tryCompare(exported, "count", 1);
        }

        function test_what_cannot_be_done_says_why_and_stays() {
            type("pause");
            compare(palette.found[0].action.obstacle, "Nothing is being audited");
            const list = findChild(palette.contentItem, item => item.currentItem !== undefined && item.count !== undefined);
            verify(list.currentItem.Accessible.name.includes("Nothing is being audited"), list.currentItem.Accessible.name);
            keyClick(Qt.Key_Return);
            compare(paused.count, 0);
            verify(palette.opened);
            root.isIdle = false;
            keyClick(Qt.Key_Return);
            tryCompare(paused, "count", 1);
        }

        function test_a_rare_action_is_found_and_not_listed() {
            verify(!names().includes("topic"));
            type("padded");
            compare(names(), ["topic"]);
        }

        function test_escape_does_nothing_else() {
            keyClick(Qt.Key_Escape);
            tryCompare(palette, "visible", false);
            compare(added.count, 0);
        }

        function test_nothing_matches() {
            type("zzz");
            compare(palette.found.length, 0);
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_Down);
            verify(palette.opened);
        }

        function test_accents_case_and_words_beside_are_read() {
            type("regl");
            compare(names(), ["settings"]);
            compare(palette.found[0].marked, "<b>R\u00e9gl</b>ages &lt;b&gt;", "what is shown is text, never markup");
            verify(matcher.match("PREF", group.settings.text, group.settings.about).score > 0);
        }

        function test_the_start_of_a_word_beats_its_middle_and_scattered_letters() {
            const score = (query, text) => matcher.match(query, text, "").score;
            verify(score("tab", "Export the table") > score("tab", "Portable"));
            verify(score("tab", "Portable") > score("pte", "Portable"));
            compare(score("aud", "What is: Loudness"), 0, "letters from everywhere are no match");
            verify(score("et", "Export the table") > 0, "initials are");
        }

        function findChild(item, test) {
            if (test(item))
                return item;
            for (let at = 0; at < item.children.length; ++at) {
                const found = findChild(item.children[at], test);
                if (found)
                    return found;
            }
            return null;
        }
    }
}
