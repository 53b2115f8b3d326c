pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import audiopro

// From which probability of a lossy past a track is grey, and up to which.
Column {
    id: root

    required property real from
    required property real to

    signal chosen(real from, real to)

    component Handle: Rectangle {
        implicitWidth: 16
        implicitHeight: 16
        radius: 8
        color: Theme.accentFill
        border.color: Theme.raised
    }

    spacing: 4

    Basic.RangeSlider {
        id: slider
        width: 280
        from: 0.05
        to: 0.95
        stepSize: 0.05
        snapMode: Basic.RangeSlider.SnapAlways
        first.value: root.from
        second.value: root.to
        Accessible.name: qsTr("Grey zone")
        first.onPressedChanged: if (!first.pressed) root.chosen(first.value, second.value)
        second.onPressedChanged: if (!second.pressed) root.chosen(first.value, second.value)
        Keys.onReleased: event => { if (!event.isAutoRepeat) root.chosen(first.value, second.value); }
        background: Rectangle {
            x: slider.leftPadding
            y: slider.topPadding + slider.availableHeight / 2 - height / 2
            width: slider.availableWidth
            implicitHeight: 4
            height: 4
            radius: 2
            color: Theme.outline

            Rectangle {
                x: slider.first.visualPosition * parent.width
                width: (slider.second.visualPosition - slider.first.visualPosition) * parent.width
                height: parent.height
                radius: 2
                color: Theme.accentFill
            }
        }
        first.handle: Handle {
            x: slider.leftPadding + slider.first.visualPosition * (slider.availableWidth - width)
            y: slider.topPadding + slider.availableHeight / 2 - height / 2
            FocusRing { isShown: slider.visualFocus; inset: -3 }
        }
        second.handle: Handle {
            x: slider.leftPadding + slider.second.visualPosition * (slider.availableWidth - width)
            y: slider.topPadding + slider.availableHeight / 2 - height / 2
        }
    }
    Label {
        text: qsTr("%1 to %2").arg(Theme.number(slider.first.value, 2)).arg(Theme.number(slider.second.value, 2))
        isMono: true
        color: Theme.text2
        font.pixelSize: Theme.captionSize
    }
}
