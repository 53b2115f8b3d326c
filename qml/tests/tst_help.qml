import QtQuick
import QtTest
import audiopro

// The help: every verdict and gauge has a topic, each topic is whole, search finds it, and its surfaces can be read.
Item {
    id: root

    width: 1024
    height: 700

    Detail { id: detail }
    HelpTopics { id: topics }
    HelpDialog { id: dialog; topics: topics }
    GaugeGrid { id: grid; width: 448; columns: 3; detail: detail }
    Detail { id: other }
    VerdictCard { id: card; x: 500; width: 448; detail: other }
    HelpFinder { id: finder }
    EmptyState { id: empty; y: 200; width: 1000; height: 480 }

    SignalSpy { id: again; target: card; signalName: "againAsked" }
    SignalSpy { id: demo; target: empty; signalName: "demoAsked" }

    TestCase {
        name: "Help"
        when: windowShown

        function cleanup() {
            dialog.close();
            tryCompare(dialog, "visible", false);
            empty.hasDemo = false;
            Theme.mode = "system";
        }

        function spots(item): var {
            let found = item instanceof HelpSpot ? [item] : [];
            for (let at = 0; at < item.children.length; ++at)
                found = found.concat(spots(item.children[at]));
            return found;
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

        function test_each_topic_is_whole() {
            const seen = new Set();
            for (const topic of topics.all) {
                verify(topic.id !== "" && topic.name !== "" && topic.group !== "", topic.id);
                verify(topic.text.length > 20 && topic.text.endsWith("."), topic.id + " is explained in sentences");
                for (const part of [topic.unit, topic.standard, topic.usual, topic.caution])
                    verify(typeof part === "string", topic.id);
                seen.add(topic.id);
            }
            compare(seen.size, topics.all.length, "no id twice");
        }

        function test_every_verdict_has_a_topic_under_its_own_word() {
            for (const id of ["genuine", "transcode", "upsampled", "padded", "lossy", "inconclusive", "failed"]) {
                verify(topics.find(id) !== null, id);
                compare(topics.find(id).name, Theme.verdictWord(id));
            }
            compare(topics.find("nothing of the kind"), null);
        }

        function test_every_gauge_has_a_topic() {
            const found = spots(grid);
            compare(found.length, 6);
            for (const spot of found)
                verify(topics.find(spot.topic) !== null, spot.topic);
            compare(new Set(found.map(spot => spot.topic)).size, 6);
        }

        function test_search_looks_at_names_first_and_then_anywhere() {
            compare(topics.matching("true peak")[0].id, "truePeak");
            compare(topics.matching("dr14").map(topic => topic.id), ["dynamicRange"]);
            compare(topics.matching("").length, topics.all.length);
            compare(topics.matching("zzzz").length, 0);
        }

        function test_the_dialog_searches_and_goes_by_arrows() {
            dialog.show("");
            tryCompare(dialog, "opened", true);
            const words = child(dialog.contentItem, item => item instanceof HelpText);
            compare(words.topic.id, topics.all[0].id);
            keyClick(Qt.Key_Down);
            compare(words.topic.id, topics.all[1].id);
            for (const letter of "lufs")
                keyClick(letter);
            verify(dialog.found.length > 0);
            compare(words.topic.id, dialog.found[0].id);
            for (const letter of "zzzz")
                keyClick(letter);
            compare(words.topic, null);
            keyClick(Qt.Key_Escape);
            tryCompare(dialog, "visible", false);
        }

        function test_the_dialog_opens_on_a_topic() {
            dialog.show("snr");
            tryCompare(dialog, "opened", true);
            compare(child(dialog.contentItem, item => item instanceof HelpText).topic.id, "snr");
            const rows = child(dialog.contentItem, item => item instanceof ListView);
            verify(rows.currentItem.Accessible.selected);
        }

        function test_a_gauge_explains_itself() {
            const spot = spots(grid)[1];
            mouseMove(spot, 30, 30);
            tryCompare(spot, "isPointed", true);
            compare(finder.spotIn(root), spot);
            mouseClick(spot, 30, 30, Qt.RightButton);
            tryCompare(spot, "isOpen", true);
            compare(spot.popup.topic, "snr");
            keyClick(Qt.Key_Escape);
            tryCompare(spot, "isOpen", false);
            mouseClick(spot, spot.markX + 9, spot.markY + 9);
            tryCompare(spot, "isOpen", true);
            keyClick(Qt.Key_Escape);
            tryCompare(spot, "isOpen", false);
            mouseMove(root, 800, 100);
            tryCompare(spot, "isPointed", false);
        }

        function test_a_verdict_explains_itself_and_leaves_its_buttons_alone() {
            const spot = spots(card)[0];
            mouseMove(card, 60, card.height - 6);
            tryCompare(spot, "isPointed", true);
            const button = child(card, item => item instanceof ActionButton && item.text !== "");
            // Without a verdict it has no buttons; they are shown for their place alone.
            button.parent.visible = true;
            wait(50);
            mouseMove(button, 10, 10);
            tryCompare(button, "hovered", true);
            again.clear();
            mouseClick(button);
            compare(again.count, 1);
        }

        function test_the_demo_is_offered_only_where_there_is_one() {
            demo.clear();
            const link = child(empty, item => item instanceof LinkButton);
            compare(link.visible, false);
            empty.hasDemo = true;
            compare(link.visible, true);
            link.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
            compare(demo.count, 1);
        }

        // Relative luminance, WCAG 2.1.
        function luminance(colour: color): real {
            const linear = part => part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
            return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
        }

        function contrast(a: color, b: color): real {
            const [first, second] = [luminance(a), luminance(b)];
            return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
        }

        function test_what_is_put_on_new_surfaces_can_be_read_data() {
            return [{ tag: "dark" }, { tag: "light" }];
        }

        function test_what_is_put_on_new_surfaces_can_be_read(data) {
            Theme.mode = data.tag;
            const pairs = [
                ["text", "selected", 4.5], ["text2", "selected", 4.5], ["text2", "table", 4.5], ["text", "raised", 4.5],
                ["text2", "raised", 4.5], ["text3", "raised", 4.5], ["text", "hover", 4.5], ["outline", "raised", 3]
            ];
            for (const [ink, surface, least] of pairs) {
                const reached = contrast(Theme[ink], Theme[surface]);
                verify(reached >= least, data.tag + ": " + ink + " on " + surface + " reaches " + reached.toFixed(2));
            }
        }
    }
}
