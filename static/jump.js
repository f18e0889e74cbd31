/* The quote that the address leads to, marked in all its parts. Without script it is marked where it begins, by :target. */
"use strict";
(() => {
  const mark = () => {
    for (const part of document.querySelectorAll(".jumped")) part.classList.remove("jumped");
    const first = document.querySelector(":target");
    if (!first) return;
    for (const part of document.querySelectorAll(`[data-part-of="${CSS.escape(first.id)}"]`)) part.classList.add("jumped");
  };
  window.addEventListener("hashchange", mark);
  mark();
})();
