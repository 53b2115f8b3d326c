pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Reports, certificates, pictures, policies and projects: what does them, and its dialogs.
Item {
    id: root

    required property TrackTableView table
    required property int trackId

    readonly property alias reporting: reporting
    readonly property alias projects: projects
    readonly property alias reports: reports
    readonly property alias naming: naming
    readonly property bool isOpen: reports.isOpen || naming.isOpen
    // [{ id, name, about, isOn }]
    readonly property var policies: JSON.parse(reporting.policiesJson)
    // [{ name, path, isOpen }]
    readonly property var recentProjects: JSON.parse(projects.recentJson)

    signal told(string message)
    // Another project opens once the window is closed.
    signal closeAsked()

    anchors.fill: parent

    Reporting {
        id: reporting
        onWritten: (message, file) => toast.show(message, file)
        onNotice: message => root.told(message)
    }
    ProjectList {
        id: projects
        onNotice: message => root.told(message)
        onCloseAsked: root.closeAsked()
    }
    ReportDialogs { id: reports; reporting: reporting; table: root.table; trackId: root.trackId }
    ProjectDialogs { id: naming; projects: projects }
    FileToast {
        id: toast
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - 96
        onOpenAsked: file => Qt.openUrlExternally(file)
    }
}
