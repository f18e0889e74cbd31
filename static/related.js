/* The related links of a story: a search in the archive whose results become links. */
"use strict";
(() => {
  const panel = document.getElementById("writing");
  const group = document.getElementById("related_links-group");
  const form = document.getElementById("article_form");
  if (!panel?.dataset.related || !group || !form || !group.querySelector(".empty-form")) return;
  const make = (name, values = {}) => Object.assign(document.createElement(name), values);

  const box = make("div", { className: "find-related" });
  const label = make("label", { htmlFor: "find-related", textContent: "Find in the archive:" });
  const input = make("input", { id: "find-related", type: "search", autocomplete: "off" });
  const list = make("ul", { id: "found-related", hidden: true });
  const told = make("p", { className: "help" });
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" }))
    input.setAttribute(name, value);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Articles found");
  told.setAttribute("role", "status");
  box.append(label, input, list, told);
  group.querySelector("h2").after(box);

  let found = [], at = -1;
  const options = () => [...list.children];
  const mark = (place) => {
    at = place;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options()[at].id);
      options()[at].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const choose = (article) => {
    group.querySelector(".add-row a, a.add-row").click();
    const row = [...group.querySelectorAll(".inline-related:not(.empty-form)")].at(-1);
    const set = (name, value) => { row.querySelector(`[name$="-${name}"]`).value = value; };
    set("title", article.title);
    set("url", article.url);
    set("position", group.querySelectorAll(".inline-related:not(.empty-form)").length - 1);
    const target = row.querySelector("[name$='-target']");
    if (target) {
      target.append(new Option(article.title, article.id, true, true));
      window.django.jQuery(target).trigger("change");
    }
    close();
    found = [];
    list.replaceChildren();
    input.value = "";
    told.textContent = `Added below: ${article.title}`;
    input.focus();
  };
  const show = (answer) => {
    found = answer.found;
    list.replaceChildren(...found.map((article, number) => {
      const option = make("li", { id: `found-related-${number}` });
      option.setAttribute("role", "option");
      option.append(make("span", { textContent: article.title }), make("span", { className: "quiet", textContent: article.about }));
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => choose(article));
      return option;
    }));
    mark(-1);
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    told.textContent = answer.told || (found.length ? `${found.length} found; choose with the arrow keys and Enter.`
      : "Nothing in the archive matches. Enter the link by hand below.");
  };

  let asked, waiting;
  const ask = async () => {
    asked?.abort();
    if (!input.value.trim()) {
      close();
      told.textContent = "";
      return;
    }
    const own = asked = new AbortController();
    const question = new URLSearchParams({ q: input.value, article: panel.dataset.article });
    try {
      const answer = await fetch(`${panel.dataset.related}?${question}`, { signal: own.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") told.textContent = "The archive cannot be asked now. Enter the link by hand below.";
    }
  };
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 250); });
  input.addEventListener("blur", close);
  input.addEventListener("focus", () => { if (found.length && input.value) show({ found }); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault(); // it must not send the story's form
      if (!list.hidden && found.length) choose(found[Math.max(at, 0)]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % found.length);
    }
  });
})();
