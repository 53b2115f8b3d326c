import QtQuick
import QtTest
import audiopro

// Reports, certificates, pictures, policies and projects: what can be done when, and what the dialogs ask and tell.
Item {
    id: root

    width: 1000
    height: 700

    Reporting { id: reporting }
    TrackPolicy { id: standing }
    ProjectList { id: projects }
    Demo { id: demo }

    ReportActions { id: reports; rowCount: 3; selectedCount: 2; isBusy: false; hasPicture: true }
    ProjectActions { id: project; name: "Label" }
    ReportNotice { id: notice; width: 800; reporting: reporting }
    PolicyLine { id: policyLine; y: 120; width: 300; standing: ""; line: "" }
    PolicyMenu {
        id: policies
        entry: reports.policyFile
        policies: [{ id: "", name: "No policy", about: "", isOn: false }, { id: "cd-master", name: "CD master", about: "Red Book", isOn: true }]
    }
    NameDialog { id: naming; title: "New project"; action: "Create" }
    PictureDialog { id: picture }
    VerifyDialog { id: verified; verification: ({}) }
    FileToast { id: toast; y: 640 }

    SignalSpy { id: exported; target: reports; signalName: "exportAsked" }
    SignalSpy { id: certified; target: reports; signalName: "certificateAsked" }
    SignalSpy { id: chosen; target: policies; signalName: "chosen" }
    SignalSpy { id: named; target: naming; signalName: "named" }
    SignalSpy { id: sized; target: picture; signalName: "sizeChosen" }
    SignalSpy { id: filesAsked; target: verified; signalName: "filesAsked" }
    SignalSpy { id: opened; target: toast; signalName: "openAsked" }

    TestCase {
        name: "Reports"
        when: windowShown

        function init() {
            for (const spy of [exported, certified, chosen, named, sized, filesAsked, opened])
                spy.clear();
            reports.rowCount = 3;
            reports.selectedCount = 2;
            reports.isBusy = false;
        }

        function cleanup() {
            for (const popup of [naming, picture, verified, policies])
                popup.close();
        }

        function test_exports_are_of_all_or_of_the_selected() {
            reports.csv.trigger();
            reports.selectedHtml.trigger();
            compare(Array.from(exported.signalArguments[0]), ["csv", false]);
            compare(Array.from(exported.signalArguments[1]), ["html", true]);
            verify(reports.certificate.menuText.includes("2"), reports.certificate.menuText);
        }

        function test_what_stands_in_the_way_is_said() {
            reports.selectedCount = 0;
            verify(!reports.certificate.trigger() && reports.certificate.obstacle !== "");
            verify(reports.csv.isEnabled);
            reports.isBusy = true;
            verify(!reports.csv.trigger() && !reports.verify.trigger());
            reports.isBusy = false;
            reports.rowCount = 0;
            verify(!reports.csv.isEnabled);
            compare([exported.count, certified.count], [0, 0]);
            verify(project.rename.isEnabled);
            project.name = "";
            verify(!project.rename.isEnabled);
        }

        function test_actions_have_no_key_twice() {
            const keys = [].concat(...reports.entries().concat(project.entries()).map(action => action.keys));
            compare(keys.length, new Set(keys).size);
        }

        function test_what_takes_long_shows_its_share_and_a_fault_its_reason() {
            compare(notice.implicitHeight, 0);
            notice.doing = "Writing the report";
            notice.share = 0.5;
            notice.isBusy = true;
            tryVerify(() => notice.implicitHeight >= 40);
            notice.isBusy = false;
            tryCompare(notice, "implicitHeight", 0);
            notice.problem = "/x.csv cannot be written: the disk is full.";
            tryVerify(() => notice.implicitHeight >= 40);
            notice.problem = "";
        }

        function test_a_policy_line_says_more_than_a_colour() {
            verify(!policyLine.visible);
            policyLine.standing = "fail";
            policyLine.line = "Fails CD master: true peak +0.3 dBTP, at most -1 dBTP";
            verify(policyLine.visible && policyLine.implicitHeight > 0);
            compare(policyLine.Accessible.name, policyLine.line);
            compare(policyLine.ink, Theme.alert);
            policyLine.standing = "pass";
            compare(policyLine.ink, Theme.genuine);
        }

        function test_policies_are_chosen_in_their_order() {
            policies.popup(100, 300);
            tryCompare(policies, "opened", true);
            compare(policies.count, 3);
            compare(policies.itemAt(1).text, "CD master");
            compare(policies.itemAt(1).hint, "\u2713");
            policies.itemAt(0).triggered();
            compare(chosen.signalArguments[0][0], "");
        }

        function test_a_project_gets_a_name() {
            naming.name = "";
            naming.open();
            tryCompare(naming, "opened", true);
            keyClick(Qt.Key_Return);
            compare(named.count, 0, "no name is none");
            for (const letter of "Label")
                keyClick(letter);
            keyClick(Qt.Key_Return);
            compare(named.signalArguments[0][0], "Label");
            tryCompare(naming, "visible", false);
        }

        function test_a_picture_has_a_size_data() {
            return [
                { tag: "preset", size: "3840x2160", own: "", expected: [3840, 2160] },
                { tag: "own", size: "own", own: "2000x1000", expected: [2000, 1000] },
                { tag: "too small", size: "own", own: "100x100", expected: null },
                { tag: "too large", size: "own", own: "20000x1000", expected: null },
                { tag: "no size", size: "own", own: "large", expected: null }
            ];
        }

        function test_a_picture_has_a_size(data) {
            picture.size = data.size;
            if (data.size === "own")
                picture.ownSize = data.own;
            picture.accept();
            compare(sized.count, data.expected === null ? 0 : 1);
            if (data.expected !== null)
                compare(Array.from(sized.signalArguments[0]), data.expected);
        }

        function test_a_certificate_is_told_in_words() {
            verified.verification = {
                certificate: "/c.pdf", made: "Made by Audiopro", isUnchanged: false, seal: "The seal is broken.", tracks: ["a.flac"],
                files: [{ path: "/a.flac", belongs: true, isRead: true, words: "Belongs" }, { path: "/b.flac", belongs: false, isRead: false, words: "Could not be read" }]
            };
            verified.open();
            tryCompare(verified, "opened", true);
            compare(verified.files.length, 2);
            verify(!verified.isUnchanged);
            verified.filesAsked();
            compare(filesAsked.count, 1);
            verified.verification = {};
            compare(verified.files.length, 0);
        }

        function test_a_file_that_was_written_can_be_opened() {
            toast.show("3 tracks written to /a.csv", "file:///a.csv");
            tryVerify(() => toast.visible);
            toast.openAsked(toast.file);
            compare(opened.signalArguments[0][0].toString(), "file:///a.csv");
            toast.hideNow();
            tryCompare(toast, "visible", false);
        }

        function test_the_real_objects_answer_without_harm() {
            reporting.cancel();
            reporting.dismissProblem();
            projects.refresh();
            standing.trackId = 1;
            standing.trackId = 0;
            reporting.choosePolicy("cd-master");
            tryCompare(reporting, "policyName", "CD master");
            compare(JSON.parse(reporting.policiesJson).filter(entry => entry.isOn).map(entry => entry.id), ["cd-master"]);
            standing.trackId = 1;
            tryVerify(() => standing.state !== "", 5000, "the first track of the store has a standing");
            verify(standing.line.includes("CD master"), standing.line);
            reporting.choosePolicy("");
            tryCompare(standing, "state", "");
        }
    }
}
