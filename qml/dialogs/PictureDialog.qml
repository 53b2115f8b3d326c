pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// How large a saved picture is.
Basic.Popup {
    id: root

    property string size: "1920x1080"
    property alias ownSize: own.text

    readonly property var sides: size === "own" ? [parseInt(own.text.split(/[x\u00d7]/i)[0]) || 0, parseInt(own.text.split(/[x\u00d7]/i)[1]) || 0] : size.split("x").map(Number)
    readonly property bool isPossible: sides[0] >= 480 && sides[1] >= 320 && sides[0] <= 16384 && sides[1] <= 16384

    signal sizeChosen(int pictureWidth, int pictureHeight)

    function accept() {
        if (!isPossible)
            return;
        sizeChosen(sides[0], sides[1]);
        close();
    }

    anchors.centerIn: parent
    width: Math.min(520, parent.width - 32)
    padding: 16
    modal: true
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }

    ColumnLayout {
        width: parent.width
        spacing: 12

        Label { Layout.fillWidth: true; text: qsTr("Save the picture"); font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold }
        Choice {
            name: qsTr("Size in pixels")
            options: ["1280x720", "1920x1080", "3840x2160", "7680x4320"].map(size => ({ value: size, text: size.replace("x", " \u00d7 ") })).concat([{ value: "own", text: qsTr("Other") }])
            value: root.size
            onChosen: value => root.size = value
        }
        TextBox {
            id: own
            visible: root.size === "own"
            Layout.fillWidth: true
            text: "2560x1440"
            isWrong: !root.isPossible
            Accessible.name: qsTr("Width and height in pixels")
            onAccepted: root.accept()
        }
        Label {
            Layout.fillWidth: true
            text: root.isPossible ? qsTr("The part and the look that are shown, with axes, verdict and how it was made. No folder is named in it.") : qsTr("From 480 \u00d7 320 to 16384 \u00d7 16384, written like 2560x1440.")
            color: root.isPossible ? Theme.text3 : Theme.alert
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: 8

            Item { Layout.fillWidth: true }
            ActionButton { kind: "outlined"; text: qsTr("Cancel"); onClicked: root.close() }
            ActionButton { kind: "filled"; text: qsTr("Save..."); enabled: root.isPossible; focus: true; onClicked: root.accept() }
        }
    }
}
