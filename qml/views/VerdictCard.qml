pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// The verdict in plain words. Compact: no buttons; flat: no box, for the maximised panel.
Rectangle {
    id: root

    required property Detail detail
    property bool isCompact: false
    property bool isFlat: false
    // How the track stands to the policy in use; none where there is none.
    property TrackPolicy policy: null

    readonly property string verdict: detail.verdictClass === "" ? detail.state : detail.verdictClass
    readonly property bool hasTitle: detail.verdictTitle !== ""

    signal copyAsked()
    signal againAsked()
    signal markAsked()
    signal exchangeAsked()
    signal evidenceAsked()

    implicitHeight: column.implicitHeight + (isFlat ? 0 : 24)
    color: isFlat ? "transparent" : Theme.raised
    border.width: isFlat ? 0 : 1
    border.color: Theme.line
    radius: isFlat ? 0 : Theme.cardRadius
    Accessible.role: Accessible.Grouping
    Accessible.name: detail.verdictTitle + ". " + detail.summary

    // Below the rest, whose buttons keep the pointer to themselves.
    HelpSpot { topic: root.verdict; hasMark: false }

    // The stripe: the left 4 px of a rounded box in the verdict's colour.
    Item {
        width: 4
        height: parent.height
        clip: true

        Rectangle { width: 16; height: parent.height; radius: root.radius; color: Theme.verdictColor(root.verdict) }
    }

    ColumnLayout {
        id: column
        x: 18
        y: root.isFlat ? 0 : 12
        width: root.width - 32
        spacing: root.isFlat ? 4 : 8

        RowLayout {
            spacing: 8

            Glyph {
                glyph: Theme.verdictGlyph(root.verdict)
                color: Theme.verdictColor(root.verdict)
            }
            Label {
                Layout.fillWidth: true
                text: root.hasTitle ? root.detail.verdictTitle : Theme.verdictWord(root.verdict)
                font.pixelSize: Theme.verdictSize
                font.weight: Font.DemiBold
                elide: Text.ElideRight
            }
            Label { visible: root.detail.probability !== "" && !root.isCompact; text: qsTr("probability"); color: Theme.text3; font.pixelSize: Theme.captionSize }
            Label {
                visible: root.detail.probability !== ""
                text: root.detail.probability
                isMono: true
                font.pixelSize: Theme.verdictSize
                Accessible.name: qsTr("probability %1").arg(text)
            }
        }
        Label {
            Layout.fillWidth: true
            text: root.detail.summary
            wrapMode: Text.Wrap
            font.pixelSize: Theme.proseSize
            lineHeight: 20
            lineHeightMode: Text.FixedHeight
        }
        VerdictFacts {
            Layout.fillWidth: true
            visible: !root.isFlat && (root.detail.decidedBy !== "" || root.detail.integrityText !== "")
            detail: root.detail
            isCompact: root.isCompact
        }
        PolicyLine {
            Layout.fillWidth: true
            standing: root.policy?.state ?? ""
            line: root.policy?.line ?? ""
            rules: root.policy?.rules ?? ""
        }
        RowLayout {
            visible: !root.isCompact && !root.isFlat && root.hasTitle
            Layout.topMargin: 4
            spacing: 8

            ActionButton { kind: "outlined"; implicitHeight: 28; glyph: "copy"; tip: qsTr("Copy report"); onClicked: root.copyAsked() }
            ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("Audit again"); tip: qsTr("Decode, measure and judge it anew (R)"); onClicked: root.againAsked() }
            ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("My verdict"); tip: qsTr("Set your own verdict, with codec and note (M)"); onClicked: root.markAsked() }
            Item { Layout.fillWidth: true }
            LinkButton { visible: root.detail.exchange !== ""; text: qsTr("Exchange"); onClicked: root.exchangeAsked() }
            LinkButton { visible: root.detail.evidenceJson.length > 2; text: qsTr("All evidence"); hasChevron: true; onClicked: root.evidenceAsked() }
        }
    }
}
