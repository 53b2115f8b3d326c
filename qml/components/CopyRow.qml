pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One row of the copies view: the head of a group, or one of its sources with how it stands to the best one.
Rectangle {
    id: root

    // Roles of the model.
    required property int index
    required property int trackId
    required property bool isGroup
    required property string name
    required property string folder
    required property string path
    required property string verdictClass
    required property string format
    required property string length
    required property string copies
    required property string kinship
    required property string kinshipText
    required property string reasons
    // Of the view.
    required property bool isCompact
    required property bool isSelected
    required property bool isCurrent
    required property bool hasViewFocus

    readonly property bool isBest: kinship === "best"
    readonly property color faintInk: isSelected ? Theme.text : Theme.text3
    readonly property real reasonsWidth: Math.round((width - 122) * (isCompact ? 0.5 : 0.45))
    readonly property alias isHovered: pointer.containsMouse
    readonly property string words: isGroup ? "" : Theme.joined([path, kinshipText, reasons], "\n")

    signal pressed(int modifiers)
    signal activated()

    implicitHeight: Theme.rowHeight + 18
    color: isGroup ? Theme.panel : isSelected ? Theme.selected : pointer.containsMouse ? Theme.hover : Theme.table
    Accessible.role: isGroup ? Accessible.StaticText : Accessible.Row
    Accessible.name: isGroup ? Theme.joined([name, copies, length], ", ") : Theme.joined([name, Theme.verdictWord(verdictClass), kinshipText, reasons, format], ", ")
    Accessible.description: path
    Accessible.selected: isSelected
    Accessible.focusable: !isGroup
    Accessible.focused: isCurrent && hasViewFocus
    Accessible.onPressAction: root.pressed(Qt.NoModifier)

    // Two lines, the first the larger.
    component Lines: Item {
        id: lines

        property alias first: firstLine.text
        property alias second: secondLine.text
        property alias firstInk: firstLine.color
        property alias firstWeight: firstLine.font.weight
        property int secondElide: Text.ElideRight

        height: root.height

        Label { id: firstLine; y: parent.height / 2 - height; width: parent.width - 12; elide: Text.ElideRight }
        Label { id: secondLine; y: parent.height / 2 + 1; width: parent.width - 12; elide: lines.secondElide; color: root.faintInk; font.pixelSize: Theme.captionSize }
    }

    Rectangle { visible: root.isSelected && !root.isGroup; width: 3; height: parent.height; color: Theme.accent }

    Lines {
        visible: root.isGroup
        x: 12
        width: parent.width - 80
        first: root.name
        firstWeight: Font.DemiBold
        second: root.copies
    }
    Label {
        visible: root.isGroup
        anchors.right: parent.right
        anchors.rightMargin: 18
        height: parent.height
        text: root.length
        isMono: true
        color: Theme.text2
    }
    VerdictChip {
        x: 12
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.isGroup && root.verdictClass !== ""
        verdictClass: root.verdictClass
    }
    Lines {
        visible: !root.isGroup
        x: 128
        width: root.width - 128 - root.reasonsWidth - (stream.visible ? stream.width : 0)
        first: root.name
        second: root.folder
        secondElide: Text.ElideLeft
    }
    Label {
        id: stream
        visible: !root.isGroup && !root.isCompact
        x: root.width - root.reasonsWidth - width
        width: 112
        height: parent.height
        text: root.format
        color: root.faintInk
        elide: Text.ElideRight
    }
    Lines {
        visible: !root.isGroup
        x: root.width - root.reasonsWidth
        width: root.reasonsWidth
        first: root.kinshipText
        firstInk: root.isBest ? Theme.genuine : Theme.text
        firstWeight: root.isBest ? Font.DemiBold : Font.Normal
        second: root.reasons
    }
    Rectangle { visible: root.isGroup; width: parent.width; height: 1; color: Theme.line }
    FocusRing { isShown: root.isCurrent && !root.isGroup && root.hasViewFocus; inset: 1 }

    MouseArea {
        id: pointer
        anchors.fill: parent
        enabled: !root.isGroup
        hoverEnabled: true
        onPressed: mouse => root.pressed(mouse.modifiers)
        onDoubleClicked: root.activated()
    }
}
