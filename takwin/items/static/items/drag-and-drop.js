// Labels that are dragged into their places, or moved there with the arrow keys, or by a tap on the label and then on the place. Each label
// is the list beside it: moving it chooses there, and choosing there moves it. Without scripts the lists are the form.

const FAR = 6; // pixels after which a press is a drag

function element(name, className, words = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

class Board {
  constructor(board) {
    this.words = board.dataset;
    this.question = board.closest("fieldset");
    this.selects = [...this.question.querySelectorAll("select")];
    this.spots = [...board.querySelectorAll(".spot")];
    this.tray = element("div", "drop-place drop-tray");
    this.places = [this.tray, ...[...board.querySelectorAll(".drop-zones > li")].map((zone) => zone.appendChild(element("div", "drop-place")))];
    this.labels = this.selects.map((select) => this.label(select));
    this.said = element("p", "visually-hidden");
    this.said.setAttribute("role", "status");
    this.held = null;
    board.append(element("p", "help", this.words.help), this.tray, this.said);
    this.fold();
    this.places.forEach((place, at) => place.addEventListener("click", () => this.drop(at)));
    this.spots.forEach((spot, at) => spot.addEventListener("click", () => this.drop(at + 1)));
    this.question.addEventListener("change", () => this.show());
    this.question.form.addEventListener("reset", () => setTimeout(() => this.show()));
    this.show();
  }

  fold() {
    const lists = this.question.querySelector(".answer-lines");
    const details = element("details", "dropdown");
    const summary = element("summary", "", this.words.lists);
    summary.lang = this.question.querySelector("[data-drop]").lang;
    lists.before(details);
    details.append(summary, lists);
    details.open = lists.querySelector("[aria-invalid]") !== null;
  }

  label(select) {
    const label = element("button", "drop-label");
    label.type = "button";
    label.innerHTML = select.labels[0].innerHTML;
    label.setAttribute("aria-pressed", "false");
    label.addEventListener("keydown", (event) => this.key(event, label));
    label.addEventListener("pointerdown", (event) => this.press(event, label));
    label.addEventListener("click", (event) => {
      event.stopPropagation();
      if (!this.dragged) this.hold(label);
    });
    return label;
  }

  number(label) {
    return Number(this.selects[this.labels.indexOf(label)].value);
  }

  show() {
    this.labels.forEach((label) => {
      const place = this.places[this.number(label)];
      if (label.parentElement !== place) place.append(label);
    });
  }

  hold(label) {
    this.held = this.held === label ? null : label;
    this.labels.forEach((one) => one.setAttribute("aria-pressed", String(one === this.held)));
  }

  drop(at) {
    if (this.held) this.move(this.held, at);
  }

  free(at, label) {
    return at === 0 || this.words.one !== "yes" || !this.labels.some((one) => one !== label && this.number(one) === at);
  }

  move(label, at) {
    if (this.held) this.hold(this.held);
    if (!this.free(at, label)) return;
    const select = this.selects[this.labels.indexOf(label)];
    select.value = at ? String(at) : "";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    label.focus();
    this.said.textContent = `${label.textContent.trim()}: ${at ? select.selectedOptions[0].textContent : this.words.tray}`;
  }

  key(event, label) {
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const mirrored = /Left|Right/.test(event.key) && getComputedStyle(label).direction === "rtl";
    const count = this.places.length;
    let at = this.number(label);
    do at = (at + (mirrored ? -step : step) + count) % count;
    while (!this.free(at, label));
    this.move(label, at);
  }

  press(event, label) {
    if (event.button) return;
    const from = { x: event.clientX, y: event.clientY };
    this.dragged = false;
    const watch = new AbortController();
    const follow = (moved) => {
      const by = { x: moved.clientX - from.x, y: moved.clientY - from.y };
      this.dragged ||= Math.hypot(by.x, by.y) > FAR;
      if (!this.dragged) return;
      label.classList.add("is-moving");
      label.style.translate = `${by.x}px ${by.y}px`;
      this.mark(this.under(moved));
    };
    const end = (moved) => {
      watch.abort();
      const at = this.dragged && moved.type === "pointerup" ? this.under(moved) : -1;
      label.classList.remove("is-moving");
      label.style.translate = "";
      this.mark(-1);
      if (at >= 0) this.move(label, at);
    };
    const told = { signal: watch.signal };
    addEventListener("pointermove", follow, told);
    addEventListener("pointerup", end, told);
    addEventListener("pointercancel", end, told);
  }

  under(event) {
    const found = document.elementFromPoint(event.clientX, event.clientY);
    const spot = this.spots.indexOf(found?.closest(".spot"));
    return spot >= 0 ? spot + 1 : this.places.indexOf(found?.closest(".drop-place") ?? found?.closest("li")?.querySelector(".drop-place"));
  }

  mark(at) {
    this.places.forEach((place, number) => place.classList.toggle("is-over", number === at));
    this.spots.forEach((spot, number) => spot.classList.toggle("is-over", number + 1 === at));
  }
}

for (const board of document.querySelectorAll("[data-drop]")) {
  if (!board.closest("fieldset").disabled) new Board(board);
}
