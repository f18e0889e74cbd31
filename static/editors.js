/* Gives the admin's pick lists (select2) the name of their label, which they lack for screen readers. */
"use strict";
(() => {
  const name = (root) => {
    for (const select of root.querySelectorAll("select.admin-autocomplete")) {
      const label = root.querySelector(`label[for="${select.id}"]`);
      const box = select.nextElementSibling?.querySelector(".select2-selection");
      if (!label || !box) continue;
      label.id ||= `${select.id}-label`;
      const shown = box.querySelector(".select2-selection__rendered");
      box.setAttribute("aria-labelledby", shown?.id ? `${label.id} ${shown.id}` : label.id);
      if (shown?.getAttribute("role") === "textbox") shown.setAttribute("aria-labelledby", label.id);
      box.querySelector(".select2-search__field")?.setAttribute("aria-labelledby", label.id);
    }
  };
  window.django?.jQuery?.(() => name(document)); // after the lists were made, in the same queue
  document.addEventListener("formset:added", (event) => name(event.target));
})();
