pragma ComponentBehavior: Bound

import QtQml
import QtQuick
import QtQuick.Templates as Templates
import audiopro

// The keys of every action. Letters and other bare keys stay out of text fields and open dialogs; arrows and Space also leave
// alone a control that has the keyboard and moves by them itself, and arrows a picture of the sound. A comparison has bare keys of
// its own.
Item {
    id: root

    // [AppAction]
    required property var actions
    // Whether nobody types and no dialog is open.
    required property bool isFree
    // Whether a comparison is open.
    property bool isComparing: false
    // What has the keyboard.
    required property Item focusItem

    readonly property var moving: ["Space", "Left", "Right", "Up", "Down", "Home", "End"]
    readonly property bool isOnControl: focusItem instanceof Templates.Control || focusItem instanceof Plot || focusItem instanceof ProofPlot

    readonly property bool isOnPicture: focusItem instanceof SoundFrame || focusItem instanceof WipeHandle || focusItem instanceof ResidualBands

    // The keys of `action` that work now; the list itself where all do, so that nothing is set anew.
    function usable(action: AppAction, isFree: bool, isOnControl: bool, isOnPicture: bool): var {
        const isMoving = key => moving.includes(key.replace("Shift+", "")) && (isOnControl || (isOnPicture && key !== "Space"));
        const isUsable = key => (isFree || !(action.isKept || action.isBare(key))) && !isMoving(key);
        return action.keys.every(isUsable) ? action.keys : action.keys.filter(isUsable);
    }

    Instantiator {
        model: root.actions.filter(action => action.keys.length > 0)
        // It goes later than it is replaced, and two of one sequence are ambiguous.
        onObjectRemoved: (index, object) => (object as Shortcut).enabled = false

        delegate: Shortcut {
            id: shortcut

            required property var modelData
            readonly property AppAction action: modelData
            readonly property var usable: root.usable(action, root.isFree && action.isInComparison === root.isComparing, root.isOnControl, root.isOnPicture)

            sequences: usable
            enabled: action.hasShortcut && action.isEnabled && usable.length > 0
            onActivated: shortcut.action.trigger()
        }
    }
}
