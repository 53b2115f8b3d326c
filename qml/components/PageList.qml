pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// Pages one under the other, the present one marked; Up and Down move between them.
Column {
    id: root

    // [string]
    required property var titles
    required property int current

    signal chosen(int at)

    function choose(at: int) {
        if (at < 0 || at >= titles.length)
            return;
        chosen(at);
        pages.itemAt(at).forceActiveFocus(Qt.TabFocusReason);
    }

    topPadding: 8
    Accessible.role: Accessible.PageTabList

    Repeater {
        id: pages
        model: root.titles

        Basic.AbstractButton {
            id: page

            required property string modelData
            required property int index
            readonly property bool isCurrent: root.current === index

            width: root.width
            height: 32
            hoverEnabled: true
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.PageTab
            Accessible.name: modelData
            Accessible.selected: isCurrent
            onClicked: root.chosen(index)
            Keys.onReturnPressed: page.clicked()
            Keys.onUpPressed: root.choose(index - 1)
            Keys.onDownPressed: root.choose(index + 1)

            background: Rectangle {
                color: page.isCurrent ? Theme.selected : page.hovered ? Theme.hover : Theme.none

                Rectangle { width: 3; height: parent.height; visible: page.isCurrent; color: Theme.accent }
                FocusRing { isShown: page.visualFocus; inset: 1 }
            }
            contentItem: Label {
                leftPadding: 16
                text: page.modelData
                color: page.isCurrent || page.hovered ? Theme.text : Theme.text2
                font.weight: page.isCurrent ? Font.Medium : Font.Normal
            }
        }
    }
}
