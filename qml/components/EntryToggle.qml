pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// A glyph that does one action and shows whether it is on. A click leaves the keyboard where it was.
EntryButton {
    id: root

    implicitWidth: 30
    isIconOnly: true
    focusPolicy: Qt.TabFocus
    glyphInk: isOn ? Theme.accent : ink
    Accessible.checkable: true
    Accessible.checked: isOn
}
