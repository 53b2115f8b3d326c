pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// A row of tabs with a line under the present one; Left and Right move between them. Those that do not fit go into a menu.
Item {
    id: root

    // [string]
    required property var titles
    required property int current

    readonly property int gap: 20
    readonly property int margin: 16
    // Tabs that stand in the row; the others are in the menu.
    readonly property int fitting: {
        const widths = metrics.widths;
        const whole = widths.reduce((sum, width) => sum + width + gap, 2 * margin - gap);
        if (whole <= width)
            return titles.length;
        let room = width - 2 * margin - more.width;
        let count = 0;
        while (count < widths.length && room >= widths[count] + gap)
            room -= widths[count++] + gap;
        return Math.max(1, count);
    }
    // The present tab is always in the row, in the last place if need be.
    readonly property var shown: {
        const all = [...Array(titles.length).keys()];
        const row = all.slice(0, fitting);
        if (current >= fitting)
            row[row.length - 1] = current;
        return row;
    }
    readonly property var hidden: [...Array(titles.length).keys()].filter(at => !shown.includes(at))

    signal chosen(int at)

    function choose(place: int) {
        if (place < 0 || place >= shown.length)
            return;
        chosen(shown[place]);
        tabs.itemAt(place).forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: 36
    Accessible.role: Accessible.PageTabList

    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }

    // Measured with the wider weight, so that a tab does not move when it is chosen.
    FontMetrics {
        id: metrics

        readonly property var widths: root.titles.map(title => Math.ceil(advanceWidth(title)) + 1)

        font { family: Theme.sans; pixelSize: Theme.textSize; weight: Font.Medium }
    }
    Row {
        x: root.margin
        height: parent.height
        spacing: root.gap

        Repeater {
            id: tabs
            model: root.shown

            Basic.AbstractButton {
                id: tab

                required property int modelData
                required property int index
                readonly property bool isCurrent: root.current === modelData

                text: root.titles[modelData] ?? ""
                width: metrics.widths[modelData] ?? 0
                padding: 0
                height: root.height
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.PageTab
                Accessible.name: text
                Accessible.selected: isCurrent
                onClicked: root.chosen(modelData)
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
                    text: tab.text
                    color: tab.isCurrent || tab.hovered ? Theme.text : Theme.text2
                    font.weight: tab.isCurrent ? Font.Medium : Font.Normal
                }
                FocusRing { isShown: tab.visualFocus; inset: -2; anchors.topMargin: 6; anchors.bottomMargin: 6 }
                Tip { isShown: tab.hovered; text: qsTr("Ctrl+%1").arg(tab.modelData + 1) }
            }
        }
    }
    ActionButton {
        id: more
        anchors { right: parent.right; rightMargin: 8; verticalCenter: parent.verticalCenter }
        visible: root.hidden.length > 0
        height: 28
        glyph: "chevron-down"
        tip: qsTr("More tabs")
        onClicked: menu.open()

        AppMenu {
            id: menu
            y: parent.height + 4
            x: parent.width - width

            Instantiator {
                model: root.hidden
                onObjectAdded: (at, entry) => menu.insertItem(at, entry)
                onObjectRemoved: (at, entry) => menu.removeItem(entry)

                delegate: AppMenuItem {
                    required property int modelData

                    text: root.titles[modelData] ?? ""
                    onTriggered: root.chosen(modelData)
                }
            }
        }
    }
}
