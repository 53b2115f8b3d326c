pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Finds what Shift+F1 is to explain: the spot under the pointer or with the keyboard.
QtObject {
    id: root

    // The deepest such spot at or below `item`, or null.
    function spotIn(item: Item): HelpSpot {
        if (!item.visible)
            return null;
        for (let at = item.children.length - 1; at >= 0; --at) {
            const found = spotIn(item.children[at]);
            if (found !== null)
                return found;
        }
        return item instanceof HelpSpot && item.isPointed ? item : null;
    }
}
