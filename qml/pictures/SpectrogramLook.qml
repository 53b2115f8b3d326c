pragma ComponentBehavior: Bound

import QtQuick

// How spectrograms are drawn, the same for every track that is looked at.
QtObject {
    id: root

    property string channel: "mid"
    property int window: 2048
    property string axis: "linear"
    property string map: "magma"
    property int floorDb: -120
    property int ceilingDb: 0
    property bool showsCutoff: true
    property bool showsGrid: true
    property bool showsFaults: true

    function order(lowHz: real, highHz: real): var {
        return { channel: channel, window: window, axis: axis, low_hz: axis === "log" ? Math.max(20, lowHz) : lowHz, high_hz: highHz, floor_db: floorDb, ceiling_db: ceilingDb, map: map };
    }
}
