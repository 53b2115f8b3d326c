pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One key sequence, a cap for each key.
Row {
    id: root

    // As Qt writes it, such as "Ctrl+Shift+O".
    required property string sequence

    readonly property var keys: {
        if (sequence === "")
            return [];
        // The last key may be the plus sign itself.
        const parts = (sequence.endsWith("+") ? sequence.slice(0, -1) : sequence).split("+").filter(part => part !== "");
        return sequence.endsWith("+") ? parts.concat("+") : parts;
    }

    function shown(key: string): string {
        switch (key) {
        case "Ctrl": return qsTr("Ctrl");
        case "Shift": return qsTr("Shift");
        case "Alt": return qsTr("Alt");
        case "Esc": return qsTr("Esc");
        case "Enter": return qsTr("Enter");
        case "Space": return qsTr("Space");
        case "Left": return "\u2190";
        case "Up": return "\u2191";
        case "Right": return "\u2192";
        case "Down": return "\u2193";
        }
        return key;
    }

    spacing: 3
    Accessible.role: Accessible.StaticText
    Accessible.name: keys.join(" + ")

    Repeater {
        model: root.keys

        Rectangle {
            id: cap

            required property string modelData

            implicitWidth: Math.max(20, letter.implicitWidth + 10)
            implicitHeight: 20
            radius: Theme.chipRadius
            color: Theme.table
            border.color: Theme.outline

            Label {
                id: letter
                anchors.centerIn: parent
                text: root.shown(cap.modelData)
                isMono: true
                color: Theme.text2
                font.pixelSize: Theme.captionSize
            }
        }
    }
}
