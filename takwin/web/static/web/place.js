// Remembers on this device how far a step was read, and goes back there when its address ends with #resume.
// Kept: one line per course, "step number-of-block". Without scripts the step simply opens at its beginning.

const article = document.querySelector("[data-place]");
const [course, step] = article.dataset.place.split(" ");
const name = `takwin-place ${course}`;
const blocks = [...article.children];

function kept() {
  try {
    const [where, block] = (localStorage.getItem(name) ?? "").split(" ");
    return where === step ? Number(block) : 0;
  } catch {
    return 0;
  }
}

function keep() {
  const block = blocks.findIndex((one) => one.getBoundingClientRect().bottom > 0);
  try {
    localStorage.setItem(name, `${step} ${Math.max(0, block)}`);
  } catch {
    // A browser that keeps nothing: the step will open at its beginning.
  }
}

if (location.hash === "#resume") {
  blocks[kept()]?.scrollIntoView();
  history.replaceState(null, "", location.pathname + location.search);
}
addEventListener("pagehide", keep);
document.addEventListener("visibilitychange", keep);
