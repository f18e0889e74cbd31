/* The queue of quotes by keyboard: a key presses the button, or goes to the field, that bears it as data-key. */
"use strict";
(() => {
  const page = document.getElementById("queue");
  const stored = "queue-keys";
  const choice = document.getElementById("queue-keys");
  for (const hidden of document.querySelectorAll("[data-by-script]")) hidden.hidden = false;
  if (choice) {
    choice.checked = localStorage.getItem(stored) !== "off";
    const shown = () => document.body.classList.toggle("without-keys", !choice.checked);
    choice.addEventListener("change", () => {
      localStorage.setItem(stored, choice.checked ? "on" : "off");
      shown();
    });
    shown();
  }

  // A verdict once given is on its way: a second press must not fall on the next quote.
  let sent = false;
  document.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });

  const writing = (element) => element.closest("input:not([type=checkbox]), select, textarea, .select2-container");
  const go = (target) => {
    if (target.matches("select")) window.django.jQuery(target).select2("open");
    else if (target.matches("input")) target.focus();
    else target.click();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || (choice && !choice.checked)) return;
    if (event.key === "Escape" && writing(event.target)) return event.target.blur();
    if (writing(event.target)) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!target) return;
    event.preventDefault();
    go(target);
  });

  window.django?.jQuery?.(() => {
    const select = page?.querySelector("select.admin-autocomplete");
    if (!select) return;
    const $ = window.django.jQuery;
    $(select).on("select2:select", () => select.form.requestSubmit());
    // select2 opens without the focus in its search field where it is opened by a script
    $(select).on("select2:open", () => document.querySelector(".select2-search__field")?.focus());
  });
})();
