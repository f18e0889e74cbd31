// One box that ticks all the others of its group, and shows whether all, some or none are ticked.
for (const all of document.querySelectorAll("[data-all]")) {
  const group = all.closest("fieldset, form");
  const boxes = [...group.querySelectorAll("input[type=checkbox][name]")];
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  all.closest("[hidden]")?.removeAttribute("hidden");
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  group.addEventListener("change", (event) => { if (event.target !== all) show(); });
  show();
}
