pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One row of the track table.
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
    // Of the view.
    required property var columns
    required property bool isSelected
    required property bool isCurrent
    required property bool hasViewFocus

    signal pressed(int modifiers)
    signal activated()
    signal menuAsked()

    readonly property string chip: state === "failed" ? "failed" : state === "queued" || state === "cancelled" ? state : verdictClass
    readonly property bool isDim: state === "queued" || state === "cancelled" || state === "running"

    function cellText(id: string): string {
        switch (id) {
        case "name": return name;
        case "folder": return folder;
        case "format": return format;
        case "rate": return rateBits;
        case "length": return length;
        case "probability": return probability;
        case "evidence": return state === "running" ? qsTr(stage) : state === "failed" ? (evidence === "" ? error : evidence) : evidence;
        case "lufs": return lufs;
        case "truePeak": return truePeak;
        case "dr": return dr;
        case "clips": return clips;
        }
        return "";
    }

    function cellColor(id: string): color {
        if (id === "name")
            return isDim ? Theme.text2 : Theme.text;
        if (id === "evidence")
            return state === "failed" ? Theme.alert : isSelected ? Theme.text : isDim ? Theme.text3 : Theme.text2;
        if ((id === "truePeak" && hasTruePeakOver) || (id === "clips" && hasClips))
            return Theme.alert;
        return isSelected ? Theme.text : Theme.text2;
    }

    implicitHeight: Theme.rowHeight
    color: isSelected ? Theme.selected : pointer.hovered ? Theme.hover : "transparent"
    Accessible.role: Accessible.Row
    Accessible.name: name + ", " + Theme.verdictWord(chip) + ", " + evidence
    Accessible.selected: isSelected

    Rectangle { visible: root.isSelected; width: 3; height: parent.height; color: Theme.accent }

    Row {
        height: parent.height

        Repeater {
            model: root.columns

            Item {
                id: cell

                required property var modelData
                readonly property string column: modelData.id

                width: modelData.width
                height: root.height

                VerdictChip {
                    x: 8
                    anchors.verticalCenter: parent.verticalCenter
                    visible: cell.column === "verdict" && root.state !== "running" && root.chip !== ""
                    verdictClass: cell.column === "verdict" ? root.chip : ""
                }
                Loader {
                    active: cell.column === "verdict" && root.state === "running"
                    x: 14
                    anchors.verticalCenter: parent.verticalCenter
                    sourceComponent: Row {
                        spacing: 8

                        Rectangle {
                            anchors.verticalCenter: parent.verticalCenter
                            width: 56; height: 4; radius: 2
                            color: Theme.line

                            Rectangle { width: parent.width * root.progress; height: 4; radius: 2; color: Theme.accent }
                        }
                        Label { text: Math.round(root.progress * 100) + " %"; isMono: true; color: Theme.text2; font.pixelSize: Theme.captionSize }
                    }
                }
                Glyph {
                    anchors.centerIn: parent
                    visible: cell.column === "integrity" && root.integrity !== ""
                    glyph: cell.column !== "integrity" ? "" : root.integrity === "intact" ? "check" : root.integrity === "damaged" ? "bolt" : root.integrity === "undetermined" ? "dash" : ""
                    size: 13
                    color: root.integrity === "damaged" ? Theme.alert : root.integrity === "intact" ? Theme.text2 : Theme.text3
                }
                Label {
                    visible: cell.column !== "verdict" && cell.column !== "integrity"
                    x: 6
                    width: cell.width - 12
                    height: cell.height
                    text: root.cellText(cell.column)
                    color: root.cellColor(cell.column)
                    isMono: cell.modelData.isMono
                    horizontalAlignment: cell.modelData.alignRight ? Text.AlignRight : Text.AlignLeft
                    elide: cell.column === "folder" ? Text.ElideLeft : Text.ElideRight
                }
            }
        }
    }
    FocusRing { isShown: root.isCurrent && root.hasViewFocus; inset: 1 }

    HoverHandler { id: pointer }
    TapHandler {
        acceptedButtons: Qt.LeftButton
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: root.pressed(point.modifiers)
        onDoubleTapped: root.activated()
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: root.menuAsked()
    }
    Tip { isShown: pointer.hovered; delay: 900; text: root.path + (root.evidence === "" ? "" : "\n" + root.evidence) + (root.error === "" || root.error === root.evidence ? "" : "\n" + root.error) }
}
