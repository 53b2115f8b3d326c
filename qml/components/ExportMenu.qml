pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Everything that can be written, and the policy that tracks are held against.
AppMenu {
    id: root

    required property Actions actions
    required property Reporting reporting
    // [{ id, name, about, isOn }]
    required property var policies

    width: 268

    EntryItem { entry: root.actions.report.csv }
    EntryItem { entry: root.actions.report.xlsx }
    EntryItem { entry: root.actions.report.html }
    EntryItem { entry: root.actions.report.jsonl }
    AppMenu {
        title: qsTr("Selected tracks")

        EntryItem { entry: root.actions.report.selectedCsv }
        EntryItem { entry: root.actions.report.selectedXlsx }
        EntryItem { entry: root.actions.report.selectedHtml }
        EntryItem { entry: root.actions.report.selectedJsonl }
    }
    MenuLine {}
    EntryItem { entry: root.actions.report.certificate }
    EntryItem { entry: root.actions.report.verify }
    EntryItem { entry: root.actions.report.picture }
    MenuLine {}
    PolicyMenu {
        policies: root.policies
        entry: root.actions.report.policyFile
        onChosen: id => root.reporting.choosePolicy(id)
    }
}
