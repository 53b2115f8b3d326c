pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Over a comparison: the way back, how the spectrograms are shown, the swap.
Rectangle {
    id: root

    required property SpectrogramLook look
    required property SoundView view
    required property int channels
    required property bool isWipe
    property bool hasResidual: false
    property bool isResidual: false
    property bool isCompact: false

    readonly property bool isMenuOpen: options.opened

    signal leaveAsked()
    signal swapAsked()
    signal residualAsked()
    signal wipeChosen(bool isWipe)

    implicitHeight: 48
    color: Theme.panel

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 8
        anchors.rightMargin: 12
        spacing: 8

        ActionButton {
            text: qsTr("Tracks")
            glyph: "chevron-left"
            hint: qsTr("Esc")
            tip: qsTr("Leave the comparison (Esc)")
            onClicked: root.leaveAsked()
        }
        Rectangle { implicitWidth: 1; implicitHeight: 20; color: Theme.line; Layout.rightMargin: 4 }
        Label {
            Layout.fillWidth: true
            text: qsTr("Compare two tracks")
            font.pixelSize: Theme.titleSize
            font.weight: Font.DemiBold
            elide: Text.ElideRight
        }
        ActionButton {
            height: 28
            visible: !root.view.isWhole
            glyph: "restore"
            focusPolicy: Qt.TabFocus
            tip: qsTr("The whole tracks")
            onClicked: root.view.fit()
        }
        ChannelChoice { channels: root.channels; channel: root.look.channel; onChosen: channel => root.look.channel = channel }
        ToggleChip { visible: root.hasResidual; text: qsTr("Residual for B"); isOn: root.isResidual; onToggled: root.residualAsked() }
        Choice {
            name: qsTr("Spectrograms")
            options: [{ value: false, text: qsTr("Linked") }, { value: true, text: qsTr("Wipe") }]
            value: root.isWipe
            onChosen: value => root.wipeChosen(value)
        }
        ActionButton {
            height: 28
            glyph: "settings"
            focusPolicy: Qt.TabFocus
            tip: qsTr("Axis, window, range and colours")
            onClicked: options.open()

            SpectrogramOptions { id: options; x: parent.width - width; y: parent.height + 4; look: root.look }
        }
        ActionButton { kind: "outlined"; implicitHeight: 28; focusPolicy: Qt.TabFocus; text: qsTr("Swap"); tip: qsTr("Swap A and B"); onClicked: root.swapAsked() }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
}
