pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One entry of a track's history: an audit, or the auditor's own verdict.
Item {
    id: root

    // { kind, at, verdictClass, probability, words, took, version, isPresent, problem, change, note, fileAt, fileSize }
    required property var entry
    property bool isCurrent: false

    readonly property string date: Theme.dateTime(entry.at)
    readonly property string facts: Theme.joined([entry.words, entry.took, entry.version], " \u00b7 ")
    readonly property string file: entry.fileSize === "" ? "" : qsTr("File of %1, %2").arg(Theme.dateTime(entry.fileAt)).arg(entry.fileSize)
    // What stands below the date, whole.
    readonly property string words: Theme.joined([facts, entry.problem, entry.change, entry.note, file], "\n")

    implicitHeight: lines.height + 16
    Accessible.role: Accessible.ListItem
    Accessible.name: Theme.joined([date, entry.verdictClass === "" ? "" : chip.Accessible.name, entry.probability], ", ")
    Accessible.description: words
    Accessible.focusable: true
    Accessible.focused: isCurrent

    component Line: Label {
        width: root.width - 16
        visible: text !== ""
        elide: Text.ElideRight
        font.pixelSize: Theme.captionSize
    }

    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
    Column {
        id: lines
        x: 8
        y: 8
        width: root.width - 16
        spacing: 3

        Item {
            width: lines.width
            height: 20

            Label { width: 140; height: parent.height; text: root.date; elide: Text.ElideRight }
            VerdictChip {
                id: chip
                x: 148
                visible: root.entry.verdictClass !== ""
                verdictClass: root.entry.verdictClass
                isMarked: root.entry.kind === "mark"
            }
            Label {
                x: chip.x + chip.width + 8
                width: Math.max(0, lines.width - x)
                height: parent.height
                text: root.entry.probability
                isMono: true
                color: Theme.text2
                elide: Text.ElideRight
            }
        }
        // An audit by another version of the analysis stands back.
        Line { text: root.facts; color: root.entry.isPresent ? Theme.text2 : Theme.text3 }
        Line { text: root.entry.problem; color: Theme.alert; wrapMode: Text.Wrap; maximumLineCount: 2 }
        Line { text: root.entry.change }
        Line { text: root.entry.note; color: Theme.text2 }
    }
    FocusRing { isShown: root.isCurrent; inset: 1 }
    HoverHandler { id: pointer }
    Tip { isShown: pointer.hovered; delay: 900; text: root.words }
}
