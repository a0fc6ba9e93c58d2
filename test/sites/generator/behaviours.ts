/**
 * What pages do by themselves, named in an outline by an attribute:
 * `data-token` fills itself in a moment after the page has come, as the field of a passing challenge does ·
 * `data-shows="#id"` on a button hides the section that it stands in and shows another ·
 * `data-verifies` on a box makes the status beside it say "Verified" · `data-copies="#id"` takes over a field when its form is sent.
 * (`data-by-hand` is the server's: a field that only a person fills in.)
 */
export const BEHAVIOURS = `
for (const field of document.querySelectorAll("[data-token]")) setTimeout(() => field.setAttribute("value", "token"), 50);
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-shows]");
  if (button) {
    const section = button.closest("section");
    if (section) section.hidden = true;
    document.querySelector(button.dataset.shows).hidden = false;
  }
  if (target.matches("[data-verifies]")) target.parentElement.querySelector("[role=status]").textContent = "Verified";
});
document.addEventListener("submit", () => {
  for (const field of document.querySelectorAll("[data-copies]")) field.value = document.querySelector(field.dataset.copies).value;
}, true);
`;
