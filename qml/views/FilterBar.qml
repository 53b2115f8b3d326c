pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One chip a verdict with its count, then what stands beside verdicts: damage and defects.
Rectangle {
    id: root

    required property Session session
    required property TrackTable tracks
    property bool isCompact: false

    readonly property var shown: tracks.classFilter === "" ? [] : tracks.classFilter.split(",")
    readonly property bool isTight: isCompact || width < 880

    implicitHeight: 40
    color: Theme.panel
    clip: true

    Flickable {
        anchors.fill: parent
        anchors.leftMargin: 10
        contentWidth: chips.width + 10
        flickableDirection: Flickable.HorizontalFlick
        boundsBehavior: Flickable.StopAtBounds

        Row {
            id: chips
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4

            FilterChip {
                label: qsTr("All")
                glyph: ""
                count: root.session.countAll
                isOn: root.shown.length === 0 && !root.tracks.onlyDamaged && !root.tracks.onlyDefects
                onChosen: root.tracks.clearFilters()
            }
            Repeater {
                model: [
                    { id: "genuine", count: root.session.countGenuine },
                    { id: "transcode", count: root.session.countTranscode },
                    { id: "upsampled", count: root.session.countUpsampled },
                    { id: "padded", count: root.session.countPadded },
                    { id: "lossy", count: root.session.countLossy },
                    { id: "inconclusive", count: root.session.countInconclusive },
                    { id: "failed", count: root.session.countFailed }
                ]

                FilterChip {
                    required property var modelData

                    label: Theme.verdictWord(modelData.id)
                    glyph: modelData.id
                    ink: Theme.verdictColor(modelData.id)
                    count: modelData.count
                    isOn: root.shown.includes(modelData.id)
                    isCompact: root.isTight
                    onChosen: isAdditive => root.tracks.toggleClass(modelData.id, isAdditive)
                }
            }
            Item { width: 8; height: 24; Rectangle { anchors.centerIn: parent; width: 1; height: 16; color: Theme.line } }
            FilterChip {
                label: qsTr("Damaged")
                glyph: "bolt"
                ink: Theme.alert
                count: root.session.countDamaged
                isOn: root.tracks.onlyDamaged
                isCompact: root.isTight
                onChosen: root.tracks.onlyDamaged = !root.tracks.onlyDamaged
            }
            FilterChip {
                label: qsTr("Defects")
                glyph: ""
                count: root.session.countDefects
                isOn: root.tracks.onlyDefects
                onChosen: root.tracks.onlyDefects = !root.tracks.onlyDefects
            }
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
}
