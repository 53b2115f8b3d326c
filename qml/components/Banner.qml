pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// A line of words over the table that can be dismissed, with at most one action.
Rectangle {
    id: root

    required property string message
    property string action: ""
    property bool isAlert: false

    signal acted()
    signal dismissed()

    implicitHeight: Math.max(40, words.implicitHeight + 16)
    color: isAlert ? Theme.tinted(Theme.panel, Theme.alert, 0.14) : Theme.selected
    Accessible.role: Accessible.AlertMessage
    Accessible.name: message

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 12
        anchors.rightMargin: 4
        spacing: 8

        Glyph { glyph: root.isAlert ? "limited" : "reload"; color: root.isAlert ? Theme.alert : Theme.accent }
        Label {
            id: words
            Layout.fillWidth: true
            text: root.message
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
        }
        ActionButton {
            visible: root.action !== ""
            kind: "outlined"
            implicitHeight: 28
            text: root.action
            onClicked: root.acted()
        }
        ActionButton {
            glyph: "close"
            tip: qsTr("Dismiss")
            onClicked: root.dismissed()
        }
    }
}
