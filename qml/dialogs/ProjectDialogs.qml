pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import audiopro

// Asks for the name or the file of a project.
Item {
    id: root

    required property ProjectList projects

    readonly property bool isOpen: naming.opened || file.visible

    function create() { ask(true); }
    function rename() { ask(false); }
    function openFile() { file.open(); }

    function ask(isNew: bool) {
        naming.isNew = isNew;
        naming.name = isNew ? "" : projects.name;
        naming.open();
    }

    anchors.fill: parent

    NameDialog {
        id: naming

        property bool isNew: true

        title: isNew ? qsTr("New project") : qsTr("Rename this project")
        about: isNew ? qsTr("Its audits are kept in a database of their own. The window closes and opens again on it; an audit that runs now is offered again when you come back.") : qsTr("The file keeps its name.")
        action: isNew ? qsTr("Create and open") : qsTr("Rename")
        onNamed: name => isNew ? root.projects.create(name) : root.projects.rename(name)
    }
    FileDialog {
        id: file
        title: qsTr("Open a project file")
        nameFilters: [qsTr("Audiopro databases (*.db)"), qsTr("All files (*)")]
        onAccepted: root.projects.openFile(selectedFile)
    }
}
