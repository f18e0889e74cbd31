/* The quote that the address leads to, marked in all its parts. Without script it is marked where it begins, by :target. */
"use strict";
(() => {
  const mark = () => {
    for (const part of document.querySelectorAll(".jumped")) part.classList.remove("jumped");
    // not by :target, which a page that has just come may not have yet
    const quote = CSS.escape(location.hash.slice(1));
    for (const part of document.querySelectorAll(`[data-part-of="${quote}"]`)) part.classList.add("jumped");
  };
  window.addEventListener("hashchange", mark);
  mark();
})();
