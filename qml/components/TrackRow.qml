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
    required property bool isMarked
    // Where the file was, of one in quarantine.
    required property string quarantinedFrom
    // Of the view.
    required property TrackColumns layout
    required property real nameWidth
    required property bool isSelected
    required property bool isCurrent
    required property bool hasViewFocus

    readonly property bool isRunning: state === "running"
    readonly property bool isFailed: state === "failed"
    readonly property bool isAway: quarantinedFrom !== ""
    readonly property bool isDim: isRunning || state === "queued" || state === "cancelled"
    readonly property string chip: isFailed || state === "queued" || state === "cancelled" ? state : isRunning ? "" : verdictClass
    readonly property string evidenceText: isRunning ? stage : isFailed && evidence === "" ? error : evidence
    readonly property color figureInk: isSelected ? Theme.text : isDim ? Theme.text3 : Theme.text2
    readonly property color faintInk: isSelected ? Theme.text : Theme.text3
    readonly property color evidenceInk: isFailed ? Theme.alert : figureInk
    readonly property color truePeakInk: hasTruePeakOver ? Theme.alert : figureInk
    readonly property color clipsInk: hasClips ? Theme.alert : figureInk
    readonly property alias isHovered: pointer.containsMouse

    signal pressed(int modifiers)
    signal activated()
    signal menuAsked()

    // Words, elided at the right.
    component Words: Label {
        height: root.height
        leftPadding: 6
        rightPadding: 6
        elide: Text.ElideRight
    }
    // A figure, right-aligned. Too long for its column, it shrinks: a figure cut off is another figure.
    component Figure: Label {
        height: root.height
        rightPadding: 6
        isMono: true
        color: root.figureInk
        font.pixelSize: text.length * 7.2 > width - 8 ? Theme.axisSize : Theme.textSize
        horizontalAlignment: Text.AlignRight
    }

    implicitHeight: Theme.rowHeight
    color: isSelected ? Theme.selected : pointer.containsMouse ? Theme.hover : Theme.table
    Accessible.role: Accessible.Row
    Accessible.name: name + ", " + Theme.verdictWord(chip) + ", " + evidenceText + ", " + integrity + (isAway ? ", " + qsTr("in quarantine") : "")
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
        isMarked: root.isMarked
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
        x: root.layout.verdictWidth

        Words { width: root.nameWidth; leftPadding: root.isAway ? 24 : 6; text: root.name; color: root.isAway ? root.faintInk : root.isDim ? Theme.text2 : Theme.text }
        Words { visible: root.layout.has.folder; width: 98; text: root.folder; color: root.faintInk; elide: Text.ElideLeft }
        Words { visible: root.layout.has.format; width: 52; text: root.format; color: root.faintInk }
        Figure { visible: root.layout.has.rate; width: 64; text: root.rateBits }
        Figure { visible: root.layout.has.length; width: 50; text: root.length }
        Figure { visible: root.layout.has.probability; width: 56; text: root.probability }
        Words { visible: root.layout.has.evidence; width: 148; text: root.evidenceText; color: root.evidenceInk }
        Figure { visible: root.layout.has.lufs; width: 50; text: root.lufs }
        Figure { visible: root.layout.has.truePeak; width: 50; text: root.truePeak; color: root.truePeakInk }
        Figure { visible: root.layout.has.dr; width: 30; text: root.dr }
        Figure { visible: root.layout.has.clips; width: 40; text: root.clips; color: root.clipsInk }
    }
    Glyph {
        x: cells.x + cells.width + 8
        anchors.verticalCenter: parent.verticalCenter
        visible: root.integrity !== "" && root.layout.has.integrity
        glyph: root.integrity === "intact" ? "check" : root.integrity === "damaged" ? "bolt" : root.integrity === "" ? "" : "dash"
        size: 14
        color: root.integrity === "damaged" ? Theme.alert : Theme.text2
    }
    Glyph {
        x: cells.x + 6
        anchors.verticalCenter: parent.verticalCenter
        visible: root.isAway
        // Without a name no picture is loaded: few rows have it.
        glyph: root.isAway ? "box" : ""
        size: 12
        color: root.faintInk
    }
    FocusRing { isShown: root.isCurrent && root.hasViewFocus; inset: 1 }

    MouseArea {
        id: pointer
        anchors.fill: parent
        hoverEnabled: true
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        onPressed: mouse => {
            if (mouse.button === Qt.LeftButton)
                root.pressed(mouse.modifiers);
            else
                root.menuAsked();
        }
        onDoubleClicked: mouse => {
            if (mouse.button === Qt.LeftButton)
                root.activated();
        }
    }
}
