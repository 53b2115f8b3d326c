pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Projects: audits that are kept apart, each in a database of its own.
ActionGroup {
    id: root

    required property string name

    signal createAsked()
    signal openAsked()
    signal renameAsked()

    readonly property AppAction create: AppAction {
        text: qsTr("New project")
        menuText: qsTr("New...")
        about: qsTr("Start a database of its own; it opens in the place of this one")
        onTriggered: root.createAsked()
    }
    readonly property AppAction open: AppAction {
        text: qsTr("Open a project file")
        menuText: qsTr("Open file...")
        onTriggered: root.openAsked()
    }
    readonly property AppAction rename: AppAction {
        text: qsTr("Rename this project")
        menuText: qsTr("Rename...")
        obstacle: root.name === "" ? qsTr("No project is open") : ""
        onTriggered: root.renameAsked()
    }

    title: qsTr("Project")
}
