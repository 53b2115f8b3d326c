pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// One track from its verdict down to its figures; with several selected, what they share.
Rectangle {
    id: root

    required property Detail detail
    required property TrackSound sound
    required property SoundView view
    required property PlayActions play
    required property int selectedCount
    // Where the track stands among those shown.
    property string place: ""
    property bool isCompact: false
    property bool isMaximised: false
    property int tab: 0
    property int shownTrack: 0
    readonly property bool needsSound: visible && hasTrack && soundTabs.needsSound(tab)
    readonly property alias look: look
    readonly property var tabTitles: tabs.titles
    // Whether what is shown can be saved as a picture.
    readonly property bool hasPicture: hasTrack && /^(spectrogram|spectrum|waveform|loudness)$/.test(soundTabs.names[tab])

    readonly property bool isWide: isMaximised && width > 1100
    readonly property bool isLate: detail.isLoading && settle.isLate
    readonly property bool hasTrack: selectedCount === 1 && detail.trackId > 0 && detail.problem === ""

    signal copyAsked()
    signal againAsked()
    signal markAsked()
    signal exchangeAsked()
    signal stepAsked(int step)
    signal maximiseAsked()
    signal closeAsked()
    signal seekAsked(real atS)
    signal pictureAsked()

    // What is shown, as an order of a picture.
    function pictureOrder(): var {
        const kind = soundTabs.names[tab];
        const isSpectrum = kind === "spectrum";
        return {
            kind: kind,
            from_s: isSpectrum ? view.regionFromS : view.fromS,
            to_s: isSpectrum ? view.regionToS : view.toS,
            look: isSpectrum ? look.order(look.axis === "log" ? 20 : 0, sound.nyquistHz) : look.order(view.lowHz, view.topHz)
        };
    }

    color: Theme.panel

    TrackPolicy { id: policy; trackId: root.detail.trackId }
    TrackHistory { id: history; trackId: root.detail.trackId; isWanted: root.visible && root.hasTrack && soundTabs.names[root.tab] === "history" }
    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: root.isMaximised ? 0 : 1
        spacing: 0
        visible: root.hasTrack && !root.isLate

        DetailHead {
            Layout.fillWidth: true
            detail: root.detail
            place: root.place
            isMaximised: root.isMaximised
            onCopyAsked: root.copyAsked()
            onAgainAsked: root.againAsked()
            onStepAsked: step => root.stepAsked(step)
            onMaximiseAsked: root.maximiseAsked()
            onCloseAsked: root.closeAsked()
        }
        GridLayout {
            Layout.fillWidth: true
            Layout.fillHeight: false
            Layout.margins: root.isCompact ? 8 : 12
            Layout.leftMargin: 16
            Layout.rightMargin: 16
            Layout.bottomMargin: 4
            columns: root.isWide ? 2 : 1
            rowSpacing: 8
            columnSpacing: 0

            VerdictCard {
                Layout.fillWidth: true
                Layout.fillHeight: root.isWide
                Layout.preferredWidth: root.isWide ? 4 : -1
                Layout.alignment: Qt.AlignTop
                detail: root.detail
                policy: policy
                isCompact: root.isCompact
                isFlat: root.isWide
                onCopyAsked: root.copyAsked()
                onAgainAsked: root.againAsked()
                onMarkAsked: root.markAsked()
                onExchangeAsked: root.exchangeAsked()
                onEvidenceAsked: {
                    root.tab = soundTabs.at("evidence");
                    if (!root.isMaximised)
                        root.maximiseAsked();
                }
            }
            GaugeGrid {
                Layout.fillWidth: true
                Layout.preferredWidth: root.isWide ? 7 : -1
                Layout.alignment: Qt.AlignTop
                columns: root.isWide ? 6 : 3
                detail: root.detail
                isCompact: root.isCompact && !root.isWide
            }
        }
        Tabs {
            id: tabs
            Layout.fillWidth: true
            titles: soundTabs.titles
            current: root.tab
            onChosen: at => root.tab = at
        }
        StackLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: 12
            Layout.topMargin: 8
            Layout.leftMargin: 16
            Layout.rightMargin: 4
            currentIndex: root.tab

            SpectrogramView { sound: root.sound; view: root.view; look: look; isCompact: root.isCompact && !root.isMaximised; onSeekAsked: atS => root.seekAsked(atS); onExportAsked: root.pictureAsked() }
            EvidenceView { detail: root.detail }
            SpectrumView { sound: root.sound; view: root.view; look: look }
            TimeView { sound: root.sound; view: root.view; kind: "waveform"; title: qsTr("Waveform over time; clipped runs above, clicks and dropouts as lines, silence shaded"); onSeekAsked: atS => root.seekAsked(atS) }
            TimeView { sound: root.sound; view: root.view; kind: "loudness"; title: qsTr("Loudness over time"); units: qsTr("LUFS: momentary filled, short-term as a line, integrated dashed"); onSeekAsked: atS => root.seekAsked(atS) }
            StereoView { sound: root.sound; view: root.view; onSeekAsked: atS => root.seekAsked(atS) }
            ValuesView { sound: root.sound; view: root.view }
            MetadataView { detail: root.detail }
            HistoryView {
                entries: JSON.parse(history.entriesJson === "" ? "[]" : history.entriesJson)
                place: history.place
                problem: history.problem
                isLoading: history.isLoading
            }
        }
        RegionBar {
            Layout.fillWidth: true
            Layout.margins: 12
            Layout.topMargin: 0
            visible: root.view.hasSelection && soundTabs.needsSound(root.tab)
            sound: root.sound
            view: root.view
        }
        PlayerBar { Layout.fillWidth: true; play: root.play; isCompact: root.isCompact }
    }

    SpectrogramLook { id: look }
    SoundTabs { id: soundTabs }
    // A track that was audited again has other marks.
    Connections {
        target: root.detail

        function onShown() {
            if (root.detail.trackId !== root.shownTrack) {
                root.shownTrack = root.detail.trackId;
                root.view.forget();
            } else {
                root.sound.reload();
            }
        }
    }
    // Loading: the empty well, and a thin bar once it takes longer than 200 ms.
    Timer {
        id: settle

        property bool isLate: false

        interval: 200
        running: root.detail.isLoading
        onRunningChanged: if (running) isLate = false
        onTriggered: isLate = true
    }
    Rectangle {
        visible: root.isLate
        width: parent.width
        height: 2
        color: Theme.accent
        Accessible.role: Accessible.ProgressBar
        Accessible.name: qsTr("Loading")
    }
    DetailHint {
        anchors.centerIn: parent
        width: Math.min(320, parent.width - 64)
        visible: !root.hasTrack && !root.isLate
        selectedCount: root.selectedCount
        problem: root.detail.problem
        onAgainAsked: root.againAsked()
    }
    ActionButton {
        anchors { top: parent.top; right: parent.right; topMargin: 10; rightMargin: 8 }
        visible: !root.hasTrack
        glyph: "close"
        tip: qsTr("Hide the panel (F9)")
        onClicked: root.closeAsked()
    }
    Rectangle { visible: !root.isMaximised; width: 1; height: parent.height; color: Theme.line }
}
