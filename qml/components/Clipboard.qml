pragma ComponentBehavior: Bound

import QtQuick

// The way to the system's clipboard.
TextEdit {
    id: root

    function put(words: string) {
        text = words;
        selectAll();
        copy();
        text = "";
    }

    visible: false
    textFormat: TextEdit.PlainText
}
