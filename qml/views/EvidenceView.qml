pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import audiopro

// Every reason with its usual value and weight, and how far each grid stands above chance.
Basic.ScrollView {
    id: root

    required property Detail detail

    readonly property var reasons: JSON.parse(detail.evidenceJson === "" ? "[]" : detail.evidenceJson)
    readonly property var grid: JSON.parse(detail.gridJson === "" ? "{}" : detail.gridJson)
    readonly property var tests: grid.tests ?? []
    readonly property var strong: reasons.filter(reason => reason.weight > 0)
    readonly property var neutral: reasons.filter(reason => reason.weight === 0)
    property bool isNeutralShown: false
    // One scrolling column below a window of 1260.
    readonly property bool isSplit: availableWidth > 1200
    // Room for the usual values in a column of their own.
    readonly property bool isWide: availableWidth / (isSplit ? 2 : 1) > 540

    contentWidth: availableWidth
    clip: true
    activeFocusOnTab: true
    Accessible.name: qsTr("Evidence")
    Basic.ScrollBar.vertical: ThinScrollBar { parent: root; x: root.width - width; height: root.height }

    GridLayout {
        // The scroll bar stands beside the cards.
        width: root.availableWidth - 12
        columns: root.isSplit ? 2 : 1
        columnSpacing: 16
        rowSpacing: 12

        Card {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            title: qsTr("Evidence")
            note: root.strong.length > 1 ? qsTr("strongest first") : ""
            action: root.neutral.length === 0 ? "" : root.isNeutralShown ? qsTr("Hide neutral") : qsTr("Show %1 neutral").arg(root.neutral.length)
            onActed: root.isNeutralShown = !root.isNeutralShown

            Item {
                id: titles
                Layout.fillWidth: true
                visible: root.isWide && repeater.count > 0
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
            Repeater {
                id: repeater
                model: root.isNeutralShown ? root.strong.concat(root.neutral) : root.strong

                EvidenceRow {
                    required property var modelData

                    Layout.fillWidth: true
                    reason: modelData
                    isWide: root.isWide
                }
            }
        }
        Card {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop
            visible: root.tests.length > 0
            title: root.tests.length === 1 ? qsTr("One grid was tried") : qsTr("%1 grids were tried").arg(root.tests.length)
            note: qsTr("z: how far the best alignment stands above chance")

            GridBars {
                Layout.fillWidth: true
                tests: root.tests
                usualZ: root.grid.usualZ ?? 0
                bar: root.grid.bar ?? 1
            }
        }
    }
}
