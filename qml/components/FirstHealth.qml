pragma ComponentBehavior: Bound

import QtQuick
import audiopro

// The health of the machine, which tells once where the first check finds something limited.
Health {
    id: root

    property bool isTold: false

    signal limited()

    onStateChanged: {
        if (isTold || state === "checking" || state === "")
            return;
        isTold = true;
        if (state !== "ready")
            limited();
    }
}
