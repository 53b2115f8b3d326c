pragma ComponentBehavior: Bound

import QtQml
import QtQuick
import QtQuick.Templates as Templates
import audiopro

// The keys of every action. Letters and other bare keys stay out of text fields and open dialogs; arrows and Space also leave
// alone a control that has the keyboard and moves by them itself.
Item {
    id: root

    // [AppAction]
    required property var actions
    // Whether nobody types and no dialog is open.
    required property bool isFree
    // What has the keyboard.
    required property Item focusItem

    readonly property var moving: ["Space", "Left", "Right", "Up", "Down", "Home", "End"]
    readonly property bool isOnControl: focusItem instanceof Templates.Control || focusItem instanceof Plot || focusItem instanceof ProofPlot

    Instantiator {
        model: root.actions

        delegate: Shortcut {
            id: shortcut

            required property var modelData
            readonly property AppAction action: modelData
            readonly property bool isMoving: action.keys.some(key => root.moving.includes(key))

            sequences: action.keys
            enabled: action.hasShortcut && action.isEnabled && (root.isFree || !action.isKept) && !(isMoving && root.isOnControl)
            onActivated: shortcut.action.trigger()
        }
    }
}
