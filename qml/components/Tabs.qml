pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A row of tabs with a line under the present one; Left and Right move between them. Where they have no room they move closer, and
// then the row scrolls.
Item {
    id: root

    // [string]
    required property var titles
    required property int current

    readonly property real wordsWidth: [...Array(tabs.count).keys()].reduce((sum, at) => sum + (tabs.itemAt(at)?.implicitContentWidth ?? 0), 0)

    signal chosen(int at)

    function choose(at: int) {
        if (at < 0 || at >= titles.length)
            return;
        chosen(at);
        tabs.itemAt(at).forceActiveFocus(Qt.TabFocusReason);
    }

    // Scrolls so far that the tab can be seen.
    function reveal(at: int) {
        const tab = tabs.itemAt(at);
        if (tab === null)
            return;
        const [start, end] = [row.x + tab.x - 16, row.x + tab.x + tab.width + 16];
        strip.contentX = Math.max(0, Math.min(start, Math.max(strip.contentX, end - strip.width)));
    }

    implicitHeight: 36
    onCurrentChanged: reveal(current)
    onWidthChanged: reveal(current)
    Accessible.role: Accessible.PageTabList

    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }

    Flickable {
        id: strip
        anchors.fill: parent
        contentWidth: row.x + row.width + 16
        interactive: contentWidth > width
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        WheelHandler {
            enabled: strip.interactive
            onWheel: event => strip.contentX = Math.max(0, Math.min(strip.contentWidth - strip.width, strip.contentX - event.angleDelta.y / 2))
        }
        Row {
            id: row
            x: 16
            height: strip.height
            spacing: Math.max(12, Math.min(20, (root.width - 32 - root.wordsWidth) / Math.max(1, tabs.count - 1)))

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
                    onActiveFocusChanged: if (activeFocus) root.reveal(index)
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
}
