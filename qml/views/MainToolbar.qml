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
    required property Actions actions
    required property Paperwork paperwork
    property bool isCompact: false
    property bool isHealthOpen: false
    readonly property bool isMenuOpen: exportMenu.opened || helpMenu.opened || projectMenu.opened

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

        EntryButton { entry: root.actions.file.addFiles }
        EntryButton { entry: root.actions.file.addFolder }
        Rectangle { implicitWidth: 1; implicitHeight: 20; color: Theme.line; Layout.leftMargin: 8; Layout.rightMargin: 8 }
        EntryButton { entry: root.actions.run.pause; isIconOnly: root.isCompact }
        EntryButton { entry: root.actions.run.cancel; isIconOnly: root.isCompact }
        ActionButton {
            readonly property string project: root.paperwork.projects.name
            visible: project !== ""
            text: root.isCompact ? "" : project.length > 18 ? project.slice(0, 17) + "\u2026" : project
            glyph: root.isCompact ? "project" : ""
            tip: qsTr("Project: %1").arg(project)
            isMenu: !root.isCompact
            Accessible.name: tip
            onClicked: projectMenu.open()

            ProjectMenu {
                id: projectMenu
                y: parent.height + 4
                actions: root.actions
                recent: root.paperwork.recentProjects
                onOpenAsked: path => root.paperwork.projects.open(path)
                onForgetAsked: path => root.paperwork.projects.forget(path)
            }
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
            text: root.isCompact ? "" : qsTr("Export")
            glyph: "export"
            tip: qsTr("Reports, certificates, pictures and the policy")
            isMenu: !root.isCompact
            Accessible.name: qsTr("Export")
            onClicked: exportMenu.open()

            ExportMenu {
                id: exportMenu
                y: parent.height + 4
                actions: root.actions
                reporting: root.paperwork.reporting
                policies: root.paperwork.policies
            }
        }
        EntryButton { entry: root.actions.program.settings; isIconOnly: true }
        ActionButton {
            glyph: "info"
            tip: qsTr("Help")
            isOn: helpMenu.opened
            onClicked: helpMenu.open()

            AppMenu {
                id: helpMenu
                x: parent.width - width
                y: parent.height + 4
                width: 292

                EntryItem { entry: root.actions.help.topics }
                EntryItem { entry: root.actions.help.shortcuts }
                EntryItem { entry: root.actions.help.palette }
            }
        }
        Rectangle { implicitWidth: 1; implicitHeight: 20; color: Theme.line; Layout.leftMargin: 4; Layout.rightMargin: 4 }
        EntryButton {
            entry: root.actions.program.checkHealth
            isIconOnly: root.isCompact
            isOn: root.isHealthOpen
            glyph: root.isTroubled ? "limited" : root.health.state === "ready" ? "ready" : "queued"
            glyphInk: Theme.healthColor(root.isTroubled ? "limited" : root.health.state)
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
}
