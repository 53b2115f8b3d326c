import QtQuick
import QtTest
import audiopro

// A row in each of its states, and what it tells the view.
Item {
    id: root

    width: 1000
    height: 200

    TrackColumns { id: full; windowWidth: 1440; isCompact: false }
    TrackColumns { id: narrow; windowWidth: 1300; isCompact: false }
    TrackColumns { id: compact; windowWidth: 1024; isCompact: true }

    TrackRow {
        id: row
        width: parent.width
        index: 0
        trackId: 7
        name: "03 Night Train to Lisbon"
        folder: "Harbour Lights"
        path: "/music/Harbour Lights/03 Night Train to Lisbon.flac"
        state: "audited"
        verdictClass: "transcode"
        progress: 0
        stage: ""
        format: "FLAC"
        rateBits: "44.1/16"
        length: "4:11"
        isMarked: false
        quarantinedFrom: ""
        probability: ">99.9"
        evidence: "MP3 grid at 48, z 57.4"
        lufs: "-9.1"
        truePeak: "+0.3"
        dr: "7"
        clips: "12"
        hasTruePeakOver: true
        hasClips: true
        integrity: "intact"
        error: ""
        layout: full
        nameWidth: 140
        isSelected: false
        isCurrent: false
        hasViewFocus: false
    }

    SignalSpy { id: pressed; target: row; signalName: "pressed" }
    SignalSpy { id: activated; target: row; signalName: "activated" }
    SignalSpy { id: menu; target: row; signalName: "menuAsked" }

    TestCase {
        name: "TrackRow"
        when: windowShown

        function init() {
            row.state = "audited";
            row.verdictClass = "transcode";
            row.evidence = "MP3 grid at 48, z 57.4";
            row.error = "";
            row.isSelected = false;
            row.quarantinedFrom = "";
            for (const spy of [pressed, activated, menu])
                spy.clear();
        }

        function test_an_audited_row_shows_its_verdict() {
            compare(row.chip, "transcode");
            compare(row.evidenceText, "MP3 grid at 48, z 57.4");
            compare(row.truePeakInk, Theme.alert);
            compare(row.figureInk, Theme.text2);
            compare(row.Accessible.name, "03 Night Train to Lisbon, Transcode, MP3 grid at 48, z 57.4, intact");
        }

        function test_a_running_row_shows_its_step_and_no_verdict() {
            row.state = "running";
            row.stage = "Testing codec grids";
            compare(row.chip, "", "an older verdict is not shown while it is audited again");
            compare(row.evidenceText, "Testing codec grids");
        }

        function test_a_failed_row_says_why() {
            row.state = "failed";
            row.verdictClass = "";
            row.evidence = "";
            row.error = "a.flac holds no audio stream";
            compare(row.chip, "failed");
            compare(row.evidenceText, "a.flac holds no audio stream");
            compare(row.evidenceInk, Theme.alert);
        }

        function test_a_row_in_quarantine_says_so() {
            const away = row.Accessible.name;
            verify(!away.includes("quarantine"), away);
            row.quarantinedFrom = "/music/was.flac";
            compare(row.Accessible.name, away + ", in quarantine");
        }

        function test_waiting_rows_data() {
            return [{ tag: "queued" }, { tag: "cancelled" }];
        }

        function test_waiting_rows(data) {
            row.state = data.tag;
            compare(row.chip, data.tag);
            compare(row.figureInk, Theme.text3);
        }

        function test_a_row_that_is_still_loading_claims_nothing() {
            row.state = "loading";
            row.verdictClass = "";
            compare(row.chip, "");
        }

        function test_what_a_click_tells() {
            mouseClick(row, 300, 10, Qt.LeftButton, Qt.ControlModifier);
            compare(pressed.count, 1);
            compare(pressed.signalArguments[0][0], Qt.ControlModifier);
            mouseClick(row, 300, 10, Qt.RightButton);
            compare(menu.count, 1);
            compare(pressed.count, 1);
        }

        function test_a_double_click_opens_it() {
            mouseDoubleClickSequence(row, 300, 10);
            compare(activated.count, 1);
        }

        function test_columns_give_way_in_the_order_of_the_design() {
            const ids = layout => layout.shown.map(column => column.id);
            compare(ids(full).length, 13);
            compare(ids(full).filter(id => !ids(narrow).includes(id)), ["folder", "dr", "clips"]);
            compare(ids(compact), ["verdict", "name", "probability", "evidence", "integrity"]);
        }

        function test_the_name_keeps_its_room() {
            // What stays for the name beside the panel and the scroll bar, at the smallest width of each step.
            for (const [layout, width] of [[full, 1420 - 480], [narrow, 1260 - 480], [compact, 1024 - 400]])
                verify(width - 12 - layout.fixedWidth >= 118, layout.windowWidth + " leaves " + (width - 12 - layout.fixedWidth));
        }

        // The row's own widths are those that the header gives its columns.
        function test_cells_stand_under_their_titles_data() {
            return [{ tag: "full", layout: full }, { tag: "narrow", layout: narrow }, { tag: "compact", layout: compact }];
        }

        function test_cells_stand_under_their_titles(data) {
            row.layout = data.layout;
            const inner = data.layout.shown.filter(column => column.id !== "verdict" && column.id !== "integrity");
            const cells = find(row, item => item.x === data.layout.verdictWidth && item.spacing !== undefined);
            tryCompare(cells, "width", inner.reduce((sum, column) => sum + (column.width || 140), 0));
            const visible = [];
            for (let at = 0; at < cells.children.length; ++at) {
                if (cells.children[at].visible)
                    visible.push(cells.children[at].width);
            }
            compare(visible, inner.map(column => column.width || 140));
            row.layout = full;
        }

        function find(item, test) {
            for (let at = 0; at < item.children.length; ++at) {
                if (test(item.children[at]))
                    return item.children[at];
            }
            return null;
        }
    }
}
