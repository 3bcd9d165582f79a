// What a page of a pack shows of the person's own beside their answers: tasks declared, notes and drafts, how far they are. `page.state` is
// what the server knew, the acts that wait here come on top of it.

import { element } from "./words.js";

export function declared(page, waiting) {
  const last = Object.fromEntries(waiting.filter((act) => act.kind === "declared").map((act) => [act.task, act.done]));
  for (const place of document.querySelectorAll("[data-task]")) {
    const name = place.dataset.task;
    const done = last[name] ?? page.state.declared.includes(name);
    const choice = place.querySelector("form button");
    choice.value = done ? "no" : "yes";
    choice.textContent = page.say(done ? "undone" : "did");
    choice.classList.toggle("button-quiet", done);
    place.querySelector("form .meta").textContent = page.say(done ? "declared" : "declare");
  }
}

const sameNote = (one, other) => one.kind === other.kind && (one.step === other.step || one.kind === "drafted") && one.task === other.task;

// What stands in a note or a draft by now: here, else on the server.
export function textOf(page, act) {
  const own = page.kept.filter((one) => sameNote(one, act)).at(-1);
  return (own?.text ?? (act.kind === "noted" ? page.state.notes[act.step] : page.state.drafts[act.task]) ?? "").replaceAll("\r\n", "\n");
}

export function notes(page, step) {
  const place = document.querySelector("[data-notes]");
  for (const field of place?.querySelectorAll("textarea") ?? []) {
    const task = field.dataset.draft;
    field.value = textOf(page, task ? { kind: "drafted", task } : { kind: "noted", step });
    place.open ||= field.value !== "";
  }
}

const finished = (page, waiting) =>
  new Set([...page.state.done, ...waiting.filter((act) => act.kind === "finished").map((act) => act.step)]);

const keyOf = (link) => new URL(link.href).pathname.split("/").slice(3, 5).join("/");

export function path(page, waiting) {
  const done = finished(page, waiting);
  for (const link of document.querySelectorAll(".outline-step > a")) link.parentElement.classList.toggle("is-done", done.has(keyOf(link)));
  const standing = document.querySelector("[data-desk=standing]");
  if (!standing) return;
  const steps = document.querySelectorAll(".outline-step").length;
  const bar = element("progress");
  Object.assign(bar, { max: steps, value: done.size });
  bar.setAttribute("aria-label", page.say("steps", { done: done.size, steps }));
  standing.replaceChildren(element("div", "progress", element("p", "progress-text", page.say("steps", { done: done.size, steps })), bar));
}
