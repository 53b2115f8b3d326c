pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A button with glyph, words or both. `kind`: "flat" in bars, "outlined" in cards, "filled" for the one main action.
Basic.AbstractButton {
    id: root

    property string glyph: ""
    property string kind: "flat"
    property string tip: ""
    property string hint: ""
    property bool isMenu: false
    property bool isOn: false
    readonly property color ink: !enabled ? Theme.disabled : kind === "filled" ? Theme.inkOnAccent : Theme.text
    property color glyphInk: kind === "flat" && enabled && text !== "" ? Theme.text2 : ink

    implicitHeight: 32
    implicitWidth: content.implicitWidth + (text === "" ? 16 : 22)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: text !== "" ? text : tip
    Accessible.description: tip

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Rectangle {
        radius: Theme.buttonRadius
        color: {
            if (root.kind === "filled")
                return root.enabled ? (root.hovered ? Qt.lighter(Theme.accentFill, 1.1) : Theme.accentFill) : Theme.line;
            if (root.isOn)
                return Theme.selected;
            return root.down ? Theme.selected : root.hovered && root.enabled ? Theme.hover : "transparent";
        }
        border.width: root.kind === "outlined" ? 1 : 0
        border.color: root.enabled ? Theme.outline : Theme.line
        Behavior on color { ColorAnimation { duration: Theme.hoverDuration } }

        FocusRing { isShown: root.visualFocus }
    }

    Row {
        id: content
        anchors.centerIn: parent
        spacing: 8

        Glyph {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.glyph !== ""
            glyph: root.glyph
            color: root.glyphInk
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.text !== ""
            text: root.text
            color: root.ink
            font.pixelSize: Theme.textSize
            font.weight: Font.Medium
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.hint !== ""
            text: root.hint
            isMono: true
            color: Theme.text3
            font.pixelSize: Theme.captionSize
        }
        Glyph {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.isMenu
            glyph: "chevron-down"
            size: 12
            color: root.ink
        }
    }

    Tip { isShown: root.hovered && root.tip !== ""; text: root.tip }
}
