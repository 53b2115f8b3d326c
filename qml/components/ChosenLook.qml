pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// Theme, rows, motion and language as the settings have them.
QtObject {
    id: root

    required property Session session

    readonly property Binding mode: Binding { target: Theme; property: "mode"; value: root.session.settingTheme }
    readonly property Binding rows: Binding { target: Theme; property: "rowHeight"; value: root.session.settingRowHeight }
    readonly property Binding motion: Binding { target: Theme; property: "isMotionReduced"; value: root.session.settingReducedMotion }
    readonly property Binding language: Binding { target: Theme; property: "language"; value: root.session.language }
    // The engine follows with qml/i18n/qml_fr.qm. English stands in the code: it has no file, and an empty name takes the last one away.
    readonly property Binding sentences: Binding { target: Qt; property: "uiLanguage"; value: root.session.language === "en" ? "" : root.session.language }
}
