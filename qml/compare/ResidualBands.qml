pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Levels in third octaves: those of A as a wide bar, what is left of B - A as a narrow one over it.
Item {
    id: root

    // [{ label, a, residual }], dBFS, null for digital silence.
    required property var bands
    readonly property real floorDb: -140
    // Which one is read; -1 for none.
    property int current: -1

    readonly property string reading: {
        const band = bands[current];
        return band === undefined ? "" : qsTr("%1: A %2, residual %3").arg(band.label).arg(level(band.a)).arg(level(band.residual));
    }

    function level(db: var): string {
        return db === null || db === undefined ? "-" : Theme.number(db, 1);
    }

    // 0 to 1 of the height.
    function share(db: var): real {
        return db === null || db === undefined ? 0 : Math.max(0, Math.min(1, (db - floorDb) / -floorDb));
    }

    implicitHeight: 120
    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Levels of A and of the residual in third octaves")
    Accessible.description: reading
    Keys.onLeftPressed: current = Math.max(0, current - 1)
    Keys.onRightPressed: current = Math.min(bands.length - 1, current + 1)
    onBandsChanged: current = -1

    Label {
        id: words
        width: parent.width
        height: 16
        text: root.reading !== "" ? root.reading : qsTr("A wide, residual B - A narrow")
        isMono: root.reading !== ""
        color: Theme.text2
        font.pixelSize: Theme.captionSize
        elide: Text.ElideRight
    }
    Rectangle {
        id: well
        x: 30
        y: 20
        width: parent.width - x
        height: parent.height - y - 18
        color: Theme.well

        Repeater {
            model: [-40, -80, -120]

            Item {
                required property int modelData

                y: Math.round((1 - root.share(modelData)) * well.height)
                width: well.width

                Rectangle { width: parent.width; height: 1; color: Theme.plotGrid }
                Label { x: -implicitWidth - 6; y: -implicitHeight / 2; text: parent.modelData; isMono: true; color: Theme.text3; font.pixelSize: Theme.axisSize }
            }
        }
        Row {
            id: bars
            anchors.fill: parent

            Repeater {
                model: root.bands

                Item {
                    id: bar

                    required property int index
                    required property var modelData

                    width: bars.width / Math.max(1, root.bands.length)
                    height: bars.height

                    Rectangle {
                        anchors.bottom: parent.bottom
                        x: 1
                        width: Math.max(1, parent.width - 2)
                        height: Math.round(root.share(bar.modelData.a) * parent.height)
                        color: Theme.plotArea
                        border { width: bar.index === root.current ? 1 : 0; color: Theme.plotLine }
                    }
                    Rectangle {
                        anchors { bottom: parent.bottom; horizontalCenter: parent.horizontalCenter }
                        width: Math.max(1, Math.round(parent.width / 3))
                        height: Math.round(root.share(bar.modelData.residual) * parent.height)
                        color: Theme.textOnWell
                    }
                    Label {
                        visible: bar.index % 6 === 0
                        y: parent.height + 4
                        text: bar.modelData.label
                        isMono: true
                        color: Theme.text3
                        font.pixelSize: Theme.axisSize
                    }
                }
            }
        }
        MouseArea {
            anchors.fill: parent
            hoverEnabled: true
            acceptedButtons: Qt.NoButton
            onPositionChanged: mouse => root.current = Math.max(0, Math.min(root.bands.length - 1, Math.floor(mouse.x / Math.max(1, width) * root.bands.length)))
            onExited: root.current = -1
        }
        FocusRing { isShown: root.activeFocus; radius: 0; inset: -2 }
    }
}
