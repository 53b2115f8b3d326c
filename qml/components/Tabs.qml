pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A row of tabs with a line under the present one; Left and Right move between them.
Item {
    id: root

    // [string]
    required property var titles
    required property int current

    signal chosen(int at)

    function choose(at: int) {
        if (at < 0 || at >= titles.length)
            return;
        chosen(at);
        tabs.itemAt(at).forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: 36
    Accessible.role: Accessible.PageTabList

    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }

    Row {
        x: 16
        height: parent.height
        spacing: 20

        Repeater {
            id: tabs
            model: root.titles

            Basic.AbstractButton {
                id: tab

                required property string modelData
                required property int index
                readonly property bool isCurrent: root.current === index

                width: implicitContentWidth
                padding: 0
                height: root.height
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.PageTab
                Accessible.name: modelData
                Accessible.selected: isCurrent
                onClicked: root.chosen(index)
                Keys.onReturnPressed: tab.clicked()
                Keys.onLeftPressed: root.choose(index - 1)
                Keys.onRightPressed: root.choose(index + 1)

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
                    text: tab.modelData
                    color: tab.isCurrent || tab.hovered ? Theme.text : Theme.text2
                    font.weight: tab.isCurrent ? Font.Medium : Font.Normal
                }
                FocusRing { isShown: tab.visualFocus; inset: -2; anchors.topMargin: 6; anchors.bottomMargin: 6 }
                Tip { isShown: tab.hovered; text: qsTr("Ctrl+%1").arg(tab.index + 1) }
            }
        }
    }
}
