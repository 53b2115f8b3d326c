pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// All topics of the help: search at the left, the topic at the right.
Basic.Popup {
    id: root

    required property HelpTopics topics

    readonly property var found: topics.matching(query.text)

    // Opens on the topic of that id; on the first for none.
    function show(id: string) {
        query.clear();
        list.currentIndex = Math.max(0, topics.all.findIndex(topic => topic.id === id));
        open();
        list.positionViewAtIndex(list.currentIndex, ListView.Center);
    }

    anchors.centerIn: parent
    width: Math.min(840, parent.width - 64)
    height: Math.min(600, parent.height - 64)
    padding: 0
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }
    onAboutToShow: query.forceActiveFocus(Qt.PopupFocusReason)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.margins: 12
            Layout.leftMargin: 20
            spacing: 12

            Label { Layout.fillWidth: true; text: qsTr("What is measured, and what it means"); font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold; elide: Text.ElideRight }
            ActionButton { glyph: "close"; tip: qsTr("Close (Esc)"); onClicked: root.close() }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.line }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            ColumnLayout {
                Layout.preferredWidth: 256
                Layout.maximumWidth: 256
                Layout.fillHeight: true
                spacing: 0

                TextBox {
                    id: query
                    Layout.fillWidth: true
                    Layout.margins: 12
                    placeholderText: qsTr("Search")
                    Accessible.name: qsTr("Search the help")
                    onTextEdited: list.currentIndex = 0
                    Keys.onUpPressed: list.decrementCurrentIndex()
                    Keys.onDownPressed: list.incrementCurrentIndex()
                }
                ListView {
                    id: list
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    bottomMargin: 8
                    clip: true
                    model: root.found
                    highlightMoveDuration: 0
                    boundsBehavior: Flickable.StopAtBounds
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Topics")
                    Basic.ScrollBar.vertical: ThinScrollBar {}

                    delegate: HelpRow {
                        required property int index
                        required property var modelData

                        width: list.width
                        name: modelData.name
                        title: query.text.trim() === "" && (index === 0 || root.found[index - 1].group !== modelData.group) ? modelData.group : ""
                        isCurrent: ListView.isCurrentItem
                        onChosen: list.currentIndex = index
                    }
                }
            }
            Rectangle { implicitWidth: 1; Layout.fillHeight: true; color: Theme.line }
            Flickable {
                id: view
                Layout.fillWidth: true
                Layout.fillHeight: true
                contentHeight: words.implicitHeight + 40
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                Basic.ScrollBar.vertical: ThinScrollBar {}

                HelpText {
                    id: words
                    x: 24
                    y: 20
                    width: view.width - 48
                    topic: root.found[list.currentIndex] ?? null
                }
                Label {
                    x: 24
                    y: 20
                    visible: root.found.length === 0
                    text: qsTr("No topic matches")
                    color: Theme.text2
                    font.pixelSize: Theme.titleSize
                }
            }
        }
    }
}
