pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The known projects, the open one marked, and what can be done with them.
AppMenu {
    id: root

    required property Actions actions
    // [{ name, path, isOpen }]
    required property var recent

    readonly property int mostShown: 9

    signal openAsked(string path)
    signal forgetAsked(string path)

    width: 268

    Instantiator {
        model: root.recent.slice(0, root.mostShown)
        onObjectAdded: (index, item) => root.insertItem(index, item)
        onObjectRemoved: (index, item) => root.removeItem(item)

        AppMenuItem {
            required property var modelData

            text: modelData.name
            hint: modelData.isOpen ? "\u2713" : ""
            Accessible.description: modelData.isOpen ? qsTr("It is open") : modelData.path
            onTriggered: if (!modelData.isOpen) root.openAsked(modelData.path)
        }
    }
    MenuLine {}
    EntryItem { entry: root.actions.project.create }
    EntryItem { entry: root.actions.project.open }
    EntryItem { entry: root.actions.project.rename }
    AppMenu {
        id: forget
        title: qsTr("Forget")
        enabled: root.recent.some(project => !project.isOpen)

        Instantiator {
            model: root.recent.filter(project => !project.isOpen).slice(0, root.mostShown)
            onObjectAdded: (index, item) => forget.insertItem(index, item)
            onObjectRemoved: (index, item) => forget.removeItem(item)

            AppMenuItem {
                required property var modelData

                text: modelData.name
                Accessible.description: qsTr("Leaves it out of this list; its file stays")
                onTriggered: root.forgetAsked(modelData.path)
            }
        }
    }
}
