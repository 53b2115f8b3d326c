pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// Every key of the window, by group.
Basic.Popup {
    id: root

    // [AppAction]
    required property var actions

    readonly property FuzzyMatch matcher: FuzzyMatch {}
    readonly property int columnCount: width >= 900 ? 3 : 2
    // The height of all of it, which it keeps while it is filtered.
    property real fullHeight: 0
    // [{ title, entries }]: the groups with what of them matches.
    readonly property var groups: groupsOf(actions, filter.text)
    // [[group]]: the same in columns.
    readonly property var columns: inColumns(groups, columnCount)

    function groupsOf(actions: var, query: string): var {
        const found = [];
        for (const action of actions) {
            const beside = action.group + " " + action.keys.join(" ");
            if (action.keys.length === 0 || (query !== "" && matcher.match(query, action.text, beside).score === 0))
                continue;
            if (found.length === 0 || found[found.length - 1].title !== action.group)
                found.push({ title: action.group, entries: [] });
            found[found.length - 1].entries.push(action);
        }
        return found;
    }

    // Their order stays; each column is filled to its share.
    function inColumns(groups: var, count: int): var {
        const height = group => group.entries.length + 2;
        let left = groups.reduce((sum, group) => sum + height(group), 0);
        const columns = [];
        let rest = groups;
        for (let at = count; at > 0; --at) {
            const column = [];
            let filled = 0;
            while (rest.length > 0 && (at === 1 || column.length === 0 || filled + height(rest[0]) / 2 <= left / at)) {
                column.push(rest[0]);
                filled += height(rest[0]);
                rest = rest.slice(1);
            }
            left -= filled;
            columns.push(column);
        }
        return columns;
    }

    anchors.centerIn: parent
    width: Math.min(1000, parent.width - 64)
    height: Math.min(content.implicitHeight, parent.height - 64)
    padding: 0
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }
    onAboutToShow: {
        filter.clear();
        filter.forceActiveFocus(Qt.PopupFocusReason);
    }

    ColumnLayout {
        id: content
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.margins: 12
            Layout.leftMargin: 20
            spacing: 12

            Label { Layout.fillWidth: true; text: qsTr("Keyboard shortcuts"); font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold }
            TextBox { id: filter; Layout.preferredWidth: 240; placeholderText: qsTr("Filter by word or key") }
            ActionButton { glyph: "close"; tip: qsTr("Close (Esc)"); onClicked: root.close() }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.line }
        Flickable {
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: Math.max(root.fullHeight, form.implicitHeight + 40)
            contentHeight: form.implicitHeight + 40
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Basic.ScrollBar.vertical: ThinScrollBar {}

            Row {
                id: form
                x: 20
                y: 20
                width: parent.width - 40
                spacing: 32
                onImplicitHeightChanged: if (filter.text === "") root.fullHeight = implicitHeight + 40

                Repeater {
                    model: root.columns

                    Column {
                        id: column

                        required property var modelData

                        width: (form.width - form.spacing * (root.columnCount - 1)) / root.columnCount
                        spacing: 20

                        Repeater {
                            model: column.modelData

                            ShortcutGroup {
                                required property var modelData

                                width: column.width
                                title: modelData.title
                                actions: modelData.entries
                            }
                        }
                    }
                }
            }
            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                y: 40
                visible: root.groups.length === 0
                text: qsTr("No key matches")
                color: Theme.text2
                font.pixelSize: Theme.titleSize
            }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.line }
        Label {
            Layout.fillWidth: true
            Layout.margins: 12
            Layout.leftMargin: 20
            Layout.rightMargin: 20
            text: qsTr("Single letters work outside text fields and with no dialog open. Ctrl+K finds everything, with a key or without.")
            color: Theme.text3
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
        }
    }
}
