pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Text in the window's own font.
Text {
    id: root

    property bool isMono: false

    color: Theme.text
    font.family: isMono ? Theme.mono : Theme.sans
    font.pixelSize: Theme.textSize
    font.hintingPreference: Font.PreferNoHinting
    textFormat: Text.PlainText
    renderType: Text.NativeRendering
    verticalAlignment: Text.AlignVCenter
}
