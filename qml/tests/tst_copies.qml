import QtQuick
import QtTest
import audiopro

// The copies view: its rows with plain values, what is compared, the switch of views, and the view on the real model.
Item {
    id: root

    width: 960
    height: 600

    CopyRow {
        id: source
        width: parent.width
        index: 1
        trackId: 7
        isGroup: false
        name: "night train.wav"
        folder: "/old"
        path: "/old/night train.wav"
        verdictClass: "genuine"
        format: "WAV, 44.1/16"
        length: "4:11"
        copies: ""
        kinship: "identical"
        kinshipText: "Identical samples"
        reasons: "The same samples, bit for bit"
        isCompact: false
        isSelected: false
        isCurrent: false
        hasViewFocus: false
    }
    CopyRow {
        id: head
        y: 50
        width: parent.width
        index: 0
        trackId: 3
        isGroup: true
        name: "Night Train"
        folder: "/m"
        path: "/m/Night Train.flac"
        verdictClass: "genuine"
        format: ""
        length: "4:11"
        copies: "2 copies"
        kinship: "best"
        kinshipText: "Best source"
        reasons: ""
        isCompact: false
        isSelected: false
        isCurrent: false
        hasViewFocus: false
    }
    ViewBar { id: bar; y: 100; width: 600; content: "tracks" }
    ListPlaceholder { id: placeholder; y: 150; width: 300; text: "Nothing"; action: "Look" }

    CopyTable { id: copies }
    CopiesView { id: view; y: 250; width: 800; height: 300; copies: copies }

    SignalSpy { id: pressed; target: source; signalName: "pressed" }
    SignalSpy { id: headPressed; target: head; signalName: "pressed" }
    SignalSpy { id: chosen; target: bar; signalName: "chosen" }
    SignalSpy { id: cleared; target: bar; signalName: "folderCleared" }
    SignalSpy { id: compared; target: view; signalName: "compareAsked" }
    SignalSpy { id: asked; target: view; signalName: "selectAsked" }

    TestCase {
        name: "Copies"
        when: windowShown

        function initTestCase() {
            failOnWarning(/\.qml/);
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

        function test_a_source_says_how_it_stands_to_the_best() {
            compare(source.Accessible.name, "night train.wav, Genuine, Identical samples, The same samples, bit for bit, WAV, 44.1/16");
            compare(source.words, "/old/night train.wav\nIdentical samples\nThe same samples, bit for bit");
        }

        function test_a_source_is_pressed_and_the_head_of_a_group_is_not() {
            mouseClick(source, 400, 10, Qt.LeftButton, Qt.ControlModifier);
            compare(pressed.signalArguments[0][0], Qt.ControlModifier);
            mouseClick(head, 400, 10);
            compare(headPressed.count, 0);
            compare(head.Accessible.name, "Night Train, 2 copies, 4:11");
        }

        function test_the_switch_chooses_and_the_folder_is_taken_off() {
            const albums = child(bar, item => item.modelData !== undefined && item.modelData.value === "albums");
            mouseClick(albums);
            compare(chosen.signalArguments[0][0], "albums");
            const chip = child(bar, item => item instanceof FolderChip);
            verify(!chip.visible);
            bar.folderPath = "/music/Harbour Lights (2011)/";
            verify(chip.visible);
            compare(chip.title, "Harbour Lights (2011)");
            mouseClick(chip);
            compare(cleared.count, 1);
            bar.content = "copies";
            verify(!chip.visible);
            compare(bar.note, qsTr("Nothing is ever deleted"));
        }

        function test_a_list_that_loads_says_so_a_moment_later() {
            const words = child(placeholder, item => item !== placeholder && item.text === "Nothing");
            compare(words.opacity, 1);
            placeholder.isLoading = true;
            compare(words.opacity, 0);
            tryCompare(words, "opacity", 1);
            placeholder.isLoading = false;
        }

        function test_nothing_can_be_compared_without_copies() {
            copies.searchText = "zzz nothing of the kind";
            compare(copies.count, 0);
            for (const selected of [{}, { 1: true }, { 1: true, 2: true }, { 1: true, 2: true, 3: true }]) {
                view.selected = selected;
                view.selectedCount = Object.keys(selected).length;
                compare(view.pair, []);
            }
            view.compareCopies();
            view.showCopy();
            compare(compared.count, 0);
            view.select(-1, Qt.NoModifier);
            view.select(copies.count + 4, Qt.NoModifier);
            view.move(1, Qt.NoModifier);
            compare(asked.count, 0);
            verify(view.noPair !== "" && view.noCopy !== "");
            copies.searchText = "";
        }

        function test_a_search_is_made_when_the_view_is_shown_and_ends() {
            verify(!copies.hasSearched);
            copies.isWanted = true;
            tryVerify(() => copies.hasSearched && !copies.isSearching, 10000);
            compare(copies.problem, "");
            verify(copies.summary !== "");
            compare(copies.isStale, false);
            copies.searchText = "zzz nothing of the kind";
            compare(copies.count, 0);
            copies.searchText = "";
        }

        function test_listening_can_be_stopped() {
            copies.listen();
            verify(copies.isListening);
            copies.stopListening();
            verify(!copies.isListening);
            tryCompare(copies, "isSearching", false, 10000);
        }
    }
}
