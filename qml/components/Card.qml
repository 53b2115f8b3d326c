pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// A titled box.
Rectangle {
    id: root

    required property string title
    property string note: ""
    property string action: ""
    default property alias content: body.data

    signal acted()

    implicitHeight: column.implicitHeight + 20
    color: Theme.raised
    border.color: Theme.line
    radius: Theme.cardRadius

    ColumnLayout {
        id: column
        x: 12
        y: 8
        width: root.width - 24
        spacing: 6

        RowLayout {
            Layout.preferredHeight: 24
            spacing: 8

            Label { text: root.title; font.pixelSize: Theme.proseSize; font.weight: Font.DemiBold }
            Label { Layout.fillWidth: true; text: root.note; color: Theme.text3; font.pixelSize: Theme.captionSize; elide: Text.ElideRight }
            LinkButton { visible: root.action !== ""; text: root.action; onClicked: root.acted() }
        }
        ColumnLayout {
            id: body
            Layout.fillWidth: true
            spacing: 0
        }
    }
}
