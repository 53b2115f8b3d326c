pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A button that does one action.
ActionButton {
    id: root

    required property AppAction entry
    property bool isIconOnly: false

    text: isIconOnly ? "" : entry.menuText
    glyph: entry.glyph
    tip: entry.tip
    enabled: entry.isEnabled
    Accessible.name: entry.menuText
    onClicked: root.entry.trigger()
}
