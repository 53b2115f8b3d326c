pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import audiopro

// Asks where reports, certificates and pictures go, which certificate is checked, and which policy is used.
Item {
    id: root

    required property Reporting reporting
    required property TrackTableView table
    required property int trackId

    readonly property bool isOpen: pictureDialog.opened || verifyDialog.opened || reports.visible || certificate.visible
        || existing.visible || compared.visible || picture.visible || policy.visible

    function exportTo(format: string, isSelection: bool) {
        reports.format = format;
        reports.tracks = isSelection ? table.selectedIds() : [];
        ask(reports, "audit", format);
    }

    function certify() {
        certificate.tracks = table.selectedIds();
        ask(certificate, "certificate", "pdf");
    }

    function verify() { existing.open(); }
    function choosePolicy() { policy.open(); }

    // Asks where to write, with a name to take as it is: with the time, since not every dialog asks before it takes the name of a file
    // that is there.
    function ask(dialog: FileDialog, name: string, suffix: string) {
        const time = Qt.formatDateTime(new Date(), "yyyyMMdd-HHmmss");
        dialog.selectedFile = `${dialog.currentFolder}/${name}-${time}.${suffix}`;
        dialog.open();
    }

    // The picture that `order` asks for.
    function savePicture(order: var) {
        picture.order = JSON.stringify(order);
        pictureDialog.open();
    }

    anchors.fill: parent

    FileDialog {
        id: reports

        property string format: "csv"
        property var tracks: []

        title: qsTr("Export")
        fileMode: FileDialog.SaveFile
        acceptLabel: qsTr("Save")
        defaultSuffix: format
        nameFilters: {
            switch (format) {
            case "xlsx": return [qsTr("Spreadsheet (*.xlsx)")];
            case "html": return [qsTr("Web page (*.html)")];
            case "jsonl": return [qsTr("JSON lines (*.jsonl)")];
            }
            return [qsTr("CSV (*.csv)")];
        }
        onAccepted: root.reporting.exportReports(selectedFile, format, tracks)
    }
    FileDialog {
        id: certificate

        property var tracks: []

        title: qsTr("Write a certificate")
        fileMode: FileDialog.SaveFile
        acceptLabel: qsTr("Save")
        defaultSuffix: "pdf"
        nameFilters: [qsTr("PDF (*.pdf)")]
        onAccepted: root.reporting.certify(selectedFile, tracks)
    }
    FileDialog {
        id: existing
        title: qsTr("Check a certificate")
        nameFilters: [qsTr("PDF (*.pdf)"), qsTr("All files (*)")]
        onAccepted: root.reporting.verify(selectedFile, [])
    }
    FileDialog {
        id: compared
        title: qsTr("Files that the certificate may be about")
        fileMode: FileDialog.OpenFiles
        onAccepted: root.reporting.verify(existing.selectedFile, selectedFiles)
    }
    FileDialog {
        id: picture

        property string order: "{}"
        property int pictureWidth: 1920
        property int pictureHeight: 1080

        title: qsTr("Save the picture")
        fileMode: FileDialog.SaveFile
        acceptLabel: qsTr("Save")
        defaultSuffix: "png"
        nameFilters: [qsTr("PNG (*.png)")]
        onAccepted: root.reporting.savePicture(selectedFile, root.trackId, order, pictureWidth, pictureHeight)
    }
    FileDialog {
        id: policy
        title: qsTr("Choose a policy file")
        nameFilters: [qsTr("Policy (*.toml)"), qsTr("All files (*)")]
        onAccepted: root.reporting.choosePolicyFile(selectedFile)
    }
    PictureDialog {
        id: pictureDialog
        onSizeChosen: (pictureWidth, pictureHeight) => {
            picture.pictureWidth = pictureWidth;
            picture.pictureHeight = pictureHeight;
            root.ask(picture, "picture", "png");
        }
    }
    VerifyDialog {
        id: verifyDialog
        verification: JSON.parse(root.reporting.verificationJson)
        isBusy: root.reporting.isBusy
        onFilesAsked: compared.open()
    }
    Connections {
        target: root.reporting

        function onVerified() { verifyDialog.open(); }
    }
}
