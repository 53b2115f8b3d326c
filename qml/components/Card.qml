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
    // Whether the body takes the height that the box has more than it needs.
    property bool isFilling: false
    // At the right of the title.
    property alias extra: more.data
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
        height: root.isFilling ? root.height - 20 : implicitHeight
        spacing: 6

        RowLayout {
            Layout.preferredHeight: 24
            spacing: 8

            Label { text: root.title; font.pixelSize: Theme.proseSize; font.weight: Font.DemiBold }
            Label { Layout.fillWidth: true; text: root.note; color: Theme.text3; font.pixelSize: Theme.captionSize; elide: Text.ElideRight }
            Row { id: more; visible: children.length > 0 }
            LinkButton { visible: root.action !== ""; text: root.action; onClicked: root.acted() }
        }
        ColumnLayout {
            id: body
            Layout.fillWidth: true
            Layout.fillHeight: root.isFilling
            spacing: 0
        }
    }
}
