pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// What was measured, and what is written on the file: shown, never used as proof.
ListView {
    id: root

    required property Detail detail

    clip: true
    model: JSON.parse(detail.metadataJson === "" ? "[]" : detail.metadataJson)
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    section.property: "modelData.group"
    Basic.ScrollBar.vertical: ThinScrollBar {}
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Metadata and measurements")

    delegate: Item {
        id: row

        required property var modelData
        required property int index
        readonly property bool isFirst: index === 0 || root.model[index - 1].group !== modelData.group

        width: root.width - 12
        height: (isFirst ? 28 : 0) + Math.max(22, value.implicitHeight + 6)

        Label {
            visible: row.isFirst
            y: 8
            text: row.modelData.group
            font.weight: Font.DemiBold
            color: Theme.text2
        }
        Label {
            y: (row.isFirst ? 28 : 0) + 3
            width: 150
            text: row.modelData.name
            elide: Text.ElideRight
            color: Theme.text3
        }
        TextEdit {
            id: value
            x: 160
            y: (row.isFirst ? 28 : 0) + 3
            width: row.width - 160
            text: row.modelData.value
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.Wrap
            readOnly: true
            selectByMouse: true
            color: Theme.text
            selectionColor: Theme.accentFill
            selectedTextColor: Theme.inkOnAccent
            font.family: Theme.mono
            font.pixelSize: Theme.captionSize
        }
    }
}
