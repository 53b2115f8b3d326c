pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// One chip a verdict with its count, then what stands beside verdicts: damage and defects.
Rectangle {
    id: root

    required property Session session
    required property TrackTable tracks
    // [string]
    property var savedNames: []
    property bool isCompact: false

    readonly property var shown: tracks.classFilter === "" ? [] : tracks.classFilter.split(",")
    // What the chips need with their words: without room for them they show glyph and count.
    readonly property real neededWidth: [...Array(verdicts.count).keys()].reduce((sum, at) => sum + (verdicts.itemAt(at)?.fullWidth ?? 0) + chips.spacing, all.fullWidth + damaged.fullWidth + defects.fullWidth + 41 + more.width + (quarantined.visible ? quarantined.fullWidth + chips.spacing : 0))
    readonly property bool isTight: isCompact || neededWidth > width
    readonly property alias isMenuOpen: menu.opened

    signal filterUsed(string name)
    signal filtersAsked()

    function countOf(verdictClass: string): int {
        switch (verdictClass) {
        case "genuine": return session.countGenuine;
        case "transcode": return session.countTranscode;
        case "upsampled": return session.countUpsampled;
        case "padded": return session.countPadded;
        case "lossy": return session.countLossy;
        case "inconclusive": return session.countInconclusive;
        }
        return session.countFailed;
    }

    implicitHeight: 40
    color: Theme.panel
    clip: true

    Row {
        id: chips
        x: 10
        anchors.verticalCenter: parent.verticalCenter
        spacing: 3

        FilterChip {
            id: all
            label: qsTr("All")
            glyph: ""
            count: root.session.countAll
            isOn: root.shown.length === 0 && !root.tracks.onlyDamaged && !root.tracks.onlyDefects && !root.tracks.onlyQuarantined
            onChosen: root.tracks.clearFilters()
        }
        Repeater {
            id: verdicts
            model: ["genuine", "transcode", "upsampled", "padded", "lossy", "inconclusive", "failed"]

            FilterChip {
                required property string modelData

                label: Theme.verdictWord(modelData)
                glyph: modelData
                ink: Theme.verdictColor(modelData)
                count: root.countOf(modelData)
                isOn: root.shown.includes(modelData)
                isCompact: root.isTight
                onChosen: isAdditive => root.tracks.toggleClass(modelData, isAdditive)
            }
        }
        Item { width: 9; height: 24; Rectangle { anchors.centerIn: parent; width: 1; height: 16; color: Theme.line } }
        FilterChip {
            id: damaged
            label: qsTr("Damaged")
            glyph: "bolt"
            ink: Theme.alert
            count: root.session.countDamaged
            isOn: root.tracks.onlyDamaged
            isCompact: root.isTight
            onChosen: root.tracks.onlyDamaged = !root.tracks.onlyDamaged
        }
        FilterChip {
            id: defects
            label: qsTr("Defects")
            glyph: ""
            count: root.session.countDefects
            isOn: root.tracks.onlyDefects
            onChosen: root.tracks.onlyDefects = !root.tracks.onlyDefects
        }
        FilterChip {
            id: quarantined
            visible: root.tracks.onlyQuarantined
            label: qsTr("In quarantine")
            glyph: "box"
            count: root.tracks.count
            isOn: true
            isCompact: root.isTight
            onChosen: root.tracks.onlyQuarantined = false
        }
    }
    ActionButton {
        id: more
        anchors { right: parent.right; rightMargin: 4; verticalCenter: parent.verticalCenter }
        implicitHeight: 28
        glyph: "bookmark"
        tip: qsTr("Saved filters")
        onClicked: menu.popup(more, 0, more.height)

        FilterMenu {
            id: menu
            names: root.savedNames
            onUsed: name => root.filterUsed(name)
            onQuarantinedAsked: root.tracks.onlyQuarantined = true
            onDialogAsked: root.filtersAsked()
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.line }
}
