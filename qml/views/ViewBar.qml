pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Which view stands below: tracks, albums or copies; the folder that the tracks are narrowed to; a word on the view.
Rectangle {
    id: root

    // "tracks", "albums" or "copies".
    required property string content
    // The folder that the table is narrowed to, empty for none.
    property string folderPath: ""
    property string albumsText: ""

    readonly property string note: content === "copies" ? qsTr("Nothing is ever deleted") : content === "albums" ? albumsText : ""

    signal chosen(string content)
    signal folderCleared()

    implicitHeight: 40
    color: Theme.panel

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 10
        anchors.rightMargin: 8
        spacing: 12

        Choice {
            name: qsTr("View")
            value: root.content
            options: [{ value: "tracks", text: qsTr("Tracks") }, { value: "albums", text: qsTr("Albums") }, { value: "copies", text: qsTr("Copies") }]
            onChosen: value => root.chosen(value)
        }
        FolderChip {
            visible: root.content === "tracks" && root.folderPath !== ""
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth
            path: root.folderPath
            onClicked: root.folderCleared()
        }
        Item { Layout.fillWidth: true }
        Item {
            visible: root.content !== "tracks"
            implicitWidth: words.implicitWidth + 26
            Layout.fillHeight: true

            Label { id: words; height: parent.height; text: root.note; color: Theme.text3; font.pixelSize: Theme.captionSize }
            HelpSpot { topic: root.content === "copies" ? "copies" : "albums"; markY: (height - 18) / 2 }
        }
    }
}
