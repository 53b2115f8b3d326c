pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import audiopro

// When the forest accuses, which one it is, and who gives a second opinion.
SettingsPage {
    id: root

    required property Session session
    required property Judging judging
    required property SecondOpinion opinion

    signal libraryAsked()

    SettingName { text: qsTr("False accusations") }
    SettingColumn {
        ErrorSlider {
            value: root.session.settingAcceptedError
            onChosen: value => { root.session.settingAcceptedError = value; root.session.saveSettings(); }
        }
        SettingNote { width: parent.width; text: qsTr("How many genuine tracks in a hundred you would let the forest accuse wrongly. A codec grid has its own bar, far stricter. Stored audits are judged again at once.") }
    }
    SettingName { text: qsTr("Grey zone") }
    SettingColumn {
        GreySlider {
            from: root.session.settingGreyFrom
            to: root.session.settingGreyTo
            onChosen: (from, to) => { root.session.settingGreyFrom = from; root.session.settingGreyTo = to; root.session.saveSettings(); }
        }
        SettingNote { width: parent.width; text: qsTr("Probabilities of a lossy past that leave a track inconclusive, and a question for the arbiter.") }
    }
    SettingName { text: qsTr("Forest") }
    ForestSettings { Layout.fillWidth: true; judging: root.judging }
    SettingName { text: qsTr("Second opinion") }
    NetworkSettings {
        Layout.fillWidth: true
        Layout.topMargin: 6
        isOn: root.opinion.isOn
        library: root.opinion.library
        status: root.opinion.status
        statusText: root.opinion.statusText
        onSwitched: isOn => root.opinion.switchOn(isOn)
        onLibraryNamed: path => root.opinion.useLibrary(path)
        onChooseAsked: root.libraryAsked()
    }
}
