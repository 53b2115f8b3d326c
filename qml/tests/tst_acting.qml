import QtQuick
import QtTest
import audiopro

// Files to quarantine and back: what is asked before, what is told after, and where the keys lead.
Item {
    id: root

    width: 900
    height: 600

    property int isAsked: 0

    QuarantineDialog { id: dialog; folder: "/q"; count: 3; from: "3 files from /m"; leftOut: ""; isBack: false }
    OutcomeDialog {
        id: outcome
        summary: "1 file moved; 1 stays where it is"
        lines: JSON.stringify([{ path: "/m/a", text: "/m/a is not a file." }, { path: "", text: "A note." }])
    }
    ActingBar { id: bar; width: 900; step: "Moving 1 of 3"; share: 0.3 }
    Toast { id: toast; y: 300 }

    SignalSpy { id: accepted; target: dialog; signalName: "accepted" }
    SignalSpy { id: folderAsked; target: dialog; signalName: "folderAsked" }
    SignalSpy { id: copied; target: outcome; signalName: "copyAsked" }
    SignalSpy { id: cancelled; target: bar; signalName: "cancelAsked" }
    SignalSpy { id: undone; target: toast; signalName: "undoAsked" }

    TestCase {
        name: "Acting"
        when: windowShown

        function buttons(item) {
            const found = [];
            for (let at = 0; at < item.children.length; ++at) {
                if (item.children[at] instanceof ActionButton || item.children[at] instanceof LinkButton)
                    found.push(item.children[at]);
                found.push(...buttons(item.children[at]));
            }
            return found.filter(button => button.visible);
        }

        function press(item, word) {
            const button = buttons(item).find(button => button.text.includes(word));
            verify(button !== undefined, word);
            mouseClick(button);
        }

        function init() {
            failOnWarning(/\.qml/);
            for (const spy of [accepted, folderAsked, copied, cancelled, undone])
                spy.clear();
            dialog.folder = "/q";
            dialog.isBack = false;
        }

        function cleanup() {
            for (const popup of [dialog, outcome]) {
                popup.close();
                tryCompare(popup, "visible", false);
            }
        }

        function test_nothing_is_moved_before_a_folder_is_chosen() {
            dialog.folder = "";
            dialog.open();
            tryCompare(dialog, "opened", true);
            press(dialog.contentItem, "Move 3 files");
            keyClick(Qt.Key_Return);
            compare(accepted.count, 0);
            press(dialog.contentItem, "Choose");
            compare(folderAsked.count, 1);
            dialog.folder = "/q";
            press(dialog.contentItem, "Move 3 files");
            compare(accepted.count, 1);
            tryCompare(dialog, "visible", false);
        }

        function test_a_restore_needs_no_folder() {
            dialog.folder = "";
            dialog.isBack = true;
            dialog.open();
            tryCompare(dialog, "opened", true);
            keyClick(Qt.Key_Return);
            compare(accepted.count, 1);
        }

        function test_escape_moves_nothing() {
            dialog.open();
            tryCompare(dialog, "opened", true);
            keyClick(Qt.Key_Escape);
            tryCompare(dialog, "visible", false);
            compare(accepted.count, 0);
        }

        function test_what_stays_can_be_copied_with_its_reasons() {
            outcome.open();
            tryCompare(outcome, "opened", true);
            press(outcome.contentItem, "Copy");
            compare(copied.signalArguments[0][0], "1 file moved; 1 stays where it is\n/m/a is not a file.\nA note.");
        }

        function test_moving_can_be_cancelled() {
            press(bar, "Cancel");
            compare(cancelled.count, 1);
        }

        function test_a_word_offers_undo_only_where_there_is_one() {
            toast.show("Copied");
            compare(buttons(toast).length, 0);
            toast.offerUndo("Filter removed");
            tryCompare(toast, "opacity", 1);
            press(toast, "Undo");
            compare(undone.count, 1);
        }
    }
}
