pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// A player: play, where it is, repeat, volume; between them what is declared in it. What stands in its way is a line above.
Rectangle {
    id: root

    required property PlayerActions common
    property bool isCompact: false
    // A line above where nothing is in the way.
    property string remark: ""

    readonly property TrackPlayer player: common.player
    readonly property bool hasLength: player.durationS > 0
    readonly property real shareOfSecond: hasLength ? 1 / player.durationS : 0

    default property alias choices: slot.data

    implicitHeight: content.implicitHeight
    color: Theme.chrome
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Player")

    Rectangle { width: parent.width; height: 1; color: Theme.line }
    ColumnLayout {
        id: content
        width: parent.width
        spacing: 0

        Label {
            id: line

            readonly property bool isTrouble: root.player.stateText !== ""

            Layout.fillWidth: true
            Layout.leftMargin: 16
            Layout.rightMargin: 16
            Layout.topMargin: 8
            visible: text !== ""
            text: line.isTrouble ? root.player.stateText : root.remark
            color: line.isTrouble ? Theme.alert : Theme.text2
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
            Accessible.role: line.isTrouble ? Accessible.AlertMessage : Accessible.StaticText
            Accessible.name: text
        }
        RowLayout {
            id: row
            Layout.fillWidth: true
            Layout.preferredHeight: root.isCompact ? 44 : 56
            Layout.leftMargin: root.isCompact ? 8 : 16
            Layout.rightMargin: 8
            spacing: root.isCompact ? 2 : 4

            EntryButton {
                implicitWidth: 32
                entry: root.common.playPause
                kind: "filled"
                isIconOnly: true
                focusPolicy: Qt.TabFocus
            }
            Label {
                Layout.leftMargin: 6
                text: root.player.positionText
                isMono: true
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("Position: %1 of %2").arg(text).arg(root.player.durationText)
            }
            Label {
                visible: root.hasLength && root.width >= 440
                text: qsTr("/ %1").arg(root.player.durationText)
                isMono: true
                color: Theme.text3
            }
            ThinSlider {
                Layout.fillWidth: true
                Layout.minimumWidth: 40
                name: qsTr("Position in seconds")
                present: root.player.positionS
                to: Math.max(0.1, root.player.durationS)
                stepSize: 5
                snapMode: Basic.Slider.NoSnap
                enabled: root.hasLength
                markFrom: root.player.loopFromS * root.shareOfSecond
                markTo: root.player.loopToS * root.shareOfSecond
                onMoved: root.player.seek(value)
                Keys.onSpacePressed: root.common.playPause.trigger()
            }
            EntryToggle { entry: root.common.loop; isOn: root.player.isLooping }
            RowLayout { id: slot; Layout.fillWidth: false; spacing: row.spacing }
            ActionButton {
                implicitWidth: 30
                glyph: root.player.volume > 0 ? "volume" : "volume-off"
                tip: qsTr("Volume: %1 %").arg(Theme.number(100 * root.player.volume, 0))
                isOn: loudness.opened
                focusPolicy: Qt.TabFocus
                onClicked: loudness.open()

                Basic.Popup {
                    id: loudness
                    x: parent.width - width
                    y: -height - 4
                    padding: 8
                    focus: true
                    onOpened: contentItem.forceActiveFocus(Qt.PopupFocusReason)
                    background: Rectangle { color: Theme.raised; border.color: Theme.outline; radius: Theme.cardRadius }
                    contentItem: ThinSlider {
                        name: qsTr("Volume")
                        present: root.player.volume
                        stepSize: 0.05
                        snapMode: Basic.Slider.NoSnap
                        onMoved: root.player.volume = value
                    }
                }
            }
        }
    }
}
