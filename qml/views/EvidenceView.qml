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
    readonly property var strong: reasons.filter(reason => reason.weight > 0)
    readonly property var neutral: reasons.filter(reason => reason.weight === 0)
    property bool isNeutralShown: false

    contentWidth: availableWidth
    clip: true
    Basic.ScrollBar.vertical: ThinScrollBar { parent: root; x: root.width - width; height: root.height }

    GridLayout {
        width: root.availableWidth
        columns: width > 820 ? 2 : 1
        columnSpacing: 12
        rowSpacing: 12

        Card {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            title: qsTr("Evidence")
            note: qsTr("strongest first")
            action: root.neutral.length === 0 ? "" : root.isNeutralShown ? qsTr("Hide neutral") : qsTr("Show %1 neutral").arg(root.neutral.length)
            onActed: root.isNeutralShown = !root.isNeutralShown

            Label {
                Layout.fillWidth: true
                visible: root.strong.length === 0
                text: root.reasons.length === 0 ? qsTr("No evidence: the track was not tested.") : qsTr("Nothing speaks for a lossy past, for upsampling or for padding.")
                color: Theme.text2
                wrapMode: Text.Wrap
            }
            Repeater {
                model: root.isNeutralShown ? root.strong.concat(root.neutral) : root.strong

                EvidenceRow {
                    required property var modelData

                    Layout.fillWidth: true
                    reason: modelData
                }
            }
        }
        Card {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            visible: root.grid.tests !== undefined && root.grid.tests.length > 0
            title: qsTr("%1 grids were tried").arg(root.grid.tests === undefined ? 0 : root.grid.tests.length)
            note: qsTr("z: how far the best alignment stands above chance")

            GridBars {
                Layout.fillWidth: true
                tests: root.grid.tests === undefined ? [] : root.grid.tests
                usualZ: root.grid.usualZ === undefined ? 0 : root.grid.usualZ
                bar: root.grid.bar === undefined ? 1 : root.grid.bar
            }
        }
    }
}
