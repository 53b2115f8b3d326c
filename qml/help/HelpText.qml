pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// One topic in full: what it is, by which standard, what is usual, what it does not mean.
ColumnLayout {
    id: root

    // As in HelpTopics; null for none.
    required property var topic

    // Name and text of each fact in turn: the cells of the table.
    readonly property var cells: topic === null ? [] : [
        [qsTr("Basis"), topic.standard], [qsTr("Usual"), topic.usual], [qsTr("Caution"), topic.caution]
    ].filter(fact => fact[1] !== "").reduce((cells, fact) => cells.concat(fact), [])

    spacing: 8
    Accessible.role: Accessible.Grouping
    Accessible.name: topic === null ? "" : topic.name + ". " + topic.text

    RowLayout {
        spacing: 8

        Label { Layout.fillWidth: true; text: root.topic === null ? "" : root.topic.name; font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold; elide: Text.ElideRight }
        Label { visible: text !== ""; text: root.topic === null ? "" : root.topic.unit; isMono: true; color: Theme.text3; font.pixelSize: Theme.captionSize }
    }
    Label {
        Layout.fillWidth: true
        text: root.topic === null ? "" : root.topic.text
        wrapMode: Text.Wrap
        font.pixelSize: Theme.proseSize
        lineHeight: 20
        lineHeightMode: Text.FixedHeight
    }
    GridLayout {
        Layout.topMargin: 4
        columns: 2
        columnSpacing: 12
        rowSpacing: 8

        Repeater {
            model: root.cells

            Label {
                required property int index
                required property string modelData
                readonly property bool isName: index % 2 === 0

                Layout.fillWidth: !isName
                Layout.preferredWidth: isName ? 60 : -1
                Layout.alignment: Qt.AlignTop
                text: modelData
                color: isName ? Theme.text3 : Theme.text2
                wrapMode: Text.Wrap
                lineHeight: 18
                lineHeightMode: Text.FixedHeight
            }
        }
    }
}
