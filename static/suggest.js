/* Suggestions under the search boxes that name an address for them in data-suggest.

   A combobox with a list that pops up (WAI-ARIA Authoring Practices): the arrows choose, Enter opens the page chosen or
   searches for the words, Escape closes. Without this script the boxes are plain search boxes. */
(() => {
  const WAIT = 150; // milliseconds without a key before suggestions are asked for
  const FEWEST = 2;
  const MOST = 200; // whoever writes more than this is not looking for a name or a headline

  const made = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  function attach(input) {
    const id = `${input.id}-suggestions`;
    const list = made("div", { id, role: "listbox", "aria-label": "Suggestions", class: "suggestions" });
    const status = made("p", { role: "status", class: "unseen" });
    let options = [];
    let chosen = -1;
    let timer = 0;
    let asking = null;

    list.hidden = true;
    input.parentElement.classList.add("suggesting");
    input.parentElement.append(list, status);
    const combobox = { role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries(combobox)) input.setAttribute(name, value);

    function choose(number) {
      options[chosen]?.setAttribute("aria-selected", "false");
      chosen = number;
      const option = options[chosen];
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    }

    function open() {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }

    function close() {
      clearTimeout(timer);
      asking?.abort();
      choose(-1);
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      status.textContent = "";
    }

    function show(groups) {
      options = [];
      choose(-1);
      list.replaceChildren(
        ...groups.map((group, number) => {
          const title = made("div", { id: `${id}-${number}`, class: "label" }, group.title);
          const items = group.items.map((item) => {
            const label = made("span", { class: "suggestion-label", dir: "auto" }, item.label);
            const note = made("span", { class: "suggestion-note" }, item.note);
            const option = made("div", { role: "option", "aria-selected": "false" }, label, " ", note);
            option.id = `${id}-option-${options.length}`;
            option.addEventListener("click", () => location.assign(item.url));
            options.push(option);
            return option;
          });
          return made("div", { role: "group", "aria-labelledby": title.id }, title, ...items);
        }),
      );
      if (!options.length) {
        close();
        status.textContent = "No suggestions.";
        return;
      }
      open();
      const number = options.length === 1 ? "1 suggestion" : `${options.length} suggestions`;
      status.textContent = `${number}. The arrow keys choose among them.`;
    }

    async function ask() {
      const words = input.value.trim();
      asking?.abort();
      if (words.length < FEWEST || words.length > MOST) return close();
      asking = new AbortController();
      const { signal } = asking;
      try {
        const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal });
        if (!answer.ok) return close(); // asked too often, or search is away: that nothing fits is not known
        const { groups } = await answer.json();
        if (!signal.aborted) show(groups);
      } catch (error) {
        if (error.name !== "AbortError") close(); // no network: the box searches all the same
      }
    }

    const keys = {
      ArrowDown: () => choose(chosen + 1 < options.length ? chosen + 1 : -1),
      ArrowUp: () => choose(chosen < 0 ? options.length - 1 : chosen - 1),
      Enter: () => options[chosen].click(),
      Escape: close,
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
      if (list.hidden) {
        if (event.key === "ArrowDown" && input.value.trim()) {
          event.preventDefault();
          ask();
        }
        return;
      }
      if (!(event.key in keys) || (event.key === "Enter" && chosen < 0)) return;
      event.preventDefault();
      keys[event.key]();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    input.addEventListener("blur", close);
    input.form.addEventListener("submit", close);
  }

  for (const input of document.querySelectorAll("input[data-suggest]")) attach(input);
})();
