pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A topic beside what it explains.
Basic.Popup {
    id: root

    required property string topic

    readonly property HelpTopics topics: HelpTopics {}

    width: 376
    padding: 16
    margins: 8
    focus: true
    background: DialogBox {}
    contentItem: HelpText { topic: root.topics.find(root.topic) }
}
