pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// The mini player: play, where it is, and what of the track is heard. What stands in its way is a line above.
Rectangle {
    id: root

    required property PlayActions play
    property bool isCompact: false

    readonly property TrackPlayer player: play.player
    readonly property bool hasLength: player.durationS > 0
    readonly property real shareOfSecond: hasLength ? 1 / player.durationS : 0

    function channelWord(channels: string): string {
        switch (channels) {
        case "l": return qsTr("L", "left channel");
        case "r": return qsTr("R", "right channel");
        case "m": return qsTr("M", "mid");
        case "s": return qsTr("S", "side");
        }
        return qsTr("LR", "both channels");
    }

    implicitHeight: content.implicitHeight
    color: Theme.chrome
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Player")

    component Toggle: EntryButton {
        implicitWidth: 30
        isIconOnly: true
        focusPolicy: Qt.TabFocus
        glyphInk: isOn ? Theme.accent : ink
        Accessible.checkable: true
        Accessible.checked: isOn
    }

    Rectangle { width: parent.width; height: 1; color: Theme.line }
    ColumnLayout {
        id: content
        width: parent.width
        spacing: 0

        Label {
            id: trouble
            Layout.fillWidth: true
            Layout.leftMargin: 16
            Layout.rightMargin: 16
            Layout.topMargin: 8
            visible: text !== ""
            text: root.player.stateText
            color: Theme.alert
            font.pixelSize: Theme.captionSize
            wrapMode: Text.Wrap
            maximumLineCount: 3
            elide: Text.ElideRight
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.preferredHeight: root.isCompact ? 44 : 56
            Layout.leftMargin: root.isCompact ? 8 : 16
            Layout.rightMargin: 8
            spacing: root.isCompact ? 2 : 4

            EntryButton {
                implicitWidth: 32
                entry: root.play.playPause
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
                Keys.onSpacePressed: root.play.playPause.trigger()
            }
            Toggle { entry: root.play.loop; isOn: root.player.isLooping }
            Toggle { entry: root.play.difference; isOn: root.player.heard === "difference" }
            Toggle { entry: root.play.matching; isOn: root.player.isMatched }
            ActionButton {
                text: root.channelWord(root.player.channels)
                tip: root.play.noSides !== "" ? root.play.noSides : qsTr("Which channels are heard")
                isMenu: true
                isOn: root.player.channels !== "lr"
                enabled: root.play.noSides === ""
                focusPolicy: Qt.TabFocus
                Accessible.name: tip
                Accessible.description: text
                onClicked: sides.open()

                AppMenu {
                    id: sides
                    x: parent.width - width
                    y: -height - 4
                    width: 260

                    EntryItem { entry: root.play.both }
                    EntryItem { entry: root.play.left }
                    EntryItem { entry: root.play.right }
                    EntryItem { entry: root.play.mid }
                    EntryItem { entry: root.play.side }
                }
            }
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
