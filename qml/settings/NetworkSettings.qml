pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Whether a small network looks at each track, on which library, and what came of it.
ColumnLayout {
    id: root

    required property bool isOn
    // Path of the library; empty for the usual places.
    required property string library
    // off, checking, ready or missing; empty before the first look.
    required property string status
    required property string statusText

    signal switched(bool isOn)
    signal libraryNamed(string path)
    signal chooseAsked()

    spacing: 8

    CheckLine {
        text: qsTr("Let a small network look at each track")
        checked: root.isOn
        onToggled: root.switched(checked)
    }
    SettingNote { text: qsTr("A weak witness beside the forest: it convicts nobody, and needs ONNX Runtime. It comes switched off, as it found nothing more in our tests. From the next audit on; tracks that it has not looked at are audited again when they are added again.") }
    RowLayout {
        Layout.fillWidth: true
        spacing: 8

        TextBox {
            Layout.fillWidth: true
            text: root.library
            Accessible.name: qsTr("Library of ONNX Runtime")
            placeholderText: qsTr("library of ONNX Runtime, looked for in the usual places")
            onEditingFinished: if (text !== root.library) root.libraryNamed(text)
        }
        ActionButton { kind: "outlined"; text: qsTr("Choose..."); tip: qsTr("Choose the library of ONNX Runtime"); onClicked: root.chooseAsked() }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: root.statusText !== ""
        spacing: 8

        Glyph {
            Layout.alignment: Qt.AlignTop
            visible: root.status === "ready" || root.status === "missing"
            glyph: root.status === "ready" ? "check" : "missing"
            color: Theme.healthColor(root.status)
        }
        Label {
            Layout.fillWidth: true
            text: root.statusText
            color: Theme.text2
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
        }
    }
}
