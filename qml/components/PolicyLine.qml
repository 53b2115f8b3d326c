pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// How a track stands to its policy: a glyph, a line, and every broken rule in the tip.
Item {
    id: root

    // "pass", "fail" or "undetermined"; empty where there is no policy.
    required property string standing
    required property string line
    property string rules: ""

    readonly property color ink: standing === "fail" ? Theme.alert : standing === "pass" ? Theme.genuine : Theme.text2

    visible: standing !== ""
    implicitHeight: visible ? Math.max(words.implicitHeight, 16) : 0
    Accessible.role: Accessible.StaticText
    Accessible.name: line

    Glyph {
        y: 1
        glyph: root.standing === "pass" ? "check" : root.standing === "fail" ? "close" : "dash"
        size: 12
        color: root.ink
    }
    Label {
        id: words
        x: 20
        width: root.width - 20
        text: root.line
        wrapMode: Text.Wrap
        maximumLineCount: 3
        elide: Text.ElideRight
        color: root.ink
        font.pixelSize: Theme.captionSize
    }
    HoverHandler { id: pointer }
    Tip { isShown: pointer.hovered && root.rules !== ""; text: root.rules }
}
