pragma ComponentBehavior: Bound

import QtQuick

// One thing that the auditor can do: what it is called, which keys do it, and what stands in its way at present.
QtObject {
    id: root

    required property string text
    // Where the words depend on what is selected or running: menus, buttons.
    property string menuText: text
    // A sentence for the tip of a button.
    property string about: text
    property string glyph: ""
    // Sequences as Qt writes them, such as "Ctrl+O"; each does the same.
    property var keys: []
    // Why it cannot be done at present; empty where it can.
    property string obstacle: ""
    // Whether the window answers the keys. False where a view does so itself, as the table its arrows.
    property bool hasShortcut: true
    // Whether the keys stay out of text fields and open dialogs. Bare ones, such as letters, do so by themselves.
    property bool isKept: false
    // Whether the palette has it, and whether it shows it to those alone who look for it.
    property bool isInPalette: true
    property bool isOnlyFound: false

    // Set by the group that declares it: the name of the property, the group's title, and where bare keys work.
    property string name: ""
    property string group: ""
    property bool isInComparison: false

    readonly property bool isEnabled: obstacle === ""
    readonly property string keyText: keys.length > 0 ? keys[0].replace(/[A-Z][a-z]+/g, keyName) : ""
    readonly property string tip: !isEnabled ? obstacle : keyText === "" ? about : qsTr("%1 (%2)").arg(about).arg(keyText)

    signal triggered()

    // Whether a key is one that text or a dialog may want for itself: without Ctrl or Alt, and no function key.
    function isBare(key: string): bool {
        return !/(Ctrl|Alt|Meta)\+/.test(key) && !/^(Shift\+)?F\d+$/.test(key);
    }

    // What is written on the key, in the language of the window.
    function keyName(key: string): string {
        switch (key) {
        case "Shift": return qsTr("Shift");
        case "Esc": return qsTr("Esc");
        case "Enter": return qsTr("Enter");
        case "Up": return qsTr("Up");
        case "Down": return qsTr("Down");
        case "Left": return qsTr("Left");
        case "Right": return qsTr("Right");
        case "Space": return qsTr("Space");
        }
        return key;
    }

    // Does it, unless something stands in its way.
    function trigger(): bool {
        if (isEnabled)
            triggered();
        return isEnabled;
    }
}
