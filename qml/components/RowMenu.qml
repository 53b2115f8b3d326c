pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// What can be done with the selected tracks.
AppMenu {
    id: root

    required property Actions actions

    EntryItem { entry: root.actions.track.openFolder }
    EntryItem { entry: root.actions.quarantine.play }
    EntryItem { entry: root.actions.track.again }
    AppMenu {
        title: qsTr("My verdict")

        EntryItem { entry: root.actions.mark.genuine }
        EntryItem { entry: root.actions.mark.transcode }
        EntryItem { entry: root.actions.mark.upsampled }
        EntryItem { entry: root.actions.mark.padded }
        EntryItem { entry: root.actions.mark.unsure }
        EntryItem { entry: root.actions.mark.withNote }
        EntryItem { entry: root.actions.mark.takeOff }
    }
    EntryItem { entry: root.actions.compare.compare }
    EntryItem { entry: root.actions.track.askArbiter }
    EntryItem { entry: root.actions.track.copyPath }
    EntryItem { entry: root.actions.track.copyReport }
    EntryItem { entry: root.actions.quarantine.quarantine }
    EntryItem { entry: root.actions.quarantine.restore }
    AppMenu {
        title: qsTr("Export")

        EntryItem { entry: root.actions.report.selectedCsv }
        EntryItem { entry: root.actions.report.selectedXlsx }
        EntryItem { entry: root.actions.report.selectedHtml }
        EntryItem { entry: root.actions.report.selectedJsonl }
    }
    EntryItem { entry: root.actions.report.certificate }
    EntryItem { entry: root.actions.track.forget }
}
