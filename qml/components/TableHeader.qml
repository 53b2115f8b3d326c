pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// The titles of the columns; a click sorts.
Rectangle {
    id: root

    // [{ id, title, width, alignRight, glyph, tip }]
    required property var columns
    required property string sortColumn
    required property bool isDescending

    signal sortAsked(string column)

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

                width: modelData.width
                height: 28
                hoverEnabled: true
                focusPolicy: Qt.TabFocus
                Accessible.role: Accessible.ColumnHeader
                Accessible.name: modelData.tip === "" ? modelData.title : modelData.tip
                onClicked: root.sortAsked(modelData.id)
                Keys.onReturnPressed: cell.click()

                background: Rectangle { color: cell.hovered ? Theme.hover : "transparent" }
                contentItem: Item {
                    Row {
                        x: cell.modelData.alignRight ? parent.width - width - 6 : cell.modelData.id === "verdict" ? 12 : 6
                        height: parent.height
                        spacing: 3

                        Glyph {
                            anchors.verticalCenter: parent.verticalCenter
                            visible: cell.modelData.glyph !== ""
                            glyph: cell.modelData.glyph
                            size: 13
                            color: cell.isSorted ? Theme.text : Theme.text2
                        }
                        Label {
                            anchors.verticalCenter: parent.verticalCenter
                            visible: text !== ""
                            text: cell.modelData.title
                            color: cell.isSorted ? Theme.text : Theme.text2
                            font.weight: cell.isSorted ? Font.Medium : Font.Normal
                            font.pixelSize: Theme.captionSize
                        }
                        Glyph {
                            anchors.verticalCenter: parent.verticalCenter
                            visible: cell.isSorted
                            glyph: root.isDescending ? "chevron-down" : "chevron-up"
                            size: 10
                            color: Theme.text
                        }
                    }
                }
                FocusRing { isShown: cell.visualFocus; inset: 1 }
                Tip { isShown: cell.hovered; text: cell.modelData.tip }
            }
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
}
