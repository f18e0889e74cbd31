/* Fields of a search left empty stay out of its address. Without script they stand there, empty, and mean nothing. */
"use strict";
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  for (const name of new Set(event.formData.keys())) {
    const given = event.formData.getAll(name).filter(Boolean);
    event.formData.delete(name);
    for (const value of given) event.formData.append(name, value);
  }
});
