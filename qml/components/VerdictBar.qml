pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// How many tracks have which verdict: a bar in their colours, and below it glyph and number of each.
Item {
    id: root

    // [{ id, count, text }]
    required property var counts

    readonly property int total: counts.reduce((sum, one) => sum + one.count, 0)

    // Wide enough to be seen, however few there are.
    function widthOf(count: int): real {
        return total === 0 ? 0 : Math.max(3, (width - counts.length + 1) * count / total);
    }

    implicitHeight: 26
    clip: true

    Row {
        spacing: 1

        Repeater {
            model: root.counts

            Rectangle {
                required property var modelData

                width: root.widthOf(modelData.count)
                height: 6
                color: Theme.verdictColor(modelData.id)
            }
        }
    }
    Row {
        y: 10
        spacing: 8

        Repeater {
            model: root.counts

            Row {
                id: part

                required property var modelData

                height: 16
                spacing: 3
                // A number cut off is another number.
                opacity: x + width <= root.width ? 1 : 0

                Glyph { anchors.verticalCenter: parent.verticalCenter; glyph: Theme.verdictGlyph(part.modelData.id); size: 11; color: Theme.verdictColor(part.modelData.id) }
                Label { height: parent.height; text: part.modelData.text; isMono: true; color: Theme.text2; font.pixelSize: Theme.captionSize }
            }
        }
    }
}
