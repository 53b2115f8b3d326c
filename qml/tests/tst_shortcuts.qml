import QtQuick
import QtTest
import audiopro

// Keys of the registry: which work when, and the list that shows them.
Item {
    id: root

    width: 1024
    height: 700

    property bool isFree: true

    ActionGroup {
        id: group

        readonly property AppAction letter: AppAction { text: "Audit again"; keys: ["R"] }
        readonly property AppAction chord: AppAction { text: "Add files"; keys: ["Ctrl+O"] }
        readonly property AppAction two: AppAction { text: "Keyboard shortcuts"; keys: ["?", "F1"] }
        readonly property AppAction space: AppAction { text: "Play"; keys: ["Space"] }
        readonly property AppAction plus: AppAction { text: "Zoom in"; keys: ["+"] }
        readonly property AppAction shown: AppAction { text: "Select all"; keys: ["Ctrl+A"]; hasShortcut: false }
        readonly property AppAction keyless: AppAction { text: "Open folder" }

        title: "Keys"
    }
    ActionGroup {
        id: more

        readonly property AppAction stopped: AppAction { text: "Cancel"; keys: ["Ctrl+."]; obstacle: "Nothing is being audited" }

        title: "More"
    }
    ActionKeys { id: keys; actions: []; isFree: root.isFree; focusItem: null }
    ActionButton { id: button; text: "Play" }
    ShortcutsDialog { id: dialog; actions: [] }
    KeyCaps { id: caps; sequence: "Ctrl+Shift+O" }

    SignalSpy { id: pressed; target: button; signalName: "clicked" }

    TestCase {
        name: "Shortcuts"
        when: windowShown

        property var done: []

        function initTestCase() {
            const all = group.entries().concat(more.entries());
            for (const action of all)
                action.triggered.connect(() => { done = done.concat(action.name); });
            keys.actions = all;
            dialog.actions = all;
        }

        function init() {
            done = [];
            root.isFree = true;
            keys.focusItem = null;
        }

        function cleanup() {
            dialog.close();
            tryCompare(dialog, "visible", false);
            caps.sequence = "Ctrl+Shift+O";
        }

        function test_letters_stay_out_of_text_and_dialogs() {
            keyClick(Qt.Key_R);
            compare(done, ["letter"]);
            root.isFree = false;
            keyClick(Qt.Key_R);
            keyClick("?");
            compare(done, ["letter"]);
            keyClick(Qt.Key_O, Qt.ControlModifier);
            keyClick(Qt.Key_F1);
            compare(done, ["letter", "chord", "two"]);
        }

        function test_each_key_of_an_action_does_it() {
            keyClick("?");
            keyClick(Qt.Key_F1);
            compare(done, ["two", "two"]);
        }

        function test_space_is_left_to_a_button_with_the_keyboard() {
            button.forceActiveFocus(Qt.TabFocusReason);
            keys.focusItem = button;
            pressed.clear();
            keyClick(Qt.Key_Space);
            compare(done, []);
            compare(pressed.count, 1);
            keys.focusItem = null;
            root.forceActiveFocus();
            keyClick(Qt.Key_Space);
            compare(done, ["space"]);
        }

        function test_a_new_list_leaves_no_key_to_the_old_one() {
            keys.actions = group.entries().concat(more.entries());
            keyClick(Qt.Key_R);
            keyClick(Qt.Key_R);
            compare(done, ["letter", "letter"]);
        }

        function test_what_cannot_be_done_answers_no_key() {
            keyClick(Qt.Key_Period, Qt.ControlModifier);
            keyClick(Qt.Key_A, Qt.ControlModifier);
            compare(done, []);
            compare(more.stopped.trigger(), false);
            compare(more.stopped.tip, "Nothing is being audited");
            compare(group.chord.tip, "Add files (Ctrl+O)");
        }

        function test_the_list_has_every_key_once() {
            dialog.open();
            tryCompare(dialog, "opened", true);
            compare(dialog.groups.map(one => one.title), ["Keys", "More"]);
            compare(dialog.groups[0].entries.map(action => action.name), ["letter", "chord", "two", "space", "plus", "shown"]);
            const shown = dialog.columns.reduce((all, column) => all.concat(column.map(one => one.title)), []);
            compare(shown, ["Keys", "More"], "the columns hold all groups in their order");
            verify(dialog.height <= root.height - 64);
        }

        function test_the_list_is_filtered_by_word_and_by_key() {
            dialog.open();
            tryCompare(dialog, "opened", true);
            // Until the columns are laid out.
            wait(50);
            const height = dialog.height;
            for (const letter of "again")
                keyClick(letter);
            compare(dialog.groups.length, 1);
            compare(dialog.groups[0].entries.map(action => action.name), ["letter"]);
            compare(dialog.height, height, "it keeps its height");
            keyClick(Qt.Key_A, Qt.ControlModifier);
            for (const letter of "ctrl+o")
                keyClick(letter);
            compare(dialog.groups[0].entries.map(action => action.name), ["chord"]);
            keyClick(Qt.Key_Escape);
            tryCompare(dialog, "visible", false);
            dialog.open();
            compare(dialog.groups.length, 2, "the filter is of its time");
        }

        function test_columns_keep_their_order_data() {
            return [{ tag: "one", count: 1 }, { tag: "two", count: 2 }, { tag: "three", count: 3 }];
        }

        function test_columns_keep_their_order(data) {
            const groups = Array.from([3, 2, 4, 8, 6, 4, 2], (count, at) => ({ title: String(at), entries: new Array(count) }));
            const columns = dialog.inColumns(groups, data.count);
            compare(columns.length, data.count);
            compare(columns.reduce((all, column) => all.concat(column.map(one => one.title)), []), ["0", "1", "2", "3", "4", "5", "6"]);
            for (const column of columns)
                verify(column.length > 0);
        }

        function test_caps_of_a_sequence_data() {
            return [
                { tag: "Ctrl+Shift+O", keys: ["Ctrl", "Shift", "O"] },
                { tag: "+", keys: ["+"] },
                { tag: "Ctrl++", keys: ["Ctrl", "+"] },
                { tag: "Ctrl+.", keys: ["Ctrl", "."] },
                { tag: "Esc", keys: ["Esc"] },
                { tag: "none", sequence: "", keys: [] }
            ];
        }

        function test_caps_of_a_sequence(data) {
            caps.sequence = data.sequence ?? data.tag;
            compare(Array.from(caps.keys), data.keys);
        }
    }
}
