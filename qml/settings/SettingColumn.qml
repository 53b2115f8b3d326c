import QtQuick
import QtQuick.Layouts

// What can be set, with what it does under it.
Column {
    Layout.fillWidth: true
    Layout.alignment: Qt.AlignTop
    spacing: 4
}
