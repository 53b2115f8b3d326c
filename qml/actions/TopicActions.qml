pragma ComponentBehavior: Bound

import QtQml
import QtQuick
import audiopro

// One action for each topic of the help, for those who look for a word.
ActionGroup {
    id: root

    // [{ id, name }]
    required property var topics

    signal topicAsked(string id)

    readonly property Instantiator made: Instantiator {
        model: root.topics

        delegate: AppAction {
            required property var modelData

            name: modelData.id
            group: root.title
            text: qsTr("What is: %1").arg(modelData.name)
            glyph: "info"
            isOnlyFound: true
            onTriggered: root.topicAsked(modelData.id)
        }
    }

    function entries(): var {
        return [...Array(made.count).keys()].map(at => made.objectAt(at));
    }

    title: qsTr("Help on a word")
}
