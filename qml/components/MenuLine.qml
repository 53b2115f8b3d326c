pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A line between entries of a menu.
Basic.MenuSeparator {
    id: root

    padding: 4
    contentItem: Rectangle { implicitWidth: 180; implicitHeight: 1; color: Theme.line }
}
