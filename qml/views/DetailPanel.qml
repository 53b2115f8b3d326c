pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// One track from its verdict down to its figures; with several selected, what they share.
Rectangle {
    id: root

    required property Detail detail
    required property int selectedCount
    property bool isCompact: false
    property bool isMaximised: false
    property alias tab: tabs.current

    signal copyAsked()
    signal againAsked()
    signal maximiseAsked()
    signal closeAsked()

    readonly property bool isWide: isMaximised && width > 1100

    color: Theme.panel

    Rectangle { width: 1; height: parent.height; color: Theme.line }

    ColumnLayout {
        anchors.fill: parent
        anchors.leftMargin: 17
        anchors.rightMargin: 16
        spacing: 0
        visible: root.detail.trackId > 0 && root.selectedCount <= 1

        RowLayout {
            Layout.preferredHeight: 52
            Layout.maximumHeight: 52
            spacing: 4

            ActionButton { visible: root.isMaximised; text: qsTr("Tracks"); glyph: "chevron-left"; hint: qsTr("Esc"); onClicked: root.maximiseAsked() }
            Column {
                Layout.fillWidth: true
                spacing: 2

                Label { width: parent.width; text: root.detail.name; font.pixelSize: Theme.titleSize; font.weight: Font.DemiBold; elide: Text.ElideRight }
                Label {
                    width: parent.width
                    text: root.isMaximised ? root.detail.path + "  \u00b7  " + root.detail.formatLine : root.detail.formatLine === "" ? root.detail.path : root.detail.formatLine
                    color: Theme.text3
                    font.pixelSize: Theme.captionSize
                    elide: Text.ElideLeft

                    HoverHandler { id: pathPointer }
                    Tip { isShown: pathPointer.hovered; text: root.detail.path }
                }
            }
            ActionButton { glyph: root.isMaximised ? "restore" : "maximise"; tip: root.isMaximised ? qsTr("Back to the table (Esc)") : qsTr("Maximise (Enter)"); onClicked: root.maximiseAsked() }
            ActionButton { visible: !root.isMaximised; glyph: "close"; tip: qsTr("Hide the panel (F9)"); onClicked: root.closeAsked() }
        }
        GridLayout {
            Layout.fillWidth: true
            columns: root.isWide ? 2 : 1
            rowSpacing: 8
            columnSpacing: 12

            VerdictCard {
                Layout.fillWidth: true
                Layout.preferredWidth: root.isWide ? 480 : -1
                Layout.alignment: Qt.AlignTop
                detail: root.detail
                isCompact: root.isCompact
                onCopyAsked: root.copyAsked()
                onAgainAsked: root.againAsked()
                onEvidenceAsked: tabs.current = 0
            }
            GaugeGrid {
                Layout.fillWidth: true
                Layout.preferredWidth: root.isWide ? 480 : -1
                Layout.alignment: Qt.AlignTop
                columns: 3
                detail: root.detail
                isCompact: root.isCompact
            }
        }
        Tabs {
            id: tabs
            Layout.fillWidth: true
            Layout.topMargin: 4
            titles: [qsTr("Evidence"), qsTr("Spectrum"), qsTr("Waveform"), qsTr("Metadata")]
        }
        StackLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: 12
            Layout.bottomMargin: 12
            currentIndex: tabs.current

            EvidenceView { detail: root.detail }
            Plot { kind: "spectrum"; title: qsTr("Average spectrum in dBFS over kHz; the brighter line is the average, the fainter the highest level"); trackId: root.detail.trackId }
            Plot { kind: "waveform"; title: qsTr("Waveform over time, clipped parts marked above"); trackId: root.detail.trackId }
            MetadataView { detail: root.detail }
        }
    }
    Rectangle {
        visible: root.detail.isLoading && settle.isLate
        width: parent.width
        height: 2
        color: Theme.accent
    }
    Timer {
        id: settle
        property bool isLate: false
        interval: 200
        running: root.detail.isLoading
        onRunningChanged: isLate = false
        onTriggered: isLate = true
    }
    Column {
        anchors.centerIn: parent
        width: parent.width - 64
        spacing: 12
        visible: root.selectedCount > 1 || root.detail.trackId <= 0

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: root.selectedCount > 1 ? qsTr("%1 tracks selected").arg(root.selectedCount) : qsTr("Select a track to see its verdict, its measurements and the evidence.")
            wrapMode: Text.Wrap
            color: Theme.text2
            font.pixelSize: root.selectedCount > 1 ? Theme.verdictSize : Theme.proseSize
        }
        ActionButton {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.selectedCount > 1
            kind: "outlined"
            text: qsTr("Audit again")
            glyph: "reload"
            onClicked: root.againAsked()
        }
    }
}
