pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// What a comparison measured, line by line, and what is left in each third octave.
GridLayout {
    id: root

    // [{ label, value, remark }]
    required property var facts
    // [{ label, a, residual }]
    required property var bands
    property bool isCompact: false

    columns: isCompact ? 2 : 1
    columnSpacing: 12
    rowSpacing: 8

    Card {
        title: qsTr("What was measured")
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 1
        isFilling: true

        ListView {
            id: lines
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            model: root.facts
            Accessible.role: Accessible.List
            Accessible.name: qsTr("What was measured")
            Basic.ScrollBar.vertical: ThinScrollBar {}

            delegate: Item {
                id: fact

                required property var modelData

                width: ListView.view.width - 12
                height: remark.visible ? 38 : 24
                Accessible.role: Accessible.StaticText
                Accessible.name: Theme.joined([modelData.label, modelData.value, modelData.remark], ", ")

                Label {
                    y: 3
                    width: parent.width - value.width - 12
                    text: fact.modelData.label
                    color: Theme.text2
                    elide: Text.ElideRight
                }
                Label { id: value; y: 3; anchors.right: parent.right; text: fact.modelData.value; isMono: true }
                Label {
                    id: remark
                    y: 19
                    anchors.right: parent.right
                    width: parent.width
                    visible: text !== ""
                    text: fact.modelData.remark
                    horizontalAlignment: Text.AlignRight
                    color: Theme.text3
                    font.pixelSize: Theme.captionSize
                    elide: Text.ElideRight
                }
                Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
            }
        }
    }
    Card {
        visible: root.bands.length > 0
        title: qsTr("Null test by frequency")
        note: qsTr("third octaves, dBFS")
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.preferredHeight: root.isCompact ? -1 : 210
        Layout.fillHeight: root.isCompact
        isFilling: true

        ResidualBands { Layout.fillWidth: true; Layout.fillHeight: true; bands: root.bands }
    }
    Label {
        Layout.fillWidth: true
        Layout.columnSpan: root.columns
        text: qsTr("A null test shows a difference, never which track came first.")
        color: Theme.text3
        font.pixelSize: Theme.captionSize
        wrapMode: Text.Wrap
    }
}
