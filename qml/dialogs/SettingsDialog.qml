pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Controls.Basic as Basic
import QtQuick.Templates as Templates
import audiopro

// Settings; each is saved as it changes.
Basic.Popup {
    id: root

    required property Session session
    required property Judging judging

    // What a change just did: the window's own word for it lies under the dialog.
    property string note: ""

    component Name: Label { Layout.preferredWidth: 132; Layout.alignment: Qt.AlignTop; Layout.topMargin: 8; color: Theme.text2 }
    component Note: Label { width: parent.width; color: Theme.text3; font.pixelSize: Theme.captionSize; wrapMode: Text.Wrap }

    anchors.centerIn: parent
    width: Math.min(600, parent.width - 32)
    height: Math.min(content.implicitHeight, parent.height - 64)
    padding: 0
    modal: true
    onAboutToShow: note = ""
    focus: true
    background: DialogBox {}
    Templates.Overlay.modal: Rectangle { color: Theme.scrim }

    ColumnLayout {
        id: content
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.margins: 16
            Layout.rightMargin: 8

            Label { Layout.fillWidth: true; text: qsTr("Settings"); font.pixelSize: Theme.verdictSize; font.weight: Font.DemiBold }
            ActionButton { glyph: "close"; tip: qsTr("Close (Esc)"); onClicked: root.close() }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.line }
        Flickable {
            Layout.fillWidth: true
            Layout.fillHeight: true
            implicitHeight: form.implicitHeight + 32
            contentHeight: form.implicitHeight + 32
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Basic.ScrollBar.vertical: ThinScrollBar {}

            GridLayout {
                id: form
                x: 16
                y: 16
                width: parent.width - 32
                columns: 2
                columnSpacing: 16
                rowSpacing: 14

                Name { text: qsTr("Language") }
                Choice {
                    name: qsTr("Language")
                    // A language is called by its own name, so that whoever speaks it finds it.
                    options: [{ value: "system", text: qsTr("System") }, { value: "en", text: "English" }, { value: "fr", text: "Fran\u00e7ais" }]
                    value: root.session.settingLanguage
                    onChosen: value => { root.session.settingLanguage = value; root.session.saveSettings(); }
                }
                Name { text: qsTr("Theme") }
                Choice {
                    name: qsTr("Theme")
                    options: [{ value: "system", text: qsTr("System") }, { value: "dark", text: qsTr("Dark") }, { value: "light", text: qsTr("Light") }]
                    value: root.session.settingTheme
                    onChosen: value => { root.session.settingTheme = value; root.session.saveSettings(); }
                }
                Name { text: qsTr("Row height") }
                Choice {
                    name: qsTr("Row height")
                    options: [{ value: 24, text: qsTr("Tight") }, { value: 28, text: qsTr("Normal") }, { value: 32, text: qsTr("Wide") }]
                    value: root.session.settingRowHeight
                    onChosen: value => { root.session.settingRowHeight = value; root.session.saveSettings(); }
                }
                Name { text: qsTr("Motion") }
                CheckLine {
                    text: qsTr("Reduce motion")
                    checked: root.session.settingReducedMotion
                    onToggled: { root.session.settingReducedMotion = checked; root.session.saveSettings(); }
                }
                Name { text: qsTr("False accusations") }
                Column {
                    Layout.fillWidth: true
                    spacing: 4

                    ErrorSlider {
                        value: root.session.settingAcceptedError
                        onChosen: value => { root.session.settingAcceptedError = value; root.session.saveSettings(); }
                    }
                    Note { text: qsTr("How many genuine tracks in a hundred you would let the forest accuse wrongly. A codec grid has its own bar, far stricter. Stored audits are judged again at once.") }
                }
                Name { text: qsTr("Grey zone") }
                Column {
                    Layout.fillWidth: true
                    spacing: 4

                    GreySlider {
                        from: root.session.settingGreyFrom
                        to: root.session.settingGreyTo
                        onChosen: (from, to) => { root.session.settingGreyFrom = from; root.session.settingGreyTo = to; root.session.saveSettings(); }
                    }
                    Note { text: qsTr("Probabilities of a lossy past that leave a track inconclusive, and a question for the arbiter.") }
                }
                Name { text: qsTr("Forest") }
                ForestSettings { Layout.fillWidth: true; judging: root.judging }
                Name { text: qsTr("Workers") }
                Column {
                    Layout.fillWidth: true
                    spacing: 4

                    Basic.SpinBox {
                        id: workers
                        from: 0
                        to: 64
                        value: root.session.settingWorkers
                        editable: true
                        font.family: Theme.mono
                        font.pixelSize: Theme.textSize
                        Accessible.name: qsTr("Workers")
                        textFromValue: value => value === 0 ? qsTr("auto") : String(value)
                        valueFromText: text => text === qsTr("auto") ? 0 : parseInt(text) || 0
                        onValueModified: { root.session.settingWorkers = value; root.session.saveSettings(); }
                        contentItem: TextInput {
                            text: workers.displayText
                            font: workers.font
                            color: Theme.text
                            selectionColor: Theme.accentFill
                            horizontalAlignment: Qt.AlignHCenter
                            verticalAlignment: Qt.AlignVCenter
                            validator: workers.validator
                        }
                        background: Rectangle { implicitWidth: 120; implicitHeight: 30; color: Theme.table; border.color: Theme.outline; radius: Theme.buttonRadius; FocusRing { isShown: workers.activeFocus } }
                        up.indicator: Rectangle { x: workers.width - width; height: workers.height; implicitWidth: 28; color: workers.up.hovered ? Theme.hover : "transparent"; Glyph { anchors.centerIn: parent; glyph: "chevron-up"; size: 12; color: Theme.text } }
                        down.indicator: Rectangle { height: workers.height; implicitWidth: 28; color: workers.down.hovered ? Theme.hover : "transparent"; Glyph { anchors.centerIn: parent; glyph: "chevron-down"; size: 12; color: Theme.text } }
                    }
                    Note { text: qsTr("Tracks audited at once. \"auto\" is one a processor. Applies at the next start.") }
                }
                Name { text: qsTr("Database") }
                Column {
                    Layout.fillWidth: true
                    spacing: 4

                    TextBox {
                        width: parent.width
                        text: root.session.settingDatabase
                        Accessible.name: qsTr("Database file")
                        placeholderText: root.session.databasePath
                        onEditingFinished: { root.session.settingDatabase = text; root.session.saveSettings(); }
                    }
                    Note { text: qsTr("Where audits are kept. Empty: the usual place. Applies at the next start.") }
                }
                Name { text: qsTr("FFmpeg") }
                Column {
                    Layout.fillWidth: true
                    spacing: 4

                    TextBox {
                        width: parent.width
                        text: root.session.settingFfmpeg
                        Accessible.name: qsTr("FFmpeg program")
                        placeholderText: qsTr("found on the PATH")
                        onEditingFinished: { root.session.settingFfmpeg = text; root.session.saveSettings(); }
                    }
                    Note { text: qsTr("The second reader, for Opus, WavPack, APE, WMA, AC-3 and others.") }
                }
                Name { text: qsTr("Arbiter") }
                Column {
                    Layout.fillWidth: true
                    spacing: 4

                    TextBox {
                        width: parent.width
                        text: root.session.settingOllamaAddress
                        Accessible.name: qsTr("Address of the arbiter")
                        placeholderText: qsTr("address of Ollama")
                        onEditingFinished: { root.session.settingOllamaAddress = text; root.session.saveSettings(); }
                    }
                    TextBox {
                        width: parent.width
                        text: root.session.settingOllamaModel
                        Accessible.name: qsTr("Model of the arbiter")
                        placeholderText: qsTr("model, for example qwen2.5:7b")
                        onEditingFinished: { root.session.settingOllamaModel = text; root.session.saveSettings(); }
                    }
                    CheckLine {
                        text: qsTr("Let it read the tags, as quoted data")
                        checked: root.session.settingArbiterTags
                        onToggled: { root.session.settingArbiterTags = checked; root.session.saveSettings(); }
                    }
                    Note { text: qsTr("A local model that is asked about grey tracks that no grid decides. Without a model nobody is asked. It is told numbers, never sound or paths. How often it is right nobody has measured.") }
                }
            }
        }
        Rectangle { Layout.fillWidth: true; implicitHeight: 1; color: Theme.line }
        RowLayout {
            Layout.margins: 12
            Layout.leftMargin: 16
            spacing: 8

            Label { Layout.fillWidth: true; text: root.session.settingsProblem !== "" ? root.session.settingsProblem : root.note; color: root.session.settingsProblem !== "" ? Theme.alert : Theme.text2; wrapMode: Text.Wrap; font.pixelSize: Theme.captionSize }
            ActionButton { kind: "filled"; text: qsTr("Close"); focus: true; onClicked: root.close() }
        }
    }
}
