import QtQuick
import QtQuick.Layouts
import audiopro

// What a setting is called, beside it.
Label {
    Layout.preferredWidth: 108
    Layout.alignment: Qt.AlignTop
    Layout.topMargin: 8
    color: Theme.text2
    wrapMode: Text.Wrap
}
