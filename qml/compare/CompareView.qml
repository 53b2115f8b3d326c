pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// Two tracks beside each other: which they are, what a null test finds, both spectrograms in the same time and frequency, and the
// sound of both and of what is left.
FocusScope {
    id: root

    property bool isCompact: false
    // Whether nobody types and no dialog is open: Esc leaves then.
    property bool isFree: true
    property bool isWipe: false
    // Whether the residual is drawn in the place of B, where there is one.
    property bool wantsResidual: false

    readonly property alias player: player
    readonly property alias hear: hear
    readonly property bool hasResidual: player.sourceCount >= 3
    readonly property bool isMenuOpen: bar.isMenuOpen
    readonly property bool isOpen: comparing.firstId > 0 && comparing.secondId > 0
    readonly property string problem: soundA.state === "problem" ? soundA.problem : soundB.state === "problem" ? soundB.problem : comparing.state === "failed" ? comparing.statement : ""
    readonly property bool isBusy: problem === "" && (comparing.state === "decoding" || comparing.state === "comparing")
    readonly property real share: comparing.state === "decoding" ? (soundA.share + soundB.share) / 2 : comparing.share
    readonly property string statement: {
        if (problem !== "")
            return problem;
        switch (comparing.state) {
        case "decoding": return qsTr("Decoding both tracks");
        case "comparing": return qsTr("Comparing");
        }
        return comparing.statement;
    }

    // The comparison was left.
    signal closed()

    function open(a: int, b: int) {
        if (a <= 0 || b <= 0 || a === b)
            return;
        view.forget();
        comparing.firstId = a;
        comparing.secondId = b;
        forceActiveFocus(Qt.OtherFocusReason);
    }

    // What plays goes on at its place, in the time of the other.
    function swap() {
        const atS = comparing.delayS + comparing.stretch * player.positionS;
        const isOn = player.isOn;
        comparing.swap();
        player.seek(atS);
        if (isOn)
            player.toggle();
    }

    function leave() {
        if (!isOpen)
            return;
        comparing.cancel();
        closed();
    }

    Comparing { id: comparing; isDecoded: soundA.state === "ready" && soundB.state === "ready"; onStateChanged: player.takeIn() }
    TrackSound { id: soundA; trackId: comparing.firstId; isWanted: true }
    TrackSound { id: soundB; trackId: comparing.secondId; isWanted: true }
    Detail { id: detailA; trackId: comparing.firstId }
    Detail { id: detailB; trackId: comparing.secondId }
    SpectrogramLook { id: look }
    // Time is that of A; what both carry is shown, so that a frequency has one place.
    SoundView {
        id: view
        durationS: Math.max(soundA.durationS, soundB.durationS - comparing.delayS)
        nyquistHz: soundA.nyquistHz > 0 && soundB.nyquistHz > 0 ? Math.min(soundA.nyquistHz, soundB.nyquistHz) : Math.max(soundA.nyquistHz, soundB.nyquistHz)
    }
    TrackPlayer { id: player; sound: soundA; view: view; secondId: comparing.secondId }
    HearActions { id: hear; player: player; hasFailed: root.problem !== "" }
    Shortcut { sequence: "Esc"; enabled: root.isOpen && root.isFree && !bar.isMenuOpen; onActivated: root.leave() }

    Rectangle { anchors.fill: parent; color: Theme.window }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        CompareBar {
            id: bar
            Layout.fillWidth: true
            look: look
            view: view
            channels: Math.min(soundA.channels, soundB.channels)
            isWipe: root.isWipe
            hasResidual: root.hasResidual
            isResidual: root.wantsResidual
            isCompact: root.isCompact
            onLeaveAsked: root.leave()
            onSwapAsked: root.swap()
            onResidualAsked: root.wantsResidual = !root.wantsResidual
            onWipeChosen: isWipe => root.isWipe = isWipe
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: false
            Layout.margins: 12
            Layout.bottomMargin: 8
            spacing: 12

            CompareHead { Layout.fillWidth: true; Layout.preferredWidth: 1; letter: "A"; ink: Theme.trackA; detail: detailA; isCompact: root.isCompact }
            CompareHead { Layout.fillWidth: true; Layout.preferredWidth: 1; letter: "B"; ink: Theme.trackB; detail: detailB; isCompact: root.isCompact }
        }
        Item {
            Layout.fillWidth: true
            Layout.leftMargin: 12
            Layout.rightMargin: 12
            implicitHeight: Math.max(24, words.implicitHeight)

            Label {
                id: words
                width: parent.width - 28
                anchors.verticalCenter: parent.verticalCenter
                text: root.statement
                color: root.problem !== "" ? Theme.alert : root.isBusy ? Theme.text2 : Theme.text
                font.pixelSize: Theme.titleSize
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
            HelpSpot { topic: "comparison"; markY: (height - 18) / 2 }
        }
        ProgressLine {
            Layout.fillWidth: true
            Layout.leftMargin: 12
            Layout.rightMargin: 12
            opacity: root.isBusy ? 1 : 0
            share: root.share
        }
        GridLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: 12
            Layout.topMargin: 8
            columns: root.isCompact ? 1 : 2
            columnSpacing: 12
            rowSpacing: 8

            ComparePictures {
                id: pictures
                Layout.fillWidth: true
                Layout.fillHeight: true
                soundA: soundA
                soundB: soundB
                view: view
                look: look
                delayS: comparing.delayS
                stretch: comparing.stretch
                gainDb: comparing.gainDb
                isWipe: root.isWipe
                isResidual: root.wantsResidual && root.hasResidual
                onSeekAsked: atS => player.seek(atS)
            }
            CompareFacts {
                visible: comparing.state === "done" || comparing.state === "refused"
                Layout.fillWidth: root.isCompact
                Layout.preferredWidth: root.isCompact ? -1 : 400
                Layout.fillHeight: !root.isCompact
                Layout.preferredHeight: root.isCompact ? 190 : -1
                facts: JSON.parse(comparing.factsJson)
                bands: JSON.parse(comparing.bandsJson)
                isCompact: root.isCompact
            }
        }
        ComparePlayer { Layout.fillWidth: true; hear: hear; isCompact: root.isCompact }
    }
}
