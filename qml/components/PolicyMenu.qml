pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The policies that tracks can be held against, the one in use marked.
AppMenu {
    id: root

    // [{ id, name, about, isOn }]
    required property var policies
    // Chooses a file.
    required property AppAction entry

    signal chosen(string id)

    title: qsTr("Policy")
    width: 240

    Instantiator {
        model: root.policies
        onObjectAdded: (index, item) => root.insertItem(index, item)
        onObjectRemoved: (index, item) => root.removeItem(item)

        AppMenuItem {
            required property var modelData

            text: modelData.name
            hint: modelData.isOn ? "\u2713" : ""
            Accessible.description: modelData.isOn ? qsTr("It is in use") : modelData.about
            onTriggered: root.chosen(modelData.id)
        }
    }
    EntryItem { entry: root.entry }
}
