pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// The auditor's own verdict on the selected tracks, with the codec and a note.
Basic.Popup {
    id: root

    required property int trackCount

    property string label: "genuine"
    property string codec: ""

    signal marked(string label, string codec, string note)
    signal unmarked()

    component Name: Label { Layout.preferredWidth: 88; Layout.alignment: Qt.AlignTop; Layout.topMargin: 7; color: Theme.text2 }

    function accept() {
        marked(label, label === "transcode" ? codec : "", note.text);
        close();
    }

    anchors.centerIn: parent
    width: Math.min(616, parent.width - 32)
    padding: 16
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }
    onAboutToShow: { note.text = ""; note.forceActiveFocus(Qt.PopupFocusReason); }

    GridLayout {
        width: parent.width
        columns: 2
        columnSpacing: 16
        rowSpacing: 14

        Label {
            Layout.columnSpan: 2
            Layout.fillWidth: true
            text: root.trackCount > 1 ? qsTr("My verdict on %1 tracks").arg(root.trackCount) : qsTr("My verdict")
            font.pixelSize: Theme.verdictSize
            font.weight: Font.DemiBold
        }
        Name { text: qsTr("Verdict") }
        Choice {
            name: qsTr("Verdict")
            options: [
                { value: "genuine", text: qsTr("Genuine") },
                { value: "transcode", text: qsTr("Transcode") },
                { value: "upsampled", text: qsTr("Upsampled") },
                { value: "padded", text: qsTr("Padded") },
                { value: "unsure", text: qsTr("Not sure") }
            ]
            value: root.label
            onChosen: value => root.label = value
        }
        Name { visible: root.label === "transcode"; text: qsTr("From") }
        Flow {
            visible: root.label === "transcode"
            Layout.fillWidth: true
            spacing: 6

            Choice {
                name: qsTr("Codec")
                options: [
                    { value: "", text: qsTr("Unknown") },
                    { value: "mp3", text: "MP3" },
                    { value: "aac", text: "AAC" },
                    { value: "he_aac", text: "HE-AAC" },
                    { value: "vorbis", text: "Vorbis" },
                    { value: "opus", text: "Opus" }
                ]
                value: root.codec
                onChosen: value => root.codec = value
            }
            Choice {
                name: qsTr("Codec")
                options: [
                    { value: "ac3", text: "AC-3" },
                    { value: "wma", text: "WMA" },
                    { value: "mp2", text: "MP2" },
                    { value: "musepack", text: "Musepack" },
                    { value: "atrac", text: "ATRAC" }
                ]
                value: root.codec
                onChosen: value => root.codec = value
            }
        }
        Name { text: qsTr("Note") }
        TextBox {
            id: note
            Layout.fillWidth: true
            placeholderText: qsTr("what you heard or know")
            Accessible.name: qsTr("Note")
            onAccepted: root.accept()
        }
        Label {
            Layout.columnSpan: 2
            Layout.fillWidth: true
            text: qsTr("Your verdict stands over the machine's, here and wherever the same recording turns up. The file is not touched.")
            color: Theme.text3
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
        }
        RowLayout {
            Layout.columnSpan: 2
            Layout.fillWidth: true
            spacing: 8

            LinkButton { text: qsTr("Take my verdict off"); onClicked: { root.unmarked(); root.close(); } }
            Item { Layout.fillWidth: true }
            ActionButton { kind: "outlined"; text: qsTr("Cancel"); onClicked: root.close() }
            ActionButton { kind: "filled"; text: qsTr("Set verdict"); onClicked: root.accept() }
        }
    }
}
