import QtQuick
import QtTest
import audiopro

// The whole window: it loads without a warning, at each width of the design, in both themes, and obeys its keys.
TestCase {
    id: root

    property var shown: null

    name: "Window"
    when: windowShown

    Component { id: window; Main {} }

    function find(item, test) {
        if (test(item))
            return item;
        for (let at = 0; at < item.children.length; ++at) {
            const found = find(item.children[at], test);
            if (found)
                return found;
        }
        return null;
    }

    function initTestCase() {
        failOnWarning(/\.qml/);
        shown = window.createObject(null, { width: 1440, height: 900 });
        verify(shown !== null);
        shown.requestActivate();
        tryCompare(shown, "active", true);
        // The health dialog opens when the first check ends, and would take keys that are meant for others.
        const health = find(shown.contentItem, item => item.focusSearch !== undefined).health;
        tryVerify(() => health.state !== "" && health.state !== "checking", 20000);
    }

    function cleanupTestCase() {
        shown.destroy();
        // Replies to what it asked come in now, and must find nobody.
        wait(100);
    }

    function init() {
        failOnWarning(/\.qml/);
        shown.requestActivate();
    }

    // Closes what opened by itself, as the health dialog does at the first start.
    function closePopups() {
        for (let round = 0; round < 5 && shown.isPopupOpen; ++round) {
            keyClick(Qt.Key_Escape);
            wait(20);
        }
        tryCompare(shown, "isPopupOpen", false);
    }

    function test_each_width_data() {
        return [{ tag: "1024" }, { tag: "1259" }, { tag: "1260" }, { tag: "1419" }, { tag: "1420" }, { tag: "1920" }];
    }

    function test_each_width(data) {
        shown.width = parseInt(data.tag);
        wait(30);
        compare(shown.isCompact, shown.width < 1260);
        const toolbar = find(shown.contentItem, item => item.focusSearch !== undefined);
        compare(toolbar.width, shown.width);
        shown.width = 1440;
    }

    function test_no_notice_takes_no_room() {
        const notices = find(shown.contentItem, item => item instanceof Notices);
        verify(notices !== null);
        if (notices.session.problem === "" && notices.session.interruptedTracks === 0)
            compare(notices.height, 0);
    }

    function test_each_theme_data() {
        return [{ tag: "dark", isDark: true }, { tag: "light", isDark: false }];
    }

    function test_each_theme(data) {
        const toolbar = find(shown.contentItem, item => item.focusSearch !== undefined);
        const before = toolbar.session.settingTheme;
        toolbar.session.settingTheme = data.tag;
        compare(Theme.isDark, data.isDark);
        compare(shown.color, Theme.window);
        wait(30);
        toolbar.session.settingTheme = before;
    }

    function test_search_takes_the_keyboard_and_gives_it_back() {
        closePopups();
        const toolbar = find(shown.contentItem, item => item.focusSearch !== undefined);
        keyClick(Qt.Key_F, Qt.ControlModifier);
        verify(shown.isTyping);
        keyClick("r");
        keyClick("z");
        tryCompare(toolbar.tracks, "searchText", "rz");
        keyClick(Qt.Key_Escape);
        tryCompare(toolbar.tracks, "searchText", "");
        tryCompare(shown, "isTyping", false);
    }

    function test_dialogs_open_and_close_by_keyboard_data() {
        return [
            { tag: "health", key: Qt.Key_H, modifiers: Qt.ControlModifier | Qt.ShiftModifier },
            { tag: "settings", key: Qt.Key_Comma, modifiers: Qt.ControlModifier }
        ];
    }

    function test_dialogs_open_and_close_by_keyboard(data) {
        closePopups();
        keyClick(data.key, data.modifiers);
        tryCompare(shown, "isPopupOpen", true);
        keyClick(Qt.Key_Escape);
        tryCompare(shown, "isPopupOpen", false);
    }

    function test_the_panel_hides_and_comes_back() {
        closePopups();
        compare(shown.isDetailShown, true);
        keyClick(Qt.Key_F9);
        compare(shown.isDetailShown, false);
        keyClick(Qt.Key_F9);
        compare(shown.isDetailShown, true);
    }

    function test_nothing_selected_is_not_maximised() {
        closePopups();
        const table = find(shown.contentItem, item => item.selectedIds !== undefined);
        table.clearSelection();
        table.forceActiveFocus();
        keyClick(Qt.Key_Return);
        compare(shown.isDetailMaximised, false);
    }

    function test_letters_without_a_selection_do_no_harm() {
        closePopups();
        keyClick(Qt.Key_R);
        keyClick(Qt.Key_E, Qt.ControlModifier | Qt.AltModifier);
        compare(shown.isPopupOpen, false);
    }
}
