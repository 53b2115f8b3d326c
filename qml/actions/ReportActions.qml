pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What is written of the audits: reports, certificates, pictures; and the policy that tracks are held against.
ActionGroup {
    id: root

    required property int rowCount
    required property int selectedCount
    required property bool isBusy
    // Whether a picture is shown that can be saved.
    required property bool hasPicture

    readonly property string busy: isBusy ? qsTr("Something is being written") : ""
    readonly property string nothingYet: rowCount > 0 ? busy : qsTr("There is nothing to export yet")
    readonly property string nothingSelected: selectedCount > 0 ? busy : qsTr("Select a track first")

    // Of every row, or of the selected ones.
    signal exportAsked(string format, bool isSelection)
    signal certificateAsked()
    signal verificationAsked()
    signal pictureAsked()
    signal policyFileAsked()
    signal noPolicyAsked()

    readonly property AppAction csv: AppAction {
        text: qsTr("Export the table as CSV")
        menuText: qsTr("Table as CSV...")
        about: qsTr("Write every row to a file")
        glyph: "export"
        keys: ["Ctrl+E"]
        obstacle: root.nothingYet
        onTriggered: root.exportAsked("csv", false)
    }
    readonly property AppAction xlsx: AppAction {
        text: qsTr("Export the table as a spreadsheet")
        menuText: qsTr("Table as spreadsheet...")
        about: qsTr("Excel and LibreOffice, with typed cells")
        glyph: "export"
        obstacle: root.nothingYet
        onTriggered: root.exportAsked("xlsx", false)
    }
    readonly property AppAction html: AppAction {
        text: qsTr("Export the report as a web page")
        menuText: qsTr("Report as web page...")
        about: qsTr("One page that holds everything, to send or to print")
        glyph: "export"
        obstacle: root.nothingYet
        onTriggered: root.exportAsked("html", false)
    }
    readonly property AppAction jsonl: AppAction {
        text: qsTr("Export the reports as JSON lines")
        menuText: qsTr("Reports as JSON lines...")
        glyph: "export"
        obstacle: root.nothingYet
        onTriggered: root.exportAsked("jsonl", false)
    }
    readonly property AppAction selectedCsv: AppAction {
        text: qsTr("Export the selected tracks as CSV")
        menuText: qsTr("As CSV...")
        obstacle: root.nothingSelected
        onTriggered: root.exportAsked("csv", true)
    }
    readonly property AppAction selectedXlsx: AppAction {
        text: qsTr("Export the selected tracks as a spreadsheet")
        menuText: qsTr("As spreadsheet...")
        obstacle: root.nothingSelected
        onTriggered: root.exportAsked("xlsx", true)
    }
    readonly property AppAction selectedHtml: AppAction {
        text: qsTr("Export the selected tracks as a web page")
        menuText: qsTr("As web page...")
        obstacle: root.nothingSelected
        onTriggered: root.exportAsked("html", true)
    }
    readonly property AppAction selectedJsonl: AppAction {
        text: qsTr("Export the selected tracks as JSON lines")
        menuText: qsTr("As JSON lines...")
        obstacle: root.nothingSelected
        onTriggered: root.exportAsked("jsonl", true)
    }
    readonly property AppAction certificate: AppAction {
        text: qsTr("Write a certificate")
        menuText: root.selectedCount > 1 ? qsTr("Certificate of %1 tracks...").arg(root.selectedCount) : qsTr("Certificate...")
        about: qsTr("A PDF that says what was found in which file, to frame and to check")
        keys: ["Ctrl+Shift+E"]
        obstacle: root.nothingSelected
        onTriggered: root.certificateAsked()
    }
    readonly property AppAction verify: AppAction {
        text: qsTr("Check a certificate")
        menuText: qsTr("Check a certificate...")
        about: qsTr("Whether it is as it was made, and which files belong to it")
        obstacle: root.busy
        onTriggered: root.verificationAsked()
    }
    readonly property AppAction picture: AppAction {
        text: qsTr("Save the picture")
        menuText: qsTr("Save the picture...")
        about: qsTr("Spectrogram, spectrum, waveform or loudness as shown, as PNG")
        obstacle: root.hasPicture ? root.busy : qsTr("Show a spectrogram, spectrum, waveform or loudness first")
        onTriggered: root.pictureAsked()
    }
    readonly property AppAction policyFile: AppAction {
        text: qsTr("Choose a policy file")
        menuText: qsTr("Choose file...")
        about: qsTr("Rules in TOML that each track is held against")
        onTriggered: root.policyFileAsked()
    }
    readonly property AppAction noPolicy: AppAction {
        text: qsTr("Hold tracks against no policy")
        onTriggered: root.noPolicyAsked()
    }

    title: qsTr("Reports")
}
