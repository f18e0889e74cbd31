/* The import desk: files can be dropped; the lines that the field under the cursor was read from are marked. */
"use strict";
(() => {
  for (const hidden of document.querySelectorAll("[data-by-script]")) hidden.hidden = false;

  const drop = document.getElementById("drop");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    const told = document.getElementById("dropped");
    const tell = () => { told.textContent = [...input.files].map((file) => file.name).join(", "); };
    for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      const both = new DataTransfer();
      for (const file of [...input.files, ...event.dataTransfer.files]) both.items.add(file);
      input.files = both.files;
      tell();
    });
    input.addEventListener("change", tell);
    document.getElementById("id_source")?.setAttribute("list", "known-sources");
  }

  const lines = document.getElementById("lines");
  const form = document.getElementById("article_form");
  if (!lines || !form) return;
  // what the reader calls a field, where the form calls it otherwise
  const readAs = { published_at_day: "published", published_at_time: "published", published_zone: "published", byline: "authors" };
  const rows = [...lines.querySelectorAll("li")];
  const bare = (text) => text.replace(/\s+/g, " ").trim();

  const holding = (words) => {
    const wanted = bare(words).slice(0, 40);
    return wanted ? rows.filter((row) => bare(row.textContent).includes(wanted)) : [];
  };
  const readFrom = (field) => {
    const part = /^(photos|quotes|related_links|corrections)-(\d+)-/.exec(field.name || field.id || "");
    if (!part) {
      const name = readAs[field.name] || field.name;
      return rows.filter((row) => (row.dataset.fields || "").split(" ").includes(name));
    }
    // of several quotes or links, the lines that hold this one's words
    const own = form.querySelector(`[name^="${part[0]}"]:is([name$="-text"], [name$="-title"], [name$="-caption"])`);
    const exact = own ? holding(own.value) : [];
    return exact.length ? exact : rows.filter((row) => (row.dataset.fields || "").split(" ").includes(part[1]));
  };
  const mark = (event) => {
    const inside = event.target.closest("[data-inline-formset] .inline-related, [data-inline-formset] .form-row");
    const list = event.target.closest(".select2-container")?.previousElementSibling; // stands for a select that is hidden
    const folded = event.target.matches("summary") && inside?.querySelector("textarea[name], input[type=text][name]");
    const field = list || folded || event.target;
    if (!field?.closest("form")) return;
    const found = readFrom(field);
    for (const row of rows) row.classList.toggle("marked", found.includes(row));
    if (!found.length) return;
    const top = found[0].offsetTop - lines.offsetTop, bottom = top + found[0].offsetHeight;
    if (top < lines.scrollTop || bottom > lines.scrollTop + lines.clientHeight) lines.scrollTop = top - 20;
  };
  form.addEventListener("focusin", mark);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.querySelector("[name=_accept]").click();
  });
})();
