pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// The proof drawn, every reason with its usual value and weight, how far each grid stands above chance, and what could hide.
Basic.ScrollView {
    id: root

    required property Detail detail

    readonly property var reasons: JSON.parse(detail.evidenceJson === "" ? "[]" : detail.evidenceJson)
    readonly property var grid: JSON.parse(detail.gridJson === "" ? "{}" : detail.gridJson)
    readonly property var proof: JSON.parse(detail.proofJson === "" ? "{}" : detail.proofJson)
    readonly property var tests: grid.tests ?? []
    readonly property var limits: grid.limits ?? []
    readonly property int gridCount: grid.count ?? tests.length
    readonly property var strong: reasons.filter(reason => reason.weight > 0)
    readonly property var neutral: reasons.filter(reason => reason.weight === 0)
    // What the network said; undefined where it was not asked.
    readonly property var heard: reasons.find(reason => reason.networkWeights !== undefined)
    property bool isNeutralShown: false
    // One scrolling column below a window of 1260.
    readonly property bool isSplit: availableWidth > 1200
    // Room for the usual values in a column of their own: in two equal columns, in a third of the width, or in one column.
    readonly property bool isUsualApart: availableWidth * (!isSplit ? 1 : proofCards.isEmpty ? 0.5 : 0.35) > 560

    // Scrolls so far that `item` can be seen.
    function reveal(item: Item) {
        if (item === null)
            return;
        const top = item.mapToItem(cards, 0, 0).y;
        const flickable = root.contentItem as Flickable;
        if (top < flickable.contentY || top + item.height > flickable.contentY + flickable.height)
            flickable.contentY = Math.max(0, Math.min(top - 40, flickable.contentHeight - flickable.height));
    }

    contentWidth: availableWidth
    clip: true
    activeFocusOnTab: true
    Accessible.name: qsTr("Evidence")
    Basic.ScrollBar.vertical: ThinScrollBar { parent: root; x: root.width - width; height: root.height }

    GridLayout {
        id: cards
        // The scroll bar stands beside the cards.
        width: root.availableWidth - 12
        columns: root.isSplit ? 2 : 1
        columnSpacing: 16
        rowSpacing: 12

        ProofCards {
            id: proofCards
            Layout.fillWidth: true
            Layout.fillHeight: false
            Layout.preferredWidth: 13
            Layout.minimumHeight: root.isSplit ? Math.max(implicitHeight, root.availableHeight - 4) : implicitHeight
            Layout.alignment: Qt.AlignTop
            visible: !isEmpty
            detail: root.detail
            proof: root.proof
            isWide: root.availableWidth > 660
            isTight: root.isSplit
        }
        GridLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 7
            Layout.alignment: Qt.AlignTop
            columns: root.isSplit && proofCards.isEmpty ? 2 : 1
            columnSpacing: 16
            rowSpacing: 12

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: 12

                Card {
                    Layout.fillWidth: true
                    title: qsTr("Evidence")
                    note: root.strong.length > 1 ? qsTr("strongest first") : ""
                    action: root.neutral.length === 0 ? "" : root.isNeutralShown ? qsTr("Hide neutral") : qsTr("Show %1 neutral").arg(root.neutral.length)
                    onActed: root.isNeutralShown = !root.isNeutralShown

                    Item {
                        id: titles
                        Layout.fillWidth: true
                        visible: root.isUsualApart && repeater.count > 0
                        implicitHeight: 22

                        component Title: Label { color: Theme.text3; font.pixelSize: Theme.captionSize }

                        Title { x: 8; text: qsTr("Reason") }
                        Title { x: titles.width - 62 - 112 - 12 - width; text: qsTr("Measured") }
                        Title { x: titles.width - 62 - 12 - width; text: qsTr("Usual") }
                        Title { x: titles.width - 62; text: qsTr("Weight") }
                    }
                    Label {
                        Layout.fillWidth: true
                        Layout.bottomMargin: 4
                        visible: root.strong.length === 0
                        text: root.reasons.length === 0 ? qsTr("No evidence: the track was not tested.") : qsTr("Nothing speaks for a lossy past, for upsampling or for padding.")
                        color: Theme.text2
                        wrapMode: Text.Wrap
                    }
                    // Not in the layout itself: rows come and go with the track, and Qt 6.4 touches those that went when the
                    // width changes before the next frame.
                    Column {
                        id: rows
                        Layout.fillWidth: true

                        Repeater {
                            id: repeater
                            model: root.isNeutralShown ? root.strong.concat(root.neutral) : root.strong

                            EvidenceRow {
                                required property var modelData

                                width: rows.width
                                reason: modelData
                                isWide: root.isUsualApart
                            }
                        }
                    }
                }
                LimitsCard {
                    Layout.fillWidth: true
                    visible: root.limits.length > 0
                    limits: root.limits
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                visible: root.tests.length > 0 || root.heard !== undefined
                spacing: 12

                Card {
                    Layout.fillWidth: true
                    visible: root.tests.length > 0
                    title: root.gridCount === 1 ? qsTr("One grid was tried") : qsTr("%1 grids were tried").arg(root.gridCount)
                    note: qsTr("z of the best of each codec: how far it stands above chance")

                    GridBars {
                        Layout.fillWidth: true
                        tests: root.tests
                        usualZ: root.grid.usualZ ?? 0
                        bar: root.grid.bar ?? 1
                    }
                    Label {
                        Layout.fillWidth: true
                        Layout.topMargin: 6
                        Layout.bottomMargin: 2
                        visible: text !== ""
                        text: root.grid.words ?? ""
                        color: Theme.text2
                        wrapMode: Text.Wrap
                    }
                }
                NetworkCard {
                    Layout.fillWidth: true
                    visible: root.heard !== undefined
                    phase: network.state
                    problem: network.problem
                    remedy: network.remedy
                    mapJson: network.mapJson
                    weights: network.weights
                    heardWeights: root.heard === undefined ? "" : root.heard.networkWeights
                    onAsked: network.look()
                    onCloseAsked: network.forget()
                }
            }
        }
    }

    TrackNetwork { id: network; trackId: root.heard === undefined ? 0 : root.detail.trackId }
    Connections {
        target: root.Window.window

        function onActiveFocusItemChanged() {
            const item = root.Window.activeFocusItem;
            for (let up = item; up !== null; up = up.parent) {
                if (up === cards)
                    return root.reveal(item);
            }
        }
    }
}
