pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What can be done with the copies of a recording.
ActionGroup {
    id: root

    required property CopyTable copies
    required property CopiesView view

    readonly property string hidden: copies.isWanted ? "" : qsTr("Show the copies first")

    readonly property AppAction showCopy: AppAction {
        text: qsTr("Show the copy in the table")
        obstacle: root.hidden !== "" ? root.hidden : root.view.noCopy
        onTriggered: root.view.showCopy()
    }
    readonly property AppAction openCopyFolder: AppAction {
        text: qsTr("Open the folder of the copy")
        obstacle: root.hidden !== "" ? root.hidden : root.view.noCopy
        onTriggered: root.view.openCopyFolder()
    }
    readonly property AppAction listen: AppAction {
        text: qsTr("Listen to stored tracks")
        obstacle: root.copies.isListening ? qsTr("It is being done") : !root.copies.hasSearched ? qsTr("Show the copies first") : root.copies.unheard > 0 ? "" : qsTr("Every recording has its fingerprint")
        onTriggered: root.copies.listen()
    }
    readonly property AppAction stopListening: AppAction {
        text: qsTr("Stop listening to stored tracks")
        obstacle: root.copies.isListening ? "" : qsTr("Nothing is being listened to")
        onTriggered: root.copies.stopListening()
    }
    readonly property AppAction searchAgain: AppAction {
        text: qsTr("Look for copies again")
        obstacle: root.copies.isSearching ? qsTr("It is being done") : ""
        onTriggered: root.copies.search()
    }

    title: qsTr("Copies")
}
