"use strict";
(function () {
  var table = document.getElementById("tracks");
  function open() {
    var track = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (track && track.tagName === "DETAILS") { track.open = true; track.scrollIntoView(); }
  }
  window.addEventListener("hashchange", open);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details.track").forEach(function (track) { track.open = true; });
  });
  open();
  if (!table) { return; }
  var body = table.tBodies[0], heads = Array.from(table.tHead.rows[0].cells);
  function value(row, column) {
    var cell = row.cells[column], own = cell.dataset.v;
    return own === undefined ? cell.textContent : own;
  }
  heads.forEach(function (head, column) {
    head.firstElementChild.addEventListener("click", function () {
      var down = head.getAttribute("aria-sort") === "ascending", numeric = head.classList.contains("num");
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var rows = Array.from(body.rows).map(function (row) { return [value(row, column), row]; });
      rows.sort(function (a, b) {
        if (a[0] === "" || b[0] === "") { return a[0] === b[0] ? 0 : a[0] === "" ? 1 : -1; }
        var order = numeric ? a[0] - b[0] : a[0].localeCompare(b[0], undefined, { numeric: true, sensitivity: "base" });
        return down ? -order : order;
      });
      var sorted = document.createDocumentFragment();
      rows.forEach(function (pair) { sorted.appendChild(pair[1]); });
      body.appendChild(sorted);
    });
  });
  var text = document.getElementById("find"), kind = document.getElementById("kind"), shown = document.getElementById("shown");
  function filter() {
    var words = text.value.toLowerCase().split(/\s+/).filter(Boolean), count = 0;
    Array.from(body.rows).forEach(function (row) {
      var content = row.textContent.toLowerCase();
      var fits = (!kind.value || row.dataset.class === kind.value) && words.every(function (word) { return content.includes(word); });
      row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    shown.textContent = count + " of " + body.rows.length + " tracks";
  }
  text.addEventListener("input", filter);
  kind.addEventListener("change", filter);
  filter();
})();
