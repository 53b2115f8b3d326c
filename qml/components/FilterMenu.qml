pragma ComponentBehavior: Bound

import QtQml
import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// The saved filters, and what saves one more.
AppMenu {
    id: root

    // [string]
    required property var names

    signal used(string name)
    signal quarantinedAsked()
    signal dialogAsked()

    implicitWidth: 260

    AppMenuItem { text: qsTr("Tracks in quarantine"); onTriggered: root.quarantinedAsked() }
    Basic.MenuSeparator { contentItem: Rectangle { implicitHeight: 1; color: Theme.line } }
    AppMenuItem { text: root.names.length > 0 ? qsTr("Save, rename or remove...") : qsTr("Save this filter..."); onTriggered: root.dialogAsked() }

    Instantiator {
        model: root.names

        delegate: AppMenuItem {
            required property string modelData

            text: modelData
            onTriggered: root.used(modelData)
        }
        // Above the two entries that are always there, in their order.
        onObjectAdded: (index, object) => root.insertItem(index, object as Basic.MenuItem)
        onObjectRemoved: (index, object) => root.removeItem(object as Basic.MenuItem)
    }
}
