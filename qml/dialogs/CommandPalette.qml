pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// Every action by its name: a few letters, Enter. What was done last comes first; what cannot be done says why.
Basic.Popup {
    id: root

    // [AppAction]
    required property var actions

    // [AppAction], the last one first.
    property var recent: []
    readonly property var choices: actions.filter(action => action.isInPalette)
    readonly property FuzzyMatch matcher: FuzzyMatch {}
    readonly property int mostRecent: 5
    // Done once the palette is gone.
    property AppAction chosen: null
    // [{ action, title, marked }]: what matches; `title` where another group begins.
    readonly property var found: query.text.trim() === "" ? atRest() : matching(query.text)

    // Nothing typed: the last ones, then all in their groups; those that cannot be done lie below.
    function atRest(): var {
        const last = recent.filter(action => choices.includes(action));
        const others = choices.filter(action => !action.isOnlyFound && !last.includes(action));
        const rows = last.map(action => row(action, [], qsTr("Done last")));
        for (const isEnabled of [true, false]) {
            for (const action of others.filter(action => action.isEnabled === isEnabled))
                rows.push(row(action, [], isEnabled ? action.group : qsTr("Not at present")));
        }
        return titled(rows);
    }

    function matching(typed: string): var {
        const scored = [];
        choices.forEach((action, at) => {
            const match = matcher.match(typed, action.text, [action.group, action.about, action.menuText, action.keys.join(" ")].join(" "));
            if (match.score > 0) {
                const extra = (recent.includes(action) ? 10 : 0) + (action.isEnabled ? 5 : 0) - (action.isOnlyFound ? 20 : 0);
                scored.push({ at: at, score: match.score + extra, row: row(action, match.places, "") });
            }
        });
        scored.sort((a, b) => b.score - a.score || a.at - b.at);
        return scored.map(one => one.row);
    }

    function row(action: AppAction, places: var, title: string): var {
        return { action: action, title: title, marked: matcher.marked(action.text, places) };
    }

    // A title stands at the first row of its group alone.
    function titled(rows: var): var {
        let before = "";
        for (const one of rows) {
            const isNew = one.title !== before;
            before = one.title;
            one.title = isNew ? one.title : "";
        }
        return rows;
    }

    function move(step: int) {
        if (list.count > 0)
            list.currentIndex = (list.currentIndex + step + list.count) % list.count;
    }

    // Does it once the palette is gone, so that a dialog that it opens has the keyboard. What cannot be done stays.
    function accept(at: int) {
        if (at < 0 || at >= found.length)
            return;
        const action = found[at].action;
        list.currentIndex = at;
        if (!action.isEnabled)
            return;
        chosen = action;
        close();
    }

    x: Math.round((parent.width - width) / 2)
    y: Math.round(Math.min(96, parent.height / 10))
    width: Math.min(640, parent.width - 64)
    height: Math.min(480, parent.height - 2 * y)
    padding: 0
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }
    onAboutToShow: {
        query.clear();
        list.currentIndex = 0;
        list.positionViewAtBeginning();
        query.forceActiveFocus(Qt.PopupFocusReason);
    }
    onFoundChanged: list.currentIndex = 0
    onClosed: {
        const action = chosen;
        chosen = null;
        if (action === null || !action.trigger())
            return;
        recent = [action].concat(recent.filter(other => other !== action)).slice(0, mostRecent);
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Item {
            Layout.fillWidth: true
            implicitHeight: 48

            Glyph { x: 16; anchors.verticalCenter: parent.verticalCenter; glyph: "search"; color: Theme.text2 }
            Basic.TextField {
                id: query
                anchors.fill: parent
                leftPadding: 44
                rightPadding: 16
                color: Theme.text
                placeholderText: qsTr("What do you want to do?")
                placeholderTextColor: Theme.text3
                selectionColor: Theme.accentFill
                selectedTextColor: Theme.inkOnAccent
                selectByMouse: true
                font.family: Theme.sans
                font.pixelSize: Theme.titleSize
                background: Item {}
                Accessible.name: qsTr("Search actions")
                Accessible.description: list.currentItem === null ? "" : list.currentItem.Accessible.name
                onAccepted: root.accept(list.currentIndex)
                Keys.onPressed: event => {
                    const steps = { [Qt.Key_Up]: -1, [Qt.Key_Down]: 1, [Qt.Key_PageUp]: -8, [Qt.Key_PageDown]: 8 };
                    event.accepted = true;
                    if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown)
                        list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + steps[event.key]));
                    else if (steps[event.key] !== undefined)
                        root.move(steps[event.key]);
                    else if (event.key === Qt.Key_K && (event.modifiers & Qt.ControlModifier))
                        root.close();
                    else
                        event.accepted = false;
                }
            }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.line }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            topMargin: 6
            bottomMargin: 6
            clip: true
            model: root.found
            keyNavigationEnabled: false
            highlightMoveDuration: 0
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Actions")
            Basic.ScrollBar.vertical: ThinScrollBar {}

            delegate: PaletteRow {
                required property int index
                required property var modelData

                width: list.width
                action: modelData.action
                title: modelData.title
                marked: modelData.marked
                isCurrent: ListView.isCurrentItem
                onChosen: root.accept(index)
            }

            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                y: 32
                visible: list.count === 0
                text: qsTr("No action matches")
                color: Theme.text2
                font.pixelSize: Theme.titleSize
            }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.line }
        Row {
            Layout.margins: 10
            Layout.leftMargin: 16
            spacing: 16

            Repeater {
                model: [{ keys: ["Up", "Down"], text: qsTr("choose") }, { keys: ["Enter"], text: qsTr("do it") }, { keys: ["Esc"], text: qsTr("close") }]

                Row {
                    id: hint

                    required property var modelData

                    spacing: 6

                    Repeater {
                        model: hint.modelData.keys

                        KeyCaps { required property string modelData; sequence: modelData }
                    }
                    Label { height: 20; text: hint.modelData.text; color: Theme.text3; font.pixelSize: Theme.captionSize }
                }
            }
        }
    }
}
