pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Where the network leaned, or how far each patch did, with the labels of its axes and a cursor that reads one cell.
Item {
    id: root

    // As TrackNetwork gives it.
    required property string mapJson
    // "parts" or "voices", as NetworkPicture names them.
    required property string kind
    required property string title
    property string description: ""
    property int leftRoom: 38
    property int bottomRoom: 0

    readonly property var ticks: JSON.parse(picture.ticksJson)
    readonly property bool isEmpty: picture.isEmpty
    readonly property string reading: column < 0 || row < 0 || isEmpty ? "" : picture.reading((column + 0.5) / picture.columns, (row + 0.5) / picture.rows)
    // The cell that is read, from the left and from the top; below 0 for none.
    property int column: -1
    property int row: -1

    function read(across: int, down: int) {
        root.column = Math.max(0, Math.min(picture.columns - 1, across));
        root.row = Math.max(0, Math.min(picture.rows - 1, down));
    }

    function forget() {
        root.column = -1;
        root.row = -1;
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: title
    Accessible.description: reading !== "" ? reading : description
    Keys.onLeftPressed: root.read(root.column - 1, root.row)
    Keys.onRightPressed: root.read(root.column + 1, root.row)
    // Where there is one row alone, these scroll the view.
    Keys.onUpPressed: event => {
        event.accepted = picture.rows > 1;
        if (event.accepted)
            root.read(root.column, root.row - 1);
    }
    Keys.onDownPressed: event => {
        event.accepted = picture.rows > 1;
        if (event.accepted)
            root.read(root.column, root.row + 1);
    }
    onActiveFocusChanged: if (!activeFocus) root.forget()
    onMapJsonChanged: root.forget()

    Item {
        id: area
        anchors.fill: parent
        anchors.leftMargin: root.leftRoom
        anchors.bottomMargin: root.bottomRoom

        NetworkPicture {
            id: picture
            anchors.fill: parent
            kind: root.kind
            mapJson: root.mapJson
            pixelWidth: Math.round(width)
            pixelHeight: Math.round(height)
            lossyColor: Theme.transcode
            genuineColor: Theme.genuine
            neutralColor: Theme.raised
            lineColor: Theme.line
        }
        Rectangle { anchors.fill: parent; color: Theme.none; border.color: Theme.line }
        MouseArea {
            anchors.fill: parent
            hoverEnabled: true
            acceptedButtons: Qt.NoButton
            cursorShape: Qt.CrossCursor
            onPositionChanged: mouse => root.read(Math.floor(mouse.x / Math.max(1, width) * picture.columns), Math.floor(mouse.y / Math.max(1, height) * picture.rows))
            onExited: root.forget()
        }
        Rectangle {
            id: cell
            visible: root.reading !== ""
            x: Math.round(root.column * area.width / Math.max(1, picture.columns))
            y: Math.round(root.row * area.height / Math.max(1, picture.rows))
            width: Math.max(3, Math.round(area.width / Math.max(1, picture.columns)))
            height: Math.max(3, Math.round(area.height / Math.max(1, picture.rows)))
            color: Theme.none
            border.color: Theme.text
        }
        FocusRing { isShown: root.activeFocus; radius: 0; inset: -3 }
    }
    Rectangle {
        z: 1
        visible: root.reading !== ""
        x: Math.round(Math.max(area.x, Math.min(area.x + area.width - width, area.x + cell.x + (cell.width - width) / 2)))
        y: Math.max(-6, cell.y - height - 4)
        width: words.implicitWidth + 10
        height: 18
        radius: Theme.chipRadius
        color: Theme.raised
        border.color: Theme.outline

        Label { id: words; anchors.centerIn: parent; text: root.reading; isMono: true; font.pixelSize: Theme.axisSize }
    }
    Repeater {
        model: root.ticks.filter(tick => tick.axis === "y" || (tick.axis === "x" && root.bottomRoom > 0))

        Label {
            required property var modelData
            readonly property bool isAcross: modelData.axis === "x"

            x: Math.round(isAcross ? Math.max(area.x, Math.min(area.x + area.width - implicitWidth, area.x + modelData.place * area.width - implicitWidth / 2)) : area.x - implicitWidth - 6)
            y: Math.round(isAcross ? area.height + 4 : Math.max(-2, Math.min(area.height - implicitHeight + 2, modelData.place * area.height - implicitHeight / 2)))
            text: modelData.label
            isMono: true
            color: Theme.text3
            font.pixelSize: Theme.axisSize
        }
    }
}
