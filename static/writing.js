/* While a story is written: its words and paragraphs, its address, and the quotes the rules find, beside the text. */
"use strict";
(() => {
  const panel = document.getElementById("writing");
  const body = document.getElementById("id_body");
  const form = body?.form;
  if (!panel || !form) return;
  const field = (name) => form.elements.namedItem(name);
  const shown = {
    count: panel.querySelector("output"),
    told: panel.querySelector(".told"),
    list: panel.querySelector("ol"),
  };
  document.querySelector(".form-row.field-body").append(panel);
  panel.hidden = false;

  // Counted as the archive counts (articles/text.py): letters, digits and _, held together by hyphens and apostrophes.
  const word = /[\p{L}\p{N}_]+(?:[’'-][\p{L}\p{N}_]+)*/gu;
  const kept = (text) => text.normalize("NFC").replace(/\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]/g, "\n")
    .replace(/[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u2060\ufeff]/g, "").trim();
  const number = (count, what) => `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
  const count = () => {
    const text = kept(body.value);
    const lines = text.split("\n");
    const pieces = lines.every((line) => line.trim()) ? lines : text.split(/\n[^\S\n]*\n\s*/);
    const paragraphs = pieces.filter((piece) => piece.trim()).length;
    shown.count.textContent = `${number((text.match(word) || []).length, "word")}, ${number(paragraphs, "paragraph")}`;
  };

  const slug = field("slug");
  const address = document.createElement("p");
  address.className = "help address";
  slug?.closest(".form-row").append(address);
  const tellAddress = (given) => {
    if (!slug) return;
    slug.placeholder = given;
    address.replaceChildren();
    if (!given || slug.value === given) return;
    if (!slug.value) {
      address.textContent = `The headline gives: ${given}`;
      return;
    }
    const use = document.createElement("button");
    use.type = "button";
    use.textContent = "Use it";
    use.addEventListener("click", () => { slug.value = given; tellAddress(given); slug.focus(); });
    address.append(`The headline gives: ${given} `, use);
  };
  slug?.addEventListener("input", () => tellAddress(slug.placeholder));

  // A quote's form below: the one that has its words, or a new one filled in as the rules decided.
  const rowOf = (quote) => [...form.querySelectorAll(".quotes .inline-related:not(.empty-form)")].find((row) =>
    row.querySelector("[name$='-text']")?.value.replace(/\r\n?/g, "\n").trim() === quote.text
    && row.querySelector("[name$='-field']")?.value === quote.field);
  const set = (row, name, value) => { row.querySelector(`[name$='-${name}']`).value = value; };
  const newRow = (quote) => {
    document.querySelector(".quotes .add-row a, .quotes a.add-row")?.click();
    const row = [...form.querySelectorAll(".quotes .inline-related:not(.empty-form)")].at(-1);
    for (const name of ["text", "field", "kind", "role", "cue"]) set(row, name, quote[name]);
    set(row, "speaker_as_printed", quote.as_printed);
    const speaker = row.querySelector("[name$='-speaker']");
    if (quote.speaker) speaker.append(new Option(quote.name, quote.speaker, true, true));
    window.django.jQuery(speaker).trigger("change");
    return row;
  };
  const openRow = (quote) => {
    const row = rowOf(quote) || newRow(quote);
    const details = row.querySelector("details");
    if (details) details.open = true;
    row.scrollIntoView({ block: "center" });
    return row;
  };
  const change = (quote) => {
    const row = openRow(quote);
    (row.querySelector(".field-speaker .select2-selection") || row.querySelector("[name$='-speaker']")).focus();
  };
  const turn = (quote) => {
    const row = openRow(quote);
    const kind = row.querySelector("[name$='-kind']");
    kind.value = kind.value === "fragment" ? "utterance" : "fragment";
    kind.focus();
    show(last);
  };

  const element = (name, text, className = "") => {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const button = (text, quote, act) => {
    const made = element("button", text);
    made.type = "button";
    made.setAttribute("aria-label", `${text}: “${quote.text.slice(0, 60)}”`);
    made.addEventListener("click", () => act(quote));
    return made;
  };
  // What was changed in the quote's form below and is not saved yet goes before what the rules say.
  const asEdited = (quote) => {
    const row = rowOf(quote);
    if (!row) return quote;
    const speaker = row.querySelector("[name$='-speaker']");
    const name = speaker?.selectedOptions[0]?.textContent.trim() || row.querySelector("[name$='-speaker_as_printed']").value;
    const kind = row.querySelector("[name$='-kind']").value;
    const same = kind === quote.kind && name === quote.name;
    return same ? quote : { ...quote, kind, name, why: "", sure: null, unsure: false, edited: true };
  };
  const line = (found) => {
    const quote = asEdited(found);
    const item = document.createElement("li");
    item.className = quote.unsure ? "unsure" : "";
    const sure = quote.edited ? "changed by you, not saved yet" : quote.decided ? "decided by an editor"
      : quote.sure === null ? "" : `${quote.sure}% sure`;
    const who = quote.name || (quote.kind === "fragment" ? "" : "nobody named");
    item.append(
      element("q", quote.text.length > 110 ? `${quote.text.slice(0, 109)}…` : quote.text),
      element("p", [who, quote.kind, quote.field === "body" ? "" : quote.field, sure].filter(Boolean).join(" · "), "who"),
    );
    if (quote.why) item.append(element("p", quote.why, "why"));
    const acts = element("p", "", "acts");
    acts.append(
      button(quote.name ? "Change speaker" : "Name speaker", found, change),
      button(quote.kind === "fragment" ? "It is speech" : "It is a fragment", found, turn),
    );
    item.append(acts);
    return item;
  };
  let last = [];
  const show = (quotes) => {
    last = quotes;
    shown.list.replaceChildren(...quotes.map(line));
    const unsure = quotes.filter((quote) => quote.unsure).length;
    shown.told.textContent = quotes.length
      ? `${number(quotes.length, "quote")} found${unsure ? `, ${unsure} of them unsure` : ""}.`
      : "No words between quotation marks are found.";
  };

  let asked;
  const ask = async () => {
    asked?.abort();
    const own = asked = new AbortController();
    const data = new FormData();
    const add = (name, value) => { if (value) data.append(name, value); };
    add("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
    add("article", panel.dataset.article);
    for (const name of ["headline", "standfirst", "body", "language"]) add(name, field(name)?.value);
    add("day", field("published_at_day")?.value);
    try {
      const answer = await fetch(panel.dataset.typed, { method: "POST", body: data, signal: own.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      tellAddress(found.address);
      show(found.quotes);
    } catch (error) {
      if (error.name === "AbortError") return;
      shown.told.textContent = "Quotes cannot be looked for now. Saving finds them all the same.";
    }
  };
  let waiting;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(ask, 700); };
  for (const name of ["headline", "standfirst", "body", "language", "published_at_day"])
    field(name)?.addEventListener("input", soon);
  body.addEventListener("input", count);
  form.addEventListener("change", (event) => { if (event.target.closest(".quotes")) show(last); });
  window.django?.jQuery?.(form).on("select2:select select2:clear", ".quotes select", () => show(last));
  count();
  ask();
})();
