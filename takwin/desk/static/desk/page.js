// A page of a pack comes alive: what is the person's own is filled in, and what they do is kept on this device until it was sent.

import { actsOf, keep } from "./acts.js";
import { declared, notes, path, textOf } from "./own.js";
import { answer, fill, refill, settle } from "./questions.js";
import { keepSending, later, send } from "./send.js";
import { course as taken, courses } from "./shelf.js";
import { status } from "./status.js";
import { listen, rows } from "./store.js";
import { me } from "./who.js";
import { element, speaker } from "./words.js";

const place = document.querySelector("[data-desk=status]");
const [, , slug] = place.dataset.base.split("/"); // the page that tells what is not here stands at any address
const step = document.querySelector("[data-step]")?.dataset.step;
const json = async (name) => (await fetch(`/courses/${slug}/${name}.json`)).json();

function onward() {
  const links = [...document.querySelectorAll(".outline-step > a")];
  const here = links.findIndex((link) => link.getAttribute("aria-current"));
  return links[here + 1]?.href ?? `/courses/${slug}/`;
}

// A device without room says so, and the form stays as it is.
function full(form, page, error) {
  const words = error.name === "QuotaExceededError" ? "full" : "broken";
  const notice = element("div", "notice notice-error", element("p", "", page.say(words)));
  notice.setAttribute("role", "alert");
  form.prepend(notice);
  notice.scrollIntoView({ block: "center" });
}

// Somebody may press a button before the page is filled in: it is kept all the same, once it is.
async function submitted(event) {
  const form = event.target;
  const action = new URL(event.submitter?.getAttribute("formaction") ?? form.action, location.href).pathname;
  if (!/\/(answer|begin|task)\/|\/(done|notes)$/.test(action)) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const page = await ready.catch(() => null);
  if (!page) return place.scrollIntoView({ block: "center" });
  try {
    await done(form, action, data, page);
  } catch (error) {
    full(form, page, error);
  }
}

async function done(form, action, data, page) {
  if (form.closest("[data-questions]")) {
    if (!(await answer(form, action, data, page))) return;
  } else {
    const changed = actsOf(action, data).acts.filter((act) => act.text === undefined || act.text !== textOf(page, act));
    for (const act of changed) page.kept.push(await keep(page.who.person, slug, act, document.querySelector("h1").textContent));
  }
  await Promise.race([Promise.all([later(), send()]), new Promise((go) => setTimeout(go, 300))]);
  if (action.endsWith("/done")) location.href = onward();
  else declared(page, page.kept);
}

async function shelf(list, who) {
  if (!list) return;
  const all = await courses(who.person);
  list.replaceChildren(...all.map((one) => {
    const link = element("a", "button", one.title);
    link.href = `/courses/${one.course}/`;
    link.lang = one.language;
    return link;
  }));
}

async function begin() {
  document.addEventListener("submit", submitted);
  const [who, words] = [await me(), await json("words")];
  const say = speaker(words);
  const course = who && (await taken(who.person, slug));
  if (!course) {
    place.replaceChildren(element("p", "notice", say("nobody")));
    return null;
  }
  const page = { who, say, kept: [], state: course.state, practice: await json("practice") };
  await fill(page.state);
  const waiting = page.kept = (await rows("queue", who.person)).filter((act) => act.course === slug);
  if (location.hash === "#done") location.replace(onward()); // the worker kept that this step is done
  notes(page, step);
  settle(page, waiting);
  declared(page, waiting);
  path(page, waiting);
  await shelf(document.querySelector("[data-desk=shelf]"), who);
  listen((what) => { if (what === "fresh") anew(page); });
  followed(page);
  return page;
}

// The server has told what it knows by now.
async function anew(page) {
  const known = await taken(page.who.person, slug);
  if (!known) return;
  page.state = known.state;
  page.kept = (await rows("queue", page.who.person)).filter((act) => act.course === slug);
  await refill(page, page.kept);
  path(page, page.kept);
}

async function followed(page) {
  const { who, say, kept } = page;
  const known = page.state.opened.includes(step) || kept.some((act) => act.kind === "opened" && act.step === step);
  if (step && !known) {
    const title = document.querySelector("h1").textContent;
    await keep(who.person, slug, { kind: "opened", step }, title).catch((error) => full(document.querySelector("main"), page, error));
  }
  await status(place, who, say, slug);
  keepSending();
}

const ready = begin();
