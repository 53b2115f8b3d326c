pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Two tracks beside each other.
ActionGroup {
    id: root

    required property TrackTable tracks
    required property TrackTableView table
    required property CollectionViews collections
    required property CompareView comparison

    // Those that would be compared, the better placed first; in the view of copies, one can stand beside the best.
    readonly property var pair: pairOf(collections.content, collections.copiesView.pair, table.selectedCount)
    readonly property string noComparison: comparison.isOpen ? "" : qsTr("Compare two tracks first")

    function pairOf(content: string, copies: var, count: int): var {
        if (content === "copies" && copies.length === 2)
            return copies;
        return count === 2 ? table.selectedIds() : [];
    }

    readonly property AppAction compare: AppAction {
        text: qsTr("Compare")
        about: qsTr("Compare the two selected tracks")
        keys: ["D"]
        obstacle: root.pair.length === 2 ? "" : qsTr("Select two tracks")
        onTriggered: {
            const place = id => root.tracks.rowOfTrack(id);
            const [a, b] = root.collections.content === "copies" || place(root.pair[0]) <= place(root.pair[1]) ? root.pair : [root.pair[1], root.pair[0]];
            root.comparison.open(a, b);
        }
    }
    readonly property AppAction swap: AppAction {
        text: qsTr("Swap A and B")
        obstacle: root.noComparison
        onTriggered: root.comparison.swap()
    }
    readonly property AppAction wipe: AppAction {
        text: qsTr("Spectrograms linked, or with a divider")
        obstacle: root.noComparison
        onTriggered: root.comparison.isWipe = !root.comparison.isWipe
    }
    readonly property AppAction residual: AppAction {
        text: qsTr("Spectrogram of the residual in the place of B")
        obstacle: root.noComparison !== "" || root.comparison.hasResidual ? root.noComparison : qsTr("There is no residual: both are not aligned")
        onTriggered: root.comparison.wantsResidual = !root.comparison.wantsResidual
    }
    readonly property AppAction leave: AppAction {
        text: qsTr("Leave the comparison")
        keys: ["Esc"]
        hasShortcut: false
        obstacle: root.noComparison
        onTriggered: root.comparison.leave()
    }

    title: qsTr("Compare")
}
