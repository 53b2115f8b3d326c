import QtQuick
import QtTest
import audiopro

// Pages of the settings that take plain values; saved filters; columns.
Item {
    id: root

    width: 900
    height: 700

    PageList { id: pages; width: 150; titles: ["One", "Two", "Three"]; current: 0; onChosen: at => current = at }
    WatchSettings {
        id: watch
        x: 160
        width: 600
        height: 320
        settleSeconds: 5
        foldersJson: JSON.stringify([{ path: "/m", state: "watching", text: "Watched" }, { path: "/n", state: "away", text: "Not there" }])
    }
    NoticeSettings { id: notices; x: 160; y: 330; width: 600; height: 320; rulesJson: '{"transcode":true,"padded":false}' }
    NetworkSettings {
        id: network
        y: 330
        width: 150
        height: 320
        isOn: false
        library: ""
        status: "missing"
        statusText: "No library"
    }
    SecondOpinion { id: opinion }
    FiltersDialog { id: filters; names: ["Fakes", "Mine"] }
    ColumnMenu {
        id: columns
        columns: [{ id: "lufs", title: "LUFS" }, { id: "integrity", title: "" }]
        unwanted: ["lufs"]
    }
    FilterMenu { id: menu; names: ["Fakes", "Mine"] }

    SignalSpy { id: removed; target: watch; signalName: "removeAsked" }
    SignalSpy { id: added; target: watch; signalName: "addAsked" }
    SignalSpy { id: rule; target: notices; signalName: "ruleSet" }
    SignalSpy { id: switched; target: network; signalName: "switched" }
    SignalSpy { id: named; target: network; signalName: "libraryNamed" }
    SignalSpy { id: asked; target: network; signalName: "chooseAsked" }
    SignalSpy { id: saved; target: filters; signalName: "saved" }
    SignalSpy { id: used; target: filters; signalName: "used" }
    SignalSpy { id: renamed; target: filters; signalName: "renameAsked" }
    SignalSpy { id: dropped; target: filters; signalName: "removeAsked" }
    SignalSpy { id: chosen; target: columns; signalName: "chosen" }
    SignalSpy { id: picked; target: menu; signalName: "used" }

    TestCase {
        name: "Settings"
        when: windowShown

        function all(item, test) {
            const found = [];
            for (let at = 0; at < item.children.length; ++at) {
                if (test(item.children[at]))
                    found.push(item.children[at]);
                found.push(...all(item.children[at], test));
            }
            return found.filter(item => item.visible);
        }

        function press(item, word) {
            const button = all(item, button => button.clicked !== undefined && (button.text === word || button.tip === word))[0];
            verify(button !== undefined, word);
            mouseClick(button);
        }

        function init() {
            failOnWarning(/\.qml/);
            for (const spy of [removed, added, rule, switched, named, asked, saved, used, renamed, dropped, chosen, picked])
                spy.clear();
        }

        function test_pages_are_chosen_by_mouse_and_keyboard() {
            const page = all(pages, item => item.modelData === "Two")[0];
            mouseClick(page);
            compare(pages.current, 1);
            keyClick(Qt.Key_Down);
            compare(pages.current, 2);
            keyClick(Qt.Key_Down);
            compare(pages.current, 2);
            keyClick(Qt.Key_Up);
            compare(pages.current, 1);
        }

        function test_each_watched_folder_has_its_state_and_can_go() {
            const rows = all(watch, item => item.modelData !== undefined && item.modelData.path !== undefined);
            compare(rows.map(row => row.Accessible.name), ["/m, Watched", "/n, Not there"]);
            press(watch, "Watch /n no longer");
            compare(removed.signalArguments[0][0], 1);
            press(watch, "Add folder...");
            compare(added.count, 1);
        }

        function test_what_has_the_focus_is_scrolled_into_view() {
            watch.height = 100;
            all(watch, item => item.clicked !== undefined && item.text === "Add folder...")[0].forceActiveFocus();
            tryVerify(() => watch.contentY > 0);
            watch.height = 320;
            watch.contentY = 0;
        }

        function test_a_rule_is_ticked_as_it_is_set() {
            const boxes = all(notices, item => item instanceof CheckLine);
            compare(boxes.filter(box => box.checked).map(box => box.text), ["Transcodes"]);
            const box = boxes.find(box => box.modelData.name === "padded");
            mouseClick(box);
            compare(Array.from(rule.signalArguments[0]), ["padded", true]);
        }

        function test_the_network_is_switched_and_its_library_named_by_the_keyboard() {
            const box = all(network, item => item instanceof CheckLine)[0];
            verify(!box.checked);
            box.forceActiveFocus();
            keyClick(Qt.Key_Space);
            compare(Array.from(switched.signalArguments[0]), [true]);
            keyClick(Qt.Key_Tab);
            const field = all(network, item => item instanceof TextBox)[0];
            verify(field.activeFocus);
            for (const letter of "/x.so")
                keyClick(letter);
            keyClick(Qt.Key_Return);
            compare(Array.from(named.signalArguments[0]), ["/x.so"]);
            keyClick(Qt.Key_Tab);
            keyClick(Qt.Key_Return);
            compare(asked.count, 1);
        }

        function test_what_runs_is_told_beside_its_mark() {
            const told = () => all(network, item => item.text === "No library").length;
            const marked = () => all(network, item => item.glyph === "missing").length;
            compare([told(), marked()], [1, 1]);
            network.status = "off";
            compare([told(), marked()], [1, 0]);
            network.status = "missing";
        }

        function test_the_second_opinion_says_what_runs_and_is_switched_off_and_on() {
            const isKnown = () => opinion.status === "ready" || opinion.status === "missing";
            opinion.refresh();
            tryVerify(isKnown);
            verify(opinion.isOn);
            const told = opinion.statusText;
            opinion.useLibrary("  /nowhere/libonnxruntime.so ");
            compare(opinion.library, "/nowhere/libonnxruntime.so");
            compare(opinion.status, "checking");
            tryVerify(isKnown);
            opinion.useLibrary("");
            tryCompare(opinion, "statusText", told);
            opinion.switchOn(false);
            tryCompare(opinion, "status", "off");
            verify(opinion.statusText !== told && !opinion.isOn);
            opinion.switchOn(true);
            verify(opinion.isOn);
            tryCompare(opinion, "statusText", told);
        }

        function test_a_filter_is_saved_used_renamed_and_removed() {
            filters.open();
            tryCompare(filters, "opened", true);
            for (const letter of "new")
                keyClick(letter);
            keyClick(Qt.Key_Return);
            compare(saved.signalArguments[0][0], "new");
            keyClick(Qt.Key_Return);
            compare(saved.count, 1, "a name that is empty saves nothing");
            press(filters.contentItem, "Remove Mine");
            compare(dropped.signalArguments[0][0], "Mine");
            press(filters.contentItem, "Rename");
            keyClick("x");
            keyClick(Qt.Key_Return);
            compare(Array.from(renamed.signalArguments[0]), ["Fakes", "x"]);
            press(filters.contentItem, "Mine");
            compare(used.signalArguments[0][0], "Mine");
            tryCompare(filters, "visible", false);
        }

        function test_menus_list_what_there_is() {
            compare((menu.itemAt(0) as AppMenuItem).text, "Fakes");
            compare((menu.itemAt(1) as AppMenuItem).text, "Mine");
            (menu.itemAt(1) as AppMenuItem).triggered();
            compare(picked.signalArguments[0][0], "Mine");
            menu.names = ["Mine"];
            compare((menu.itemAt(0) as AppMenuItem).text, "Mine");
            compare((columns.itemAt(1) as AppMenuItem).text, "Integrity");
            (columns.itemAt(0) as AppMenuItem).triggered();
            compare(chosen.signalArguments[0][0], []);
            (columns.itemAt(1) as AppMenuItem).triggered();
            compare(Array.from(chosen.signalArguments[1][0]), ["lufs", "integrity"]);
        }
    }
}
