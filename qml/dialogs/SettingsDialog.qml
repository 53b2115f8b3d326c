pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// Settings by pages; each is saved as it changes.
Basic.Popup {
    id: root

    required property Session session
    required property Judging judging
    required property Watching watching

    // What a change just did: the window's own word for it lies under the dialog.
    property string note: ""
    property int page: 0

    readonly property var titles: [qsTr("General"), qsTr("Judging"), qsTr("Watch folders"), qsTr("Notifications"), qsTr("Arbiter")]

    anchors.centerIn: parent
    width: Math.min(760, parent.width - 32)
    height: Math.min(600, parent.height - 64)
    padding: 0
    modal: true
    onAboutToShow: {
        note = "";
        watching.refresh();
        secondOpinion.refresh();
    }
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.margins: 16
            Layout.rightMargin: 8

            Label { Layout.fillWidth: true; text: qsTr("Settings"); font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold }
            ActionButton { glyph: "close"; tip: qsTr("Close (Esc)"); onClicked: root.close() }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.line }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            PageList {
                Layout.fillHeight: true
                Layout.preferredWidth: 156
                titles: root.titles
                current: root.page
                onChosen: at => root.page = at
            }
            Rectangle { Layout.fillHeight: true; implicitWidth: 1; color: Theme.line }
            StackLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                currentIndex: root.page

                GeneralSettings { session: root.session }
                JudgingSettings {
                    session: root.session
                    judging: root.judging
                    opinion: secondOpinion
                    onLibraryAsked: library.open()
                }
                WatchSettings {
                    foldersJson: root.watching.foldersJson
                    settleSeconds: root.watching.settleSeconds
                    onAddAsked: folder.open()
                    onRemoveAsked: place => root.watching.removeFolder(place)
                    onSettleChosen: seconds => root.watching.settleFor(seconds)
                }
                NoticeSettings {
                    rulesJson: root.watching.rulesJson
                    onRuleSet: (name, isOn) => root.watching.setRule(name, isOn)
                }
                ArbiterSettings { session: root.session }
            }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.line }
        RowLayout {
            Layout.margins: 12
            Layout.leftMargin: 16
            spacing: 8

            Label { Layout.fillWidth: true; text: root.session.settingsProblem !== "" ? root.session.settingsProblem : root.note; color: root.session.settingsProblem !== "" ? Theme.alert : Theme.text2; wrapMode: Text.Wrap; font.pixelSize: Theme.captionSize }
            ActionButton { kind: "filled"; text: qsTr("Close"); focus: true; onClicked: root.close() }
        }
    }

    SecondOpinion { id: secondOpinion; onNotice: message => root.note = message }
    FileDialog {
        id: library
        title: qsTr("Library of ONNX Runtime")
        nameFilters: [qsTr("Libraries (*.so *.so.* *.dylib *.dll)"), qsTr("All files (*)")]
        onAccepted: secondOpinion.useFile(selectedFile)
    }
    FolderDialog {
        id: folder
        title: qsTr("Folder to watch")
        onAccepted: root.watching.addFolder(selectedFolder)
    }
}
