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

    implicitHeight: body.y + body.implicitHeight + 12
    color: Theme.raised
    border.color: Theme.line
    radius: Theme.cardRadius

    RowLayout {
        x: 12
        y: 8
        width: root.width - 24
        height: 24
        spacing: 8

        Label {
            Layout.maximumWidth: root.width - 24 - (more.visible ? more.width + 8 : 0) - (link.visible ? link.width + 8 : 0)
            text: root.title
            font.pixelSize: Theme.proseSize
            font.weight: Font.DemiBold
            elide: Text.ElideRight
        }
        Label { Layout.fillWidth: true; text: root.note; color: Theme.text3; font.pixelSize: Theme.captionSize; elide: Text.ElideRight }
        Row { id: more; visible: children.length > 0 }
        LinkButton { id: link; visible: root.action !== ""; text: root.action; onClicked: root.acted() }
    }
    ColumnLayout {
        id: body
        x: 12
        y: 38
        width: root.width - 24
        height: root.isFilling ? root.height - y - 12 : undefined
        spacing: 0
    }
}
