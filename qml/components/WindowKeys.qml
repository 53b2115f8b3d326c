pragma ComponentBehavior: Bound

import QtQuick

// The keys of the whole window. A single letter works outside text fields and with no dialog open.
Item {
    id: root

    required property bool isFree
    required property bool isRunning
    required property bool isMaximised

    signal addFilesAsked()
    signal addFolderAsked()
    signal searchAsked()
    signal pauseAsked()
    signal cancelAsked()
    signal exportAsked()
    signal healthAsked()
    signal settingsAsked()
    signal detailAsked()
    signal againAsked()
    signal markAsked(string label)
    signal unmarkAsked()
    signal markDialogAsked()
    signal undoAsked()
    signal tabAsked(int at)
    signal stepAsked(int step)
    signal backAsked()

    Shortcut { sequence: "Ctrl+O"; onActivated: root.addFilesAsked() }
    Shortcut { sequence: "Ctrl+Shift+O"; onActivated: root.addFolderAsked() }
    Shortcut { sequence: "Ctrl+F"; onActivated: root.searchAsked() }
    Shortcut { sequence: "Ctrl+P"; enabled: root.isRunning; onActivated: root.pauseAsked() }
    Shortcut { sequence: "Ctrl+."; enabled: root.isRunning; onActivated: root.cancelAsked() }
    Shortcut { sequence: "Ctrl+E"; onActivated: root.exportAsked() }
    Shortcut { sequence: "Ctrl+Shift+H"; onActivated: root.healthAsked() }
    Shortcut { sequence: "Ctrl+,"; onActivated: root.settingsAsked() }
    Shortcut { sequence: "F9"; onActivated: root.detailAsked() }
    Shortcut { sequence: "R"; enabled: root.isFree; onActivated: root.againAsked() }
    Shortcut { sequence: "G"; enabled: root.isFree; onActivated: root.markAsked("genuine") }
    Shortcut { sequence: "T"; enabled: root.isFree; onActivated: root.markAsked("transcode") }
    Shortcut { sequence: "U"; enabled: root.isFree; onActivated: root.markAsked("upsampled") }
    Shortcut { sequence: "P"; enabled: root.isFree; onActivated: root.markAsked("padded") }
    Shortcut { sequence: "N"; enabled: root.isFree; onActivated: root.markAsked("unsure") }
    Shortcut { sequence: "X"; enabled: root.isFree; onActivated: root.unmarkAsked() }
    Shortcut { sequence: "M"; enabled: root.isFree; onActivated: root.markDialogAsked() }
    Shortcut { sequence: "Ctrl+Z"; enabled: root.isFree; onActivated: root.undoAsked() }
    Shortcut { sequence: "Up"; enabled: root.isFree && root.isMaximised; onActivated: root.stepAsked(-1) }
    Shortcut { sequence: "Down"; enabled: root.isFree && root.isMaximised; onActivated: root.stepAsked(1) }
    Shortcut { sequence: "Esc"; enabled: root.isFree; onActivated: root.backAsked() }
    Shortcut { sequence: "Ctrl+1"; onActivated: root.tabAsked(0) }
    Shortcut { sequence: "Ctrl+2"; onActivated: root.tabAsked(1) }
    Shortcut { sequence: "Ctrl+3"; onActivated: root.tabAsked(2) }
    Shortcut { sequence: "Ctrl+4"; onActivated: root.tabAsked(3) }
}
