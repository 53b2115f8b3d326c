pragma ComponentBehavior: Bound

import QtQml
import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// Which columns the table has. One that a narrow window leaves out comes back with its width.
AppMenu {
    id: root

    // See TrackColumns.
    required property var columns
    // [string]
    required property var unwanted

    signal chosen(var unwanted)

    function toggle(id: string) {
        chosen(unwanted.includes(id) ? unwanted.filter(known => known !== id) : unwanted.concat([id]));
    }

    Instantiator {
        model: root.columns

        delegate: AppMenuItem {
            required property var modelData
            readonly property bool isShown: !root.unwanted.includes(modelData.id)

            text: modelData.title === "" ? qsTr("Integrity") : modelData.title
            hint: isShown ? "\u2713" : ""
            Accessible.role: Accessible.CheckBox
            Accessible.checked: isShown
            onTriggered: root.toggle(modelData.id)
        }
        onObjectAdded: (index, object) => root.insertItem(index, object as Basic.MenuItem)
        onObjectRemoved: (index, object) => root.removeItem(object as Basic.MenuItem)
    }
}
