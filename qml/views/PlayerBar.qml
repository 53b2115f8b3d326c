pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The mini player of the track that is shown, with what of the track is heard.
PlayerLine {
    id: root

    required property PlayActions play

    function channelWord(channels: string): string {
        switch (channels) {
        case "l": return qsTr("L", "left channel");
        case "r": return qsTr("R", "right channel");
        case "m": return qsTr("M", "mid");
        case "s": return qsTr("S", "side");
        }
        return qsTr("LR", "both channels");
    }

    common: play

    EntryToggle { entry: root.play.difference; isOn: root.player.heard === "difference" }
    EntryToggle { entry: root.play.matching; isOn: root.player.isMatched }
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
}
