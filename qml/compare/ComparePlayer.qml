pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// The player of a comparison: A, B or what is left of them, switched where it plays. What is heard stands above.
PlayerLine {
    id: root

    required property HearActions hear

    common: hear
    remark: player.heardText

    component Side: Basic.AbstractButton {
        id: side

        required property AppAction entry
        required property color ink
        property bool isOn: false

        implicitWidth: implicitContentWidth + 24
        implicitHeight: 28
        text: entry.menuText
        enabled: entry.isEnabled
        hoverEnabled: true
        focusPolicy: Qt.TabFocus
        Accessible.role: Accessible.RadioButton
        Accessible.name: entry.text
        Accessible.description: entry.obstacle
        Accessible.checked: isOn
        onClicked: side.entry.trigger()
        Keys.onReturnPressed: side.clicked()
        background: Rectangle {
            color: side.isOn ? Theme.tinted(Theme.raised, side.ink, 0.16) : side.hovered ? Theme.hover : Theme.none
            border.color: !side.enabled ? Theme.line : side.isOn ? side.ink : Theme.outline
            border.width: side.isOn ? 2 : 1
            radius: Theme.chipRadius

            FocusRing { isShown: side.visualFocus }
        }
        contentItem: Label {
            text: side.text
            horizontalAlignment: Text.AlignHCenter
            color: side.enabled ? side.ink : Theme.disabled
            font.weight: side.isOn ? Font.DemiBold : Font.Normal
        }

        Tip { isShown: side.hovered; text: side.entry.tip }
    }

    Row {
        spacing: 4
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Heard")

        Side { entry: root.hear.first; ink: Theme.trackA; isOn: root.player.heard === "track" }
        Side { entry: root.hear.second; ink: Theme.trackB; isOn: root.player.heard === "other" }
        Side { entry: root.hear.residual; ink: Theme.text; isOn: root.player.heard === "residual" }
    }
}
