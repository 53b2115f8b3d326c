pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import audiopro

// The dialogs about moving files, and what opens them.
Item {
    id: root

    required property Acting acting

    readonly property bool isOpen: confirm.opened || outcome.opened || folder.visible

    signal copyAsked(string text)

    anchors.fill: parent

    Connections {
        target: root.acting

        function onPlanned() {
            confirm.open();
            if (!confirm.isReady)
                folder.open();
        }
        function onListed() { outcome.open(); }
    }
    QuarantineDialog {
        id: confirm
        folder: root.acting.folder
        count: root.acting.planCount
        from: root.acting.planFrom
        leftOut: root.acting.planLeftOut
        isBack: root.acting.isPlanBack
        onFolderAsked: folder.open()
        onAccepted: root.acting.carryOut()
    }
    OutcomeDialog {
        id: outcome
        summary: root.acting.outcomeText
        lines: root.acting.outcomeJson
        onCopyAsked: text => root.copyAsked(text)
    }
    FolderDialog {
        id: folder
        title: qsTr("Folder for the quarantine: an empty or a new one")
        onAccepted: root.acting.chooseFolder(selectedFolder)
    }
}
