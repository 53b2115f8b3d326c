pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The codec grid over time, one cell a section, filled by the share of it that agrees.
Item {
    id: root

    required property SoundView view
    // [{ from, to, share, state }]
    required property var sections

    implicitHeight: 6
    clip: true
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("The codec grid holds in %1 of %2 sections").arg(sections.filter(section => section.state === "holds" || section.state === "moved").length).arg(sections.length)

    Repeater {
        model: root.sections

        Rectangle {
            required property var modelData
            readonly property real scale_: root.width / Math.max(1e-9, root.view.toS - root.view.fromS)
            readonly property bool isJudged: modelData.state !== "unjudged"

            x: Math.round((modelData.from - root.view.fromS) * scale_)
            width: Math.max(1, Math.round((modelData.to - root.view.fromS) * scale_) - x - 1)
            y: isJudged ? 0 : 2
            height: isJudged ? root.height : 1
            color: Theme.tinted(Theme.plotGrid, Theme.proof, modelData.state === "holds" || modelData.state === "moved" ? Math.max(0.35, modelData.share) : 0)
        }
    }
}
