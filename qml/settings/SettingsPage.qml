pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// A page of the settings: names at the left, what can be set at the right; it scrolls where it has no room.
Flickable {
    id: root

    default property alias content: form.data

    implicitHeight: form.implicitHeight + 32
    contentHeight: form.implicitHeight + 32
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    Basic.ScrollBar.vertical: ThinScrollBar {}

    GridLayout {
        id: form
        x: 16
        y: 16
        width: root.width - 32
        columns: 2
        columnSpacing: 16
        rowSpacing: 14
    }
}
