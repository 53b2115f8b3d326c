pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A row of tabs with a line under the present one.
Item {
    id: root

    // [string]
    required property var titles
    property int current: 0

    implicitHeight: 36

    Row {
        height: parent.height
        spacing: 20

        Repeater {
            model: root.titles

            Basic.AbstractButton {
                id: tab

                required property string modelData
                required property int index
                readonly property bool isCurrent: root.current === index

                width: title.implicitWidth
                height: 36
                hoverEnabled: true
                focusPolicy: Qt.TabFocus
                Accessible.role: Accessible.PageTab
                Accessible.name: modelData
                onClicked: root.current = index
                Keys.onReturnPressed: tab.click()
                Keys.onLeftPressed: root.current = Math.max(0, root.current - 1)
                Keys.onRightPressed: root.current = Math.min(root.titles.length - 1, root.current + 1)

                background: Item {
                    Rectangle {
                        anchors.bottom: parent.bottom
                        width: parent.width
                        height: 2
                        color: Theme.accent
                        visible: tab.isCurrent
                    }
                }
                contentItem: Label {
                    id: title
                    text: tab.modelData
                    color: tab.isCurrent ? Theme.text : tab.hovered ? Theme.text : Theme.text2
                    font.weight: tab.isCurrent ? Font.Medium : Font.Normal
                }
                FocusRing { isShown: tab.visualFocus; inset: -2 }
                Tip { isShown: tab.hovered; text: qsTr("Ctrl+%1").arg(tab.index + 1) }
            }
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line; z: -1 }
}
