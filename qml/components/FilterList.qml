import audiopro

// The saved filters, with their names as a list.
SavedFilters {
    // [string]
    readonly property var names: namesJson === "" ? [] : JSON.parse(namesJson)
}
