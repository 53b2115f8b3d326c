pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// The share of false accusations that the auditor accepts, on a logarithmic scale from one in 100 000 to one in 20.
Column {
    id: root

    required property real value

    signal chosen(real value)

    readonly property real shown: Math.pow(10, slider.value)

    spacing: 4

    Basic.Slider {
        id: slider
        width: 280
        from: -5
        to: Math.log10(0.05)
        stepSize: 0.1
        snapMode: Basic.Slider.SnapAlways
        value: Math.log10(root.value > 0 ? root.value : 0.001)
        Accessible.name: qsTr("Accepted share of false accusations")
        onPressedChanged: if (!pressed) root.chosen(root.shown)
        Keys.onReleased: event => { if (!event.isAutoRepeat) root.chosen(root.shown); }
        background: Rectangle {
            x: slider.leftPadding
            y: slider.topPadding + slider.availableHeight / 2 - height / 2
            width: slider.availableWidth
            implicitHeight: 4
            height: 4
            radius: 2
            color: Theme.outline

            Rectangle { width: slider.visualPosition * parent.width; height: parent.height; radius: 2; color: Theme.accentFill }
        }
        handle: Rectangle {
            x: slider.leftPadding + slider.visualPosition * (slider.availableWidth - width)
            y: slider.topPadding + slider.availableHeight / 2 - height / 2
            implicitWidth: 16
            implicitHeight: 16
            radius: 8
            color: Theme.accentFill
            border.color: Theme.raised

            FocusRing { isShown: slider.visualFocus; inset: -3 }
        }
    }
    Label {
        text: qsTr("%1 %, one in %2").arg(Theme.figure((100 * root.shown).toPrecision(2))).arg(Theme.number(Math.round(1 / root.shown), 0))
        isMono: true
        color: Theme.text2
        font.pixelSize: Theme.captionSize
    }
}
