pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A menu in the window's colours.
Basic.Menu {
    id: root

    padding: 4
    implicitWidth: 220
    // Its entry in the menu above.
    delegate: AppMenuItem { hint: subMenu ? "\u203a" : "" }
    background: Rectangle {
        implicitWidth: 220
        color: Theme.raised
        border.color: Theme.outline
        radius: Theme.cardRadius
    }
}
