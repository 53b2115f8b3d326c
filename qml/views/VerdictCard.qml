pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// The verdict in plain words.
Rectangle {
    id: root

    required property Detail detail
    property bool isCompact: false

    signal copyAsked()
    signal againAsked()
    signal evidenceAsked()

    readonly property color ink: Theme.verdictColor(detail.verdictClass === "" ? detail.state : detail.verdictClass)

    implicitHeight: column.implicitHeight + 24
    color: Theme.raised
    border.color: Theme.line
    radius: Theme.cardRadius
    Accessible.role: Accessible.Grouping
    Accessible.name: detail.verdictTitle + ". " + detail.summary

    Rectangle { width: 4; height: parent.height; radius: 2; color: root.ink }

    ColumnLayout {
        id: column
        x: 18
        y: 12
        width: root.width - 32
        spacing: 8

        RowLayout {
            spacing: 8

            Glyph {
                glyph: root.detail.verdictClass !== "" ? Theme.verdictGlyph(root.detail.verdictClass) : root.detail.state === "queued" ? "queued" : "dash"
                color: root.ink
            }
            Label {
                Layout.fillWidth: true
                text: root.detail.verdictTitle === "" ? qsTr("Queued") : root.detail.verdictTitle
                font.pixelSize: Theme.verdictSize
                font.weight: Font.DemiBold
                elide: Text.ElideRight
            }
            Label { visible: root.detail.probability !== "" && !root.isCompact; text: qsTr("probability"); color: Theme.text3; font.pixelSize: Theme.captionSize }
            Label { visible: root.detail.probability !== ""; text: root.detail.probability; isMono: true; font.pixelSize: Theme.titleSize }
        }
        Label {
            Layout.fillWidth: true
            text: root.detail.summary
            wrapMode: Text.Wrap
            font.pixelSize: Theme.proseSize
            lineHeight: 1.25
        }
        Flow {
            Layout.fillWidth: true
            spacing: 12

            Row {
                visible: root.detail.decidedBy !== ""
                spacing: 6

                Glyph { anchors.verticalCenter: parent.verticalCenter; glyph: "lock"; size: 12; color: Theme.text3 }
                Label { text: root.detail.decidedBy; color: Theme.text3; font.pixelSize: Theme.captionSize }
                Label { visible: root.detail.zText !== ""; text: root.detail.zText; isMono: true; color: Theme.text2; font.pixelSize: Theme.captionSize }
            }
            Row {
                visible: root.detail.integrityText !== ""
                spacing: 6

                Glyph {
                    anchors.verticalCenter: parent.verticalCenter
                    glyph: root.detail.integrity === "intact" ? "check" : root.detail.integrity === "damaged" ? "bolt" : "dash"
                    size: 12
                    color: root.detail.integrity === "damaged" ? Theme.alert : Theme.text3
                }
                Label {
                    width: Math.min(implicitWidth, column.width - 24)
                    text: root.detail.integrityText
                    elide: Text.ElideRight
                    color: root.detail.integrity === "damaged" ? Theme.alert : Theme.text3
                    font.pixelSize: Theme.captionSize

                    HoverHandler { id: integrityPointer }
                    Tip { isShown: integrityPointer.hovered; text: root.detail.integrityText }
                }
            }
        }
        RowLayout {
            visible: !root.isCompact
            spacing: 8

            ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("Copy report"); glyph: "copy"; onClicked: root.copyAsked() }
            ActionButton { kind: "outlined"; implicitHeight: 28; text: qsTr("Audit again"); glyph: "reload"; tip: qsTr("Audit again (R)"); onClicked: root.againAsked() }
            Item { Layout.fillWidth: true }
            ActionButton { implicitHeight: 28; text: qsTr("All evidence"); onClicked: root.evidenceAsked() }
        }
    }
}
