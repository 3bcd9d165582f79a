// Lets one point at the places of a picture. The list under it says the same and is what is sent: a click in the picture is a click there,
// and what is chosen there shows in the picture. Without scripts the picture shows the numbers, and the list is all that is needed.

for (const picture of document.querySelectorAll("[data-spots]")) {
  const question = picture.closest("fieldset");
  const fields = [...question.querySelectorAll("input")];
  const spots = [...picture.querySelectorAll(".spot")];

  function show() {
    spots.forEach((spot, at) => spot.classList.toggle("is-chosen", fields[at].checked));
  }

  picture.classList.toggle("can-point", !question.disabled);
  spots.forEach((spot, at) => spot.addEventListener("click", () => fields[at].click()));
  question.addEventListener("change", show);
  question.form.addEventListener("reset", () => setTimeout(show));
  show();
}
