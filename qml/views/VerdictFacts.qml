pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Who decided, how far above chance, and whether the file is intact. Integrity stands beside the verdict, never in it.
RowLayout {
    id: root

    required property Detail detail
    property bool isCompact: false

    // For the glyphs, the gaps and every word.
    readonly property bool hasRoom: width > 84 + decided.implicitWidth + figures.implicitWidth + whole.implicitWidth
    readonly property bool isDamaged: detail.integrity === "damaged"

    readonly property string shortWord: {
        switch (detail.integrity) {
        case "intact": return qsTr("Intact");
        case "damaged": return qsTr("Damaged");
        case "undetermined": return qsTr("Integrity unknown");
        }
        return "";
    }

    component Fact: Label { color: Theme.text3; font.pixelSize: Theme.captionSize; elide: Text.ElideRight }
    component Separator: Rectangle { implicitWidth: 1; implicitHeight: 12; color: Theme.line }

    spacing: 8

    Glyph { visible: !root.isCompact && root.detail.decidedBy !== ""; glyph: "lock"; size: 12; color: Theme.text3 }
    Fact { id: decided; visible: root.detail.decidedBy !== ""; text: root.detail.decidedBy }
    Separator { visible: root.detail.zText !== "" }
    Fact { id: figures; visible: root.detail.zText !== ""; text: root.detail.zText; isMono: true; color: Theme.text2 }
    Separator { visible: root.detail.decidedBy !== "" && root.detail.integrityText !== "" }
    Glyph {
        visible: root.detail.integrityText !== ""
        glyph: root.detail.integrity === "intact" ? "check" : root.isDamaged ? "bolt" : "dash"
        size: 12
        color: root.isDamaged ? Theme.alert : Theme.text3
    }
    Fact {
        Layout.fillWidth: true
        // Where all of it has no room, the word alone rather than a part of it.
        text: root.isCompact || (root.detail.integrity === "intact" && !root.hasRoom) ? root.shortWord : root.detail.integrityText
        color: root.isDamaged ? Theme.alert : Theme.text3

        Fact { id: whole; visible: false; text: root.detail.integrityText }
        HoverHandler { id: pointer }
        Tip { isShown: pointer.hovered; text: root.detail.integrityText }
    }
}
