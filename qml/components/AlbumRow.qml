pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One row of the album view: a folder, its verdicts, what its tracks share and which do not fit in.
Rectangle {
    id: root

    // Roles of the model.
    required property int index
    required property int trackId
    required property string title
    required property string path
    required property string tracks
    required property string counts
    required property string verdicts
    required property string integrity
    required property string integrityText
    required property string lufs
    required property string format
    required property bool isMixed
    required property string remark
    required property string remarks
    required property bool isOdd
    required property bool isLoaded
    // Of the view.
    required property AlbumColumns layout
    required property real nameWidth
    required property bool isCurrent
    required property bool hasViewFocus

    readonly property color faintInk: isCurrent ? Theme.text : Theme.text3
    readonly property alias isHovered: pointer.containsMouse
    // Everything that its cells cut off.
    readonly property string words: Theme.joined([path, verdicts, integrityText, remarks], "\n")

    signal pressed()
    signal opened()

    component Words: Label {
        height: root.height
        leftPadding: 6
        rightPadding: 6
        elide: Text.ElideRight
    }
    component Figure: Label {
        height: root.height
        rightPadding: 6
        isMono: true
        color: Theme.text2
        horizontalAlignment: Text.AlignRight
    }

    implicitHeight: Theme.rowHeight + 18
    color: isCurrent ? Theme.selected : pointer.containsMouse ? Theme.hover : Theme.table
    Accessible.role: Accessible.Row
    Accessible.name: Theme.joined([title, verdicts, integrityText, remark], ", ")
    Accessible.description: path
    Accessible.selected: isCurrent
    Accessible.focusable: true
    Accessible.focused: isCurrent && hasViewFocus
    Accessible.onPressAction: root.opened()

    Rectangle { visible: root.isCurrent; width: 3; height: parent.height; color: Theme.accent }

    Row {
        Item {
            width: root.nameWidth + root.layout.pathWidth
            height: root.height

            Label {
                x: 6
                y: parent.height / 2 - height
                width: parent.width - 12
                text: root.title
                elide: Text.ElideRight
                font.weight: Font.Medium
            }
            Label {
                x: 6
                y: parent.height / 2 + 1
                width: parent.width - 12
                text: root.path
                elide: Text.ElideLeft
                color: root.faintInk
                font.pixelSize: Theme.captionSize
            }
        }
        Item {
            width: root.layout.verdictsWidth
            height: root.height

            VerdictBar {
                x: 6
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - 16
                counts: JSON.parse(root.counts)
            }
        }
        Item {
            width: 30
            height: root.height

            Glyph {
                x: 8
                anchors.verticalCenter: parent.verticalCenter
                visible: root.integrity !== ""
                glyph: root.integrity === "intact" ? "check" : root.integrity === "damaged" ? "bolt" : root.integrity === "" ? "" : "dash"
                size: 14
                color: root.integrity === "damaged" ? Theme.alert : Theme.text2
            }
        }
        Figure { visible: root.layout.hasFigures; width: 50; text: root.tracks }
        Figure { visible: root.layout.hasFigures; width: 52; text: root.lufs }
        Words { visible: root.layout.hasFormat; width: 110; text: root.format; color: root.isMixed ? Theme.text : root.faintInk; font.italic: root.isMixed }
        Words {
            width: root.layout.remarkWidth
            text: root.remark
            wrapMode: Text.Wrap
            maximumLineCount: 2
            color: root.isOdd ? Theme.text : Theme.text2
            font.pixelSize: Theme.captionSize
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line; opacity: 0.5 }
    FocusRing { isShown: root.isCurrent && root.hasViewFocus; inset: 1 }

    MouseArea {
        id: pointer
        anchors.fill: parent
        hoverEnabled: true
        onPressed: root.pressed()
        onDoubleClicked: root.opened()
    }
}
