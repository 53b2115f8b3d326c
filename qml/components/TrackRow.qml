pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One row of the track table. Cheap to build and to reuse: one chip, one glyph, a label a column.
Rectangle {
    id: root

    // Roles of the model.
    required property int index
    required property int trackId
    required property string name
    required property string folder
    required property string path
    required property string state
    required property string verdictClass
    required property real progress
    required property string stage
    required property string format
    required property string rateBits
    required property string length
    required property string probability
    required property string evidence
    required property string lufs
    required property string truePeak
    required property string dr
    required property string clips
    required property bool hasTruePeakOver
    required property bool hasClips
    required property string integrity
    required property string error
    // Of the view: the columns between verdict and integrity, see TrackColumns.
    required property var columns
    required property real verdictWidth
    required property real nameWidth
    required property bool isSelected
    required property bool isCurrent
    required property bool hasViewFocus

    readonly property bool isRunning: state === "running"
    readonly property bool isDim: isRunning || state === "queued" || state === "cancelled"
    readonly property string chip: state === "failed" || state === "queued" || state === "cancelled" ? state : isRunning ? "" : verdictClass
    readonly property alias isHovered: pointer.hovered

    signal pressed(int modifiers)
    signal activated()
    signal menuAsked()

    function cellText(column: string): string {
        switch (column) {
        case "name": return name;
        case "folder": return folder;
        case "format": return format;
        case "rate": return rateBits;
        case "length": return length;
        case "probability": return probability;
        case "evidence": return isRunning ? stage : state === "failed" && evidence === "" ? error : evidence;
        case "lufs": return lufs;
        case "truePeak": return truePeak;
        case "dr": return dr;
        case "clips": return clips;
        }
        return "";
    }

    function cellColor(column: string): color {
        if (column === "name")
            return isDim ? Theme.text2 : Theme.text;
        if (column === "evidence" && state === "failed" || column === "truePeak" && hasTruePeakOver || column === "clips" && hasClips)
            return Theme.alert;
        if (isSelected)
            return Theme.text;
        return isDim || column === "folder" || column === "format" ? Theme.text3 : Theme.text2;
    }

    implicitHeight: Theme.rowHeight
    color: isSelected ? Theme.selected : pointer.hovered ? Theme.hover : Theme.table
    Accessible.role: Accessible.Row
    Accessible.name: [name, Theme.verdictWord(chip), cellText("evidence"), integrity].filter(part => part !== "").join(", ")
    Accessible.selected: isSelected
    Accessible.focusable: true
    Accessible.focused: isCurrent && hasViewFocus
    Accessible.onPressAction: root.pressed(Qt.NoModifier)

    Rectangle { visible: root.isSelected; width: 3; height: parent.height; color: Theme.accent }

    VerdictChip {
        x: 12
        anchors.verticalCenter: parent.verticalCenter
        visible: root.chip !== ""
        verdictClass: root.chip
    }
    ProgressLine {
        x: 17
        anchors.verticalCenter: parent.verticalCenter
        visible: root.isRunning
        width: 52
        share: root.isRunning ? root.progress : 0
    }
    Label {
        x: 77
        height: root.height
        visible: root.isRunning
        text: root.isRunning ? qsTr("%1 %").arg(Math.round(root.progress * 100)) : ""
        isMono: true
        color: Theme.text2
        font.pixelSize: Theme.captionSize
    }
    Row {
        id: cells
        x: root.verdictWidth

        Repeater {
            model: root.columns

            Label {
                required property var modelData

                width: modelData.id === "name" ? root.nameWidth : modelData.width
                height: root.height
                leftPadding: modelData.isMono ? 2 : 6
                rightPadding: 6
                text: root.cellText(modelData.id)
                color: root.cellColor(modelData.id)
                isMono: modelData.isMono
                // A figure too long for its column shrinks: a figure cut off is another figure.
                font.pixelSize: modelData.isMono && text.length > modelData.characters ? Theme.axisSize : Theme.textSize
                horizontalAlignment: modelData.isMono ? Text.AlignRight : Text.AlignLeft
                elide: modelData.id === "folder" ? Text.ElideLeft : Text.ElideRight
            }
        }
    }
    Glyph {
        x: cells.x + cells.width + 8
        anchors.verticalCenter: parent.verticalCenter
        visible: root.integrity !== ""
        glyph: root.integrity === "intact" ? "check" : root.integrity === "damaged" ? "bolt" : root.integrity === "" ? "" : "dash"
        size: 14
        color: root.integrity === "damaged" ? Theme.alert : Theme.text2
    }
    FocusRing { isShown: root.isCurrent && root.hasViewFocus; inset: 1 }

    HoverHandler { id: pointer }
    TapHandler {
        acceptedButtons: Qt.LeftButton
        onTapped: root.pressed(point.modifiers)
        onDoubleTapped: root.activated()
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: root.menuAsked()
    }
}
