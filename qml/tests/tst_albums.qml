import QtQuick
import QtTest
import audiopro

// The album view: a row and its bar with plain values, the columns of each width, and the view on the real model.
Item {
    id: root

    width: 960
    height: 500

    AlbumColumns { id: full; windowWidth: 1440; isCompact: false }
    AlbumColumns { id: narrow; windowWidth: 1300; isCompact: false }
    AlbumColumns { id: compact; windowWidth: 1024; isCompact: true }

    AlbumRow {
        id: row
        width: parent.width
        index: 0
        trackId: 7
        title: "Harbour Lights"
        path: "/music/Harbour Lights"
        tracks: "12"
        counts: '[{"id":"genuine","count":9,"text":"9"},{"id":"transcode","count":3,"text":"3"}]'
        verdicts: "9 genuine, 3 transcode"
        integrity: "intact"
        integrityText: "all proven intact"
        lufs: "-9.1"
        format: "44.1 kHz, 16 bit"
        isMixed: false
        remark: "03 Low Water: transcode among 9 genuine; 1 more"
        remarks: "03 Low Water: transcode among 9 genuine\n05: 24 bit, the others 16 bit"
        isOdd: true
        isLoaded: true
        layout: full
        nameWidth: 140
        isCurrent: false
        hasViewFocus: false
    }
    VerdictBar { id: bar; y: 60; width: 101; counts: [] }

    AlbumTable { id: albums }
    AlbumTable { id: unread }
    AlbumsView {
        id: view
        y: 100
        width: 800
        height: 300
        albums: albums
        windowWidth: 1440
    }

    SignalSpy { id: opened; target: row; signalName: "opened" }
    SignalSpy { id: pressed; target: row; signalName: "pressed" }

    TestCase {
        name: "Albums"
        when: windowShown

        function initTestCase() {
            failOnWarning(/\.qml/);
        }

        function cleanup() {
            albums.searchText = "";
            albums.isWanted = false;
        }

        function segments(item) {
            return [...Array(item.children.length).keys()].map(at => item.children[at]).filter(child => child.modelData !== undefined);
        }

        function test_a_row_says_what_its_colours_show() {
            compare(row.Accessible.name, "Harbour Lights, 9 genuine, 3 transcode, all proven intact, 03 Low Water: transcode among 9 genuine; 1 more");
            verify(row.words.includes("/music/Harbour Lights") && row.words.includes("05: 24 bit"));
        }

        function test_a_click_chooses_and_a_double_click_opens() {
            opened.clear();
            pressed.clear();
            mouseClick(row, 300, 10);
            compare([pressed.count, opened.count], [1, 0]);
            mouseDoubleClickSequence(row, 300, 10);
            compare(opened.count, 1);
        }

        function test_the_bar_shares_its_width_by_number() {
            bar.counts = [{ id: "genuine", count: 90, text: "90" }, { id: "transcode", count: 10, text: "10" }];
            const parts = segments(bar.children[0]);
            compare(parts.map(part => part.width), [90, 10]);
            compare(parts[1].color, Theme.transcode);
            bar.counts = [{ id: "genuine", count: 9999, text: "9,999" }, { id: "failed", count: 1, text: "1" }];
            compare(segments(bar.children[0])[1].width, 3, "one of ten thousand is still seen");
            bar.counts = [];
            compare(bar.total, 0);
        }

        function test_columns_give_way_and_the_name_keeps_its_room() {
            const ids = layout => layout.shown.map(column => column.id);
            compare(ids(full).length, 8);
            compare(ids(full).filter(id => !ids(narrow).includes(id)), ["format"]);
            compare(ids(compact), ["name", "path", "verdicts", "integrity", "remark"]);
            for (const [layout, width] of [[full, 1420 - 480], [narrow, 1260 - 480], [compact, 1024 - 400]])
                verify(width - 12 - layout.fixedWidth + layout.pathWidth >= 140, layout.windowWidth + " leaves " + (width - 12 - layout.fixedWidth));
        }

        function test_nothing_is_read_before_it_is_wanted() {
            verify(unread.isStale && !unread.isLoading);
            unread.isWanted = true;
            tryVerify(() => !unread.isStale && !unread.isLoading);
            compare(unread.problem, "");
        }

        function test_sorting_starts_with_the_worst_and_turns_round() {
            compare(albums.sortColumn, "path");
            albums.sortBy("remark");
            compare([albums.sortColumn, albums.sortDescending], ["remark", true]);
            albums.sortBy("remark");
            compare(albums.sortDescending, false);
            albums.sortBy("name");
            compare([albums.sortColumn, albums.sortDescending], ["name", false]);
            albums.sortBy("colour");
            compare(albums.sortColumn, "name");
            albums.sortBy("path");
        }

        function test_keys_choose_an_album_and_a_search_leaves_it_out() {
            albums.isWanted = true;
            tryVerify(() => !albums.isLoading && !albums.isStale);
            if (albums.count === 0)
                skip("the store of this run has no audits");
            view.forceActiveFocus();
            keyClick(Qt.Key_Down);
            compare(view.currentPath, albums.pathAt(0));
            compare(albums.rowOfPath(view.currentPath), 0);
            tryVerify(() => albums.trackIdAt(0) > 0);
            albums.searchText = "zzz nothing of the kind";
            tryCompare(albums, "count", 0);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            compare(albums.trackIdAt(0), 0);
        }
    }
}
