pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.impl

// One glyph of `icons/`, in one colour.
IconImage {
    id: root

    required property string glyph
    property int size: 16

    width: size
    height: size
    sourceSize.width: size
    sourceSize.height: size
    source: glyph === "" ? "" : Qt.resolvedUrl("../icons/" + glyph + ".svg")
}
