pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs

// The system's dialogs for files and folders.
Item {
    id: root

    readonly property bool isOpen: files.visible || folder.visible

    signal added(var urls)

    function addFiles() { files.open(); }
    function addFolder() { folder.open(); }

    FileDialog {
        id: files
        title: qsTr("Add files")
        fileMode: FileDialog.OpenFiles
        nameFilters: [
            qsTr("Audio, playlists and cue sheets (*.flac *.wav *.wave *.aif *.aiff *.aifc *.m4a *.mp4 *.mp3 *.aac *.ogg *.oga *.opus *.wv *.ape *.mpc *.wma *.ac3 *.eac3 *.dsf *.dff *.tta *.mka *.m3u *.m3u8 *.cue)"),
            qsTr("All files (*)")
        ]
        onAccepted: root.added(selectedFiles)
    }
    FolderDialog {
        id: folder
        title: qsTr("Add folder")
        onAccepted: root.added([selectedFolder])
    }
}
