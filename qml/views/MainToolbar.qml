pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// What acts on the whole table: add, pause, cancel, search, export, settings, health.
Rectangle {
    id: root

    required property Session session
    required property TrackTable tracks
    required property Health health
    property bool isCompact: false
    property bool isHealthOpen: false
    readonly property alias isMenuOpen: exportMenu.opened

    signal addFilesAsked()
    signal addFolderAsked()
    signal exportAsked(string format)
    signal settingsAsked()
    signal healthAsked()
    // The search is done with; the keyboard goes back to the table.
    signal searchLeft()

    function focusSearch() {
        search.forceActiveFocus(Qt.ShortcutFocusReason);
        search.selectAll();
    }

    readonly property bool isTroubled: health.state === "limited" || health.state === "missing"

    implicitHeight: 48
    color: Theme.chrome

    RowLayout {
        id: left
        anchors.left: parent.left
        anchors.leftMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4

        ActionButton { text: qsTr("Add files"); glyph: "add-files"; tip: qsTr("Add audio files, playlists or cue sheets (Ctrl+O)"); onClicked: root.addFilesAsked() }
        ActionButton { text: qsTr("Add folder"); glyph: "add-folder"; tip: qsTr("Add a folder and all below it (Ctrl+Shift+O)"); onClicked: root.addFolderAsked() }
        Rectangle { implicitWidth: 1; implicitHeight: 20; color: Theme.line; Layout.leftMargin: 8; Layout.rightMargin: 8 }
        ActionButton {
            readonly property string word: root.session.isPaused ? qsTr("Resume") : qsTr("Pause")
            text: root.isCompact ? "" : word
            glyph: root.session.isPaused ? "play" : "pause"
            tip: enabled ? qsTr("%1 (Ctrl+P)").arg(word) : qsTr("Nothing is being audited")
            enabled: !root.session.isIdle
            onClicked: root.session.isPaused ? root.session.resume() : root.session.pause()
        }
        ActionButton {
            text: root.isCompact ? "" : qsTr("Cancel")
            glyph: "cancel"
            tip: enabled ? qsTr("Cancel everything that waits or runs (Ctrl+.)") : qsTr("Nothing is being audited")
            enabled: !root.session.isIdle
            onClicked: root.session.cancel()
        }
    }

    Rectangle {
        id: searchBox
        readonly property real wanted: root.isCompact ? 200 : 304
        readonly property real leftEnd: left.x + left.width
        x: Math.round(root.isCompact ? right.x - width - 8 : (leftEnd + right.x - width) / 2)
        width: Math.max(120, Math.min(wanted, right.x - leftEnd - 32))
        anchors.verticalCenter: parent.verticalCenter
        height: 32
        radius: Theme.buttonRadius
        color: Theme.table
        border.color: Theme.outline

        Glyph { x: 10; anchors.verticalCenter: parent.verticalCenter; glyph: "search"; color: Theme.text2 }
        Basic.TextField {
            id: search
            anchors.fill: parent
            leftPadding: 34
            rightPadding: hint.visible ? hint.width + 16 : 34
            color: Theme.text
            placeholderText: root.isCompact ? qsTr("Search") : qsTr("Name, folder, evidence")
            placeholderTextColor: Theme.text3
            selectionColor: Theme.accentFill
            selectedTextColor: Theme.inkOnAccent
            selectByMouse: true
            font.family: Theme.sans
            font.pixelSize: Theme.textSize
            background: Item {}
            Accessible.name: qsTr("Search tracks")
            onTextEdited: settle.restart()
            Keys.onReturnPressed: root.searchLeft()
            Keys.onDownPressed: root.searchLeft()
            Keys.onEscapePressed: {
                search.clear();
                settle.stop();
                root.tracks.searchText = "";
                root.searchLeft();
            }

            Timer {
                id: settle
                interval: 120
                onTriggered: root.tracks.searchText = search.text
            }
            Connections {
                target: root.tracks
                function onSearchTextChanged() {
                    if (root.tracks.searchText === "" && !search.activeFocus)
                        search.clear();
                }
            }
        }
        Rectangle {
            id: hint
            visible: !search.activeFocus && search.text === ""
            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            width: hintText.implicitWidth + 10
            height: 18
            radius: 3
            color: "transparent"
            border.color: Theme.line

            Label { id: hintText; anchors.centerIn: parent; text: qsTr("Ctrl F"); isMono: true; color: Theme.text3; font.pixelSize: Theme.axisSize }
        }
        FocusRing { isShown: search.activeFocus; inset: -2 }
    }

    RowLayout {
        id: right
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4

        ActionButton {
            id: exporter
            text: root.isCompact ? "" : qsTr("Export")
            glyph: "export"
            isMenu: !root.isCompact
            enabled: root.session.countAll > 0
            tip: enabled ? qsTr("Write every row to a file (Ctrl+E)") : qsTr("There is nothing to export yet")
            onClicked: exportMenu.open()

            AppMenu {
                id: exportMenu
                y: parent.height + 4

                AppMenuItem { text: qsTr("Table as CSV..."); onTriggered: root.exportAsked("csv") }
                AppMenuItem { text: qsTr("Reports as JSON lines..."); onTriggered: root.exportAsked("jsonl") }
            }
        }
        ActionButton { glyph: "settings"; tip: qsTr("Settings (Ctrl+,)"); onClicked: root.settingsAsked() }
        Rectangle { implicitWidth: 1; implicitHeight: 20; color: Theme.line; Layout.leftMargin: 4; Layout.rightMargin: 4 }
        ActionButton {
            text: root.isCompact ? "" : qsTr("Health")
            isOn: root.isHealthOpen
            tip: (root.health.title === "" ? qsTr("What answers on this computer") : root.health.title) + qsTr(" (Ctrl+Shift+H)")
            Accessible.name: qsTr("Health")
            glyph: root.isTroubled ? "limited" : root.health.state === "ready" ? "ready" : "queued"
            glyphInk: Theme.healthColor(root.isTroubled ? "limited" : root.health.state)
            onClicked: root.healthAsked()
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
}
