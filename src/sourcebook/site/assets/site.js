// A field over each long table that hides the rows without its words. The page is whole without it.
"use strict";
for (const place of document.querySelectorAll("[data-filter]")) {
  const table = document.getElementById(place.dataset.filter);
  if (!table || table.tBodies[0].rows.length < 6) continue;
  const rows = [...table.tBodies[0].rows].map((row) => [row, row.textContent.toLowerCase()]);
  const label = document.createElement("label");
  const field = document.createElement("input");
  const said = document.createElement("span");
  field.type = "search";
  said.className = "soft";
  said.setAttribute("role", "status");
  label.append("Only rows with ", field);
  place.className = "filter";
  place.append(label, " ", said);
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    said.textContent = words.length ? `${shown} of ${rows.length}` : "";
  });
}
