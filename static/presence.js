/* The form of a story gives a sign every minute that it is open, and tells who else has it open or has saved it. */
"use strict";
(() => {
  const notice = document.getElementById("others");
  const form = document.getElementById("article_form");
  if (!notice || !form) return;
  const data = () => {
    const made = new FormData();
    made.append("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
    made.append("seen", form.elements.namedItem("seen").value);
    return made;
  };
  const people = notice.querySelector(".people");
  const saved = notice.querySelector(".saved");
  const tell = (answer) => {
    const names = answer.others.join("; ");
    if (people.dataset.names !== names) {
      people.dataset.names = names;
      people.textContent = names ? `Also open at the desk: ${names}. Talk to each other before both of you save.` : "";
    }
    if (answer.saved && saved.dataset.told !== answer.saved.told) {
      saved.dataset.told = answer.saved.told;
      saved.replaceChildren(answer.saved.told);
      if (answer.saved.compare) {
        const link = document.createElement("a");
        link.href = answer.saved.compare;
        link.target = "_blank";
        link.textContent = "What was changed";
        saved.append(" ", link, " (opens beside this page).");
      }
    }
    notice.hidden = !names && !saved.childNodes.length;
  };
  let signs = 0;
  const sign = async () => {
    const own = ++signs;
    try {
      const answer = await fetch(notice.dataset.presence, { method: "POST", body: data() });
      if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) return;
      const told = await answer.json();
      if (own === signs) tell(told); // else a later one knows better
    } catch {
      // without a network nothing can be told; the next sign is in a minute
    }
  };
  sign();
  setTimeout(sign, 2000); // the page that was left a moment ago may have been this one
  setInterval(sign, 60_000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) sign(); });
  window.addEventListener("pagehide", () => {
    const left = data();
    left.append("left", "1");
    navigator.sendBeacon(notice.dataset.presence, left);
  });
})();
