pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// An entry of a menu that does one action.
AppMenuItem {
    id: root

    required property AppAction entry

    text: entry.menuText
    hint: entry.keyText
    enabled: entry.isEnabled
    Accessible.description: entry.tip
    onTriggered: root.entry.trigger()
}
