import QtQuick
import QtTest
import audiopro

// Views on the real objects: what they show with nothing in them, selection, keys, and destruction during work.
Item {
    id: root

    width: 1280
    height: 800

    Session { id: session }
    TrackTable { id: tracks }
    Detail { id: detail }
    TrackSound { id: sound }
    SoundView { id: view; durationS: sound.durationS; nyquistHz: sound.nyquistHz }
    Health { id: health }

    TrackTableView {
        id: table
        width: 800
        height: 400
        tracks: tracks
        windowWidth: 1440
    }
    DetailPanel {
        id: panel
        x: 800
        width: 480
        height: 800
        detail: detail
        sound: sound
        view: view
        play: PlayActions { player: TrackPlayer { sound: sound; view: view } }
        selectedCount: 0
    }
    StatusBar { id: statusBar; y: 772; width: 800; session: session; health: health }

    Component {
        id: busy

        Item {
            TrackTable { id: ownTracks }
            Detail { id: ownDetail; trackId: 1 }
            Health { id: ownHealth }
            TrackTableView { width: 600; height: 300; tracks: ownTracks; windowWidth: 1440 }
            Plot { width: 300; height: 200; trackId: 1; kind: "spectrum"; title: "Spectrum"; units: "" }
            Plot { width: 300; height: 200; trackId: 1; kind: "waveform"; title: "Waveform"; units: "" }
            Component.onCompleted: {
                ownHealth.check();
                ownTracks.searchText = "a";
                ownTracks.sortBy("name");
                ownDetail.trackId = 2;
            }
        }
    }
    Loader { id: loader; active: false; sourceComponent: busy }

    SignalSpy { id: closed; target: panel; signalName: "closeAsked" }

    TestCase {
        name: "Views"
        when: windowShown

        function cleanup() {
            table.clearSelection();
            tracks.clearFilters();
            loader.active = false;
        }

        function test_nothing_is_selected_at_first() {
            compare(table.selectedCount, 0);
            compare(table.soleId, 0);
            verify(!panel.hasTrack);
        }

        function test_keys_on_an_empty_table_do_no_harm() {
            table.forceActiveFocus();
            for (const key of [Qt.Key_Down, Qt.Key_Up, Qt.Key_PageDown, Qt.Key_Home, Qt.Key_End, Qt.Key_Return, Qt.Key_Menu])
                keyClick(key);
            if (tracks.count === 0)
                compare(table.selectedCount, 0);
        }

        function test_a_row_that_is_not_there_is_not_selected() {
            table.select(-1, Qt.NoModifier);
            table.select(tracks.count + 5, Qt.NoModifier);
            compare(table.selectedCount, 0);
        }

        function test_sorting_twice_turns_the_order_round() {
            tracks.sortBy("name");
            const before = tracks.sortDescending;
            compare(tracks.sortColumn, "name");
            tracks.sortBy("name");
            compare(tracks.sortDescending, !before);
            tracks.sortBy("lufs");
            compare(tracks.sortColumn, "lufs");
        }

        function test_filters_are_cleared_together() {
            tracks.searchText = "zzz";
            tracks.onlyDamaged = true;
            tracks.toggleClass("transcode", false);
            verify(tracks.classFilter.includes("transcode"));
            tracks.clearFilters();
            compare([tracks.searchText, tracks.classFilter, tracks.onlyDamaged, tracks.onlyDefects], ["", "", false, false]);
        }

        function test_the_panel_can_be_closed_while_it_shows_no_track() {
            closed.clear();
            mouseClick(panel, panel.width - 24, 26);
            compare(closed.count, 1);
        }

        function test_tabs_follow_clicks_and_arrows() {
            panel.tab = 0;
            compare(panel.tab, 0);
            panel.tab = 2;
            compare(panel.tab, 2);
        }

        function test_durations_are_read_as_time() {
            compare(statusBar.duration(5), "5 s");
            compare(statusBar.duration(340), "5 min 40 s");
            compare(statusBar.duration(3 * 3600 + 120), "3 h 2 min");
        }

        function test_objects_may_go_while_they_work() {
            for (let round = 0; round < 20; ++round) {
                loader.active = true;
                verify(loader.item !== null);
                if (round % 3 === 0)
                    wait(10);
                loader.active = false;
                compare(loader.item, null);
            }
            // Replies to those that are gone come in now, and must find nobody.
            wait(100);
        }
    }
}
