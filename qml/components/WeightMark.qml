pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What a reason weighs: up to three squares and the word.
Column {
    id: root

    required property int weight
    required property string word

    spacing: 4

    Row {
        spacing: 2

        Repeater {
            model: 3

            Rectangle {
                required property int index
                readonly property bool isFilled: root.weight > index

                width: 8; height: 8
                color: isFilled ? Theme.text : "transparent"
                border.color: isFilled ? Theme.text : Theme.outline
            }
        }
    }
    Label { text: root.word; color: root.weight >= 3 ? Theme.text : Theme.text3; font.pixelSize: Theme.captionSize }
}
