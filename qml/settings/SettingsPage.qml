pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// A page of the settings: names at the left, what can be set at the right; it scrolls where it has no room.
Flickable {
    id: root

    default property alias content: form.data

    // Scrolls so far that `item` can be seen.
    function reveal(item: Item) {
        const top = item.mapToItem(form, 0, 0).y + form.y;
        if (top < contentY || top + item.height > contentY + height)
            contentY = Math.max(0, Math.min(top - 40, contentHeight - height));
    }

    implicitHeight: form.implicitHeight + 32
    contentHeight: form.implicitHeight + 32
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    Basic.ScrollBar.vertical: ThinScrollBar {}

    GridLayout {
        id: form
        x: 16
        y: 16
        width: root.width - 32
        columns: 2
        columnSpacing: 16
        rowSpacing: 14
    }
    Connections {
        target: root.Window.window

        function onActiveFocusItemChanged() {
            const item = root.Window.activeFocusItem;
            for (let up = item; up !== null; up = up.parent) {
                if (up === form)
                    return root.reveal(item);
            }
        }
    }
}
