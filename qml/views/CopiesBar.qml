pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Over the copies: what was found, what can be done with the selected ones, and the tracks that nobody listened to yet.
Rectangle {
    id: root

    required property CopyTable copies
    property bool isCompact: false
    // Why nothing can be compared, and why nothing can be shown; empty where it can.
    required property string noPair
    required property string noCopy

    signal compareAsked()
    signal trackAsked()
    signal folderAsked()

    // A tip also over what is disabled: it says why.
    component Act: Item {
        id: act

        required property string text
        required property string obstacle
        required property string about

        signal clicked()

        implicitWidth: button.implicitWidth
        implicitHeight: button.implicitHeight

        HoverHandler { id: pointer }
        ActionButton {
            id: button
            kind: "outlined"
            implicitHeight: 28
            text: act.text
            enabled: act.obstacle === ""
            Accessible.description: act.obstacle === "" ? act.about : act.obstacle
            onClicked: act.clicked()
        }
        Tip { isShown: pointer.hovered; text: act.obstacle === "" ? act.about : act.obstacle }
    }

    implicitHeight: lines.implicitHeight
    color: Theme.panel

    ColumnLayout {
        id: lines
        width: parent.width
        spacing: 0

        RowLayout {
            Layout.leftMargin: 12
            Layout.rightMargin: 8
            Layout.preferredHeight: 40
            Layout.fillWidth: true
            spacing: 6

            Label {
                Layout.fillWidth: true
                text: root.copies.isSearching && root.copies.count > 0 ? qsTr("Looking again") : root.copies.hasSearched ? root.copies.summary : ""
                color: Theme.text2
                elide: Text.ElideRight
            }
            Act { text: qsTr("Compare"); obstacle: root.noPair; about: qsTr("Compare the two selected, or the selected one with the best"); onClicked: root.compareAsked() }
            Act { text: qsTr("Show in table"); obstacle: root.noCopy; about: qsTr("Show the track in the table"); onClicked: root.trackAsked() }
            Act { text: qsTr("Open folder"); obstacle: root.noCopy; about: qsTr("Open the folder that it lies in"); onClicked: root.folderAsked() }
        }
        RowLayout {
            visible: root.copies.isListening || root.copies.unheard > 0
            Layout.leftMargin: 12
            Layout.rightMargin: 8
            Layout.preferredHeight: 36
            Layout.fillWidth: true
            spacing: 8

            Glyph { visible: !root.copies.isListening; glyph: "info"; size: 14; color: Theme.text3 }
            Label {
                Layout.fillWidth: true
                text: !root.copies.isListening ? root.copies.unheardText : root.copies.progressText !== "" ? root.copies.progressText : qsTr("Listening to stored tracks")
                color: Theme.text2
                font.pixelSize: Theme.captionSize
                elide: Text.ElideRight
            }
            ProgressLine { visible: root.copies.isListening; Layout.preferredWidth: root.isCompact ? 80 : 160; share: root.copies.share }
            ActionButton {
                kind: "outlined"
                implicitHeight: 28
                text: root.copies.isListening ? qsTr("Stop") : qsTr("Listen to stored tracks")
                tip: root.copies.isListening ? qsTr("What was made is kept") : qsTr("Reads the first two minutes of each and makes its fingerprint")
                onClicked: root.copies.isListening ? root.copies.stopListening() : root.copies.listen()
            }
        }
        RowLayout {
            visible: root.copies.isStale && root.copies.hasSearched && !root.copies.isSearching
            Layout.leftMargin: 12
            Layout.rightMargin: 8
            Layout.preferredHeight: 36
            Layout.fillWidth: true
            spacing: 8

            Glyph { glyph: "reload"; size: 14; color: Theme.text3 }
            Label { Layout.fillWidth: true; text: qsTr("Tracks were audited or judged since"); color: Theme.text2; font.pixelSize: Theme.captionSize; elide: Text.ElideRight }
            ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("Look again"); onClicked: root.copies.search() }
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
}
