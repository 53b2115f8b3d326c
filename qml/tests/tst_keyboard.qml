import QtQuick
import QtTest
import audiopro

// Everything that can be clicked can be reached and pressed by keyboard.
Item {
    id: root

    width: 900
    height: 400

    Column {
        spacing: 8

        ActionButton { id: button; text: "Add files"; glyph: "add-files" }
        LinkButton { id: link; text: "All evidence" }
        CheckLine { id: box; text: "Show at start" }
        Choice {
            id: choice
            name: "Theme"
            options: [{ value: "dark", text: "Dark" }, { value: "light", text: "Light" }]
            value: "dark"
        }
        Tabs { id: tabs; width: 400; titles: ["Evidence", "Spectrum", "Waveform"]; current: 0; onChosen: at => current = at }
        Tabs { id: narrow; width: 160; titles: ["Spectrogram", "Evidence", "Spectrum", "Waveform"]; current: 0; onChosen: at => current = at }
        TableHeader {
            id: header
            width: 900
            columns: layout.shown
            nameWidth: 140
            sortColumn: "name"
            isDescending: false
        }
    }
    TrackColumns { id: layout; windowWidth: 1440; isCompact: false }
    ActionButton { id: disabled; y: 300; text: "Pause"; enabled: false }

    SignalSpy { id: clicked; target: button; signalName: "clicked" }
    SignalSpy { id: linked; target: link; signalName: "clicked" }
    SignalSpy { id: sorted; target: header; signalName: "sortAsked" }
    SignalSpy { id: chosen; target: choice; signalName: "chosen" }

    TestCase {
        name: "Keyboard"
        when: windowShown

        function init() {
            for (const spy of [clicked, linked, sorted, chosen])
                spy.clear();
            tabs.current = 0;
        }

        function test_a_button_answers_space_and_return() {
            button.forceActiveFocus(Qt.TabFocusReason);
            verify(button.visualFocus, "the ring is for the keyboard");
            keyClick(Qt.Key_Space);
            keyClick(Qt.Key_Return);
            compare(clicked.count, 2);
            mouseClick(link);
            verify(link.activeFocus);
            verify(!link.visualFocus, "and not for the mouse");
        }

        function test_a_link_answers_return() {
            link.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            compare(linked.count, 1);
        }

        function test_a_disabled_button_is_passed_over() {
            mouseClick(disabled);
            verify(!disabled.activeFocus);
        }

        function test_a_box_is_ticked_by_space() {
            box.forceActiveFocus(Qt.TabFocusReason);
            const before = box.checked;
            keyClick(Qt.Key_Space);
            compare(box.checked, !before);
        }

        function test_arrows_move_between_tabs() {
            mouseClick(tabs, 24, 18);
            keyClick(Qt.Key_Right);
            compare(tabs.current, 1);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Right);
            compare(tabs.current, 2, "the last one stays");
            keyClick(Qt.Key_Left);
            compare(tabs.current, 1);
        }

        // The tab with that word, below `item`.
        function tabCalled(item: var, word: string): var {
            if (item.text === word && item.implicitHeight !== undefined && item.Accessible.role === Accessible.PageTab)
                return item;
            for (let at = 0; at < item.children.length; ++at) {
                const found = tabCalled(item.children[at], word);
                if (found !== null)
                    return found;
            }
            return null;
        }

        function test_tabs_without_room_go_into_the_menu_but_never_the_chosen_one() {
            compare(narrow.shown.length + narrow.hidden.length, narrow.titles.length);
            verify(narrow.hidden.includes(3), "it has no room at first");
            narrow.current = 3;
            const last = tabCalled(narrow, "Waveform");
            const x = last.mapToItem(narrow, 0, 0).x;
            verify(x >= 0 && x + last.width <= narrow.width, "it can be seen, at " + x);
            verify(!narrow.hidden.includes(3));
            narrow.current = 0;
            compare(tabCalled(narrow, "Spectrogram").mapToItem(narrow, 0, 0).x, 16);
        }

        function test_a_choice_is_made_by_keyboard() {
            mouseClick(choice, choice.width - 10, 14);
            compare(chosen.count, 1);
            compare(chosen.signalArguments[0][0], "light");
        }

        function test_a_title_sorts() {
            mouseClick(header, 160, 14);
            compare(sorted.count, 1);
            compare(sorted.signalArguments[0][0], "name");
        }

        function test_every_control_has_a_name() {
            for (const item of [button, link, box, disabled])
                verify(item.Accessible.name !== "");
        }
    }
}
