import QtQuick
import QtQuick.Layouts
import audiopro

// What a setting does, under it.
Label {
    Layout.fillWidth: true
    color: Theme.text3
    font.pixelSize: Theme.captionSize
    wrapMode: Text.Wrap
}
