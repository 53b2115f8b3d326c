pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Actions that belong together: each property that holds one, in the order of their declaration.
QtObject {
    id: group

    required property string title
    // Whether the bare keys of its actions work in a comparison, and nowhere else.
    property bool isInComparison: false

    // [AppAction]. For a handler: a binding would make the list anew whenever anything in the group changes.
    function entries(): var {
        const found = [];
        for (const name of Object.keys(group)) {
            const action = group[name];
            if (!(action instanceof AppAction))
                continue;
            action.name = name;
            action.group = title;
            action.isInComparison = isInComparison;
            found.push(action);
        }
        return found;
    }
}
