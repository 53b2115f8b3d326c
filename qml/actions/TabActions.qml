pragma ComponentBehavior: Bound

import QtQml
import QtQuick
import audiopro

// One action for each tab of the detail.
ActionGroup {
    id: root

    // [string]
    required property var titles

    signal tabAsked(int at)

    readonly property Instantiator made: Instantiator {
        model: root.titles

        delegate: AppAction {
            required property string modelData
            required property int index

            name: "tab" + (index + 1)
            group: root.title
            text: modelData
            keys: index < 9 ? ["Ctrl+" + (index + 1)] : []
            onTriggered: root.tabAsked(index)
        }
    }

    function entries(): var {
        return [...Array(made.count).keys()].map(at => made.objectAt(at));
    }

    title: qsTr("Tabs of the detail")
}
