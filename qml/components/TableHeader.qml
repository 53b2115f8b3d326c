pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// The titles of the columns; a click sorts, another turns the order round.
Rectangle {
    id: root

    // See TrackColumns.
    required property var columns
    required property real nameWidth
    required property string sortColumn
    required property bool isDescending

    signal sortAsked(string column)
    signal menuAsked()

    implicitHeight: 28
    color: Theme.panel

    Row {
        anchors.fill: parent

        Repeater {
            model: root.columns

            Basic.AbstractButton {
                id: cell

                required property var modelData
                readonly property bool isSorted: root.sortColumn === modelData.id
                readonly property color ink: isSorted ? Theme.text : Theme.text2

                width: modelData.id === "name" ? root.nameWidth : modelData.width
                height: root.height
                hoverEnabled: true
                focusPolicy: Qt.TabFocus
                Accessible.role: Accessible.ColumnHeader
                Accessible.name: modelData.title === "" ? modelData.tip : modelData.title
                Accessible.description: !isSorted ? "" : root.isDescending ? qsTr("sorted, highest first") : qsTr("sorted, lowest first")
                onClicked: root.sortAsked(modelData.id)
                Keys.onReturnPressed: cell.clicked()
                Keys.onEnterPressed: cell.clicked()

                background: Rectangle { color: cell.hovered ? Theme.hover : root.color }
                contentItem: Item {
                    Row {
                        x: cell.modelData.isMono ? parent.width - width - 6 : cell.modelData.id === "verdict" ? 12 : cell.modelData.glyph !== "" ? 8 : 6
                        height: parent.height
                        spacing: 3

                        Glyph {
                            anchors.verticalCenter: parent.verticalCenter
                            visible: cell.modelData.glyph !== ""
                            glyph: cell.modelData.glyph
                            size: 14
                            color: cell.ink
                        }
                        Label {
                            height: parent.height
                            visible: text !== ""
                            text: cell.modelData.title
                            color: cell.ink
                            font.weight: cell.isSorted ? Font.DemiBold : Font.Normal
                            font.pixelSize: Theme.captionSize
                        }
                        Glyph {
                            anchors.verticalCenter: parent.verticalCenter
                            visible: cell.isSorted && cell.modelData.glyph === ""
                            glyph: root.isDescending ? "chevron-down" : "chevron-up"
                            size: 10
                            color: cell.ink
                        }
                    }
                }
                FocusRing { isShown: cell.visualFocus; inset: 1 }
                Tip { isShown: cell.hovered; text: cell.modelData.tip }
            }
        }
    }
    TapHandler { acceptedButtons: Qt.RightButton; onTapped: root.menuAsked() }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
}
