// "Take this course with me": chooses a pack, brings it, shows what is on this device, and what of one's work waits or was refused.

import { Damaged } from "./pack.js";
import { keepSending } from "./send.js";
import { Full, course, missing, remove, take } from "./shelf.js";
import { listen } from "./store.js";
import { is, whose } from "./who.js";
import { waiting } from "./work.js";
import { button, element, size, speaker } from "./words.js";

const desk = document.querySelector("[data-desk=desk]");
const say = speaker(JSON.parse(document.querySelector("#desk-words").textContent));
const { slug, title } = desk.dataset;
const able = "serviceWorker" in navigator && "indexedDB" in globalThis && "DecompressionStream" in globalThis && globalThis.isSecureContext;
const places = Object.fromEntries([...desk.querySelectorAll("[data-part]")].map((place) => [place.dataset.part, place]));
const note = (words, kind = "") => element("div", `notice ${kind}`.trim(), element("p", "", words));

const json = (name) => fetch(`/desk/${slug}/${name}.json`, { redirect: "manual", cache: "no-store" });

async function offers() {
  try {
    const answer = await json("packs");
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// One that nobody has asked for before is made now.
async function made(offer) {
  if (offer.url) return offer;
  const answer = await json(`packs/${offer.variant}`);
  if (!answer.ok) throw Object.assign(new Error(offer.variant), { status: answer.status });
  return answer.json();
}

function choice(offer, chosen) {
  const field = element("input");
  Object.assign(field, { type: "radio", name: "variant", value: offer.variant, checked: chosen });
  const words = element("span", "choice-text", element("strong", "", say(`variant-${offer.variant}`)), " · ", size(offer.bytes, say));
  words.append(element("br"), say(`variant-${offer.variant}-help`));
  return element("label", "choice", field, words);
}

function form(told, taken) {
  const chosen = taken?.variant ?? "text";
  const choices = told.packs.map((one) => choice(one, one.variant === chosen));
  const shown = element("form", "stack", element("fieldset", "choices", element("legend", "", say("which")), ...choices));
  shown.append(element("p", "actions", Object.assign(element("button", "button", say(taken ? "renew" : "take")), { type: "submit" })));
  shown.addEventListener("submit", (event) => {
    event.preventDefault();
    fetching(told.packs.find((one) => one.variant === new FormData(shown).get("variant")), told.edition);
  });
  return shown;
}

function why(error) {
  if (error instanceof Full) return "no-room";
  if (error instanceof Damaged) return "damaged";
  return error.status && navigator.onLine !== false ? "gone" : "cut";
}

async function fetching(offer, edition) {
  const bar = Object.assign(element("progress", "bar"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", say("fetching"));
  const text = element("p", "meta", say("fetching"));
  places.choose.replaceChildren(element("div", "stack", text, bar));
  const moved = (done, all) => {
    Object.assign(bar, { max: Math.max(all, 1), value: done });
    text.textContent = say("fetched", { done: size(done, say), all: size(all, say) });
  };
  try {
    await navigator.serviceWorker.register("/worker.js", { type: "module" });
    await navigator.storage?.persist?.();
    await take((await whose()).person, slug, await made(offer), { title, edition }, moved);
    await draw();
  } catch (error) {
    const words = why(error);
    await draw(note(say(words, { size: size(offer.bytes, say) }), "notice-error"));
    if (words === "cut") addEventListener("online", () => fetching(offer, edition), { once: true });
  }
}

async function here(taken, told) {
  if (!taken) return [];
  const lost = await missing(taken);
  const { usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const safe = await navigator.storage?.persisted?.();
  const there = say("on-device", { size: size(taken.bytes, say), variant: say(`variant-${taken.variant}`) });
  const open = element("a", "button", say("open"));
  open.href = `/courses/${slug}/`;
  const newer = told && (taken.edition ? told.edition !== taken.edition : told.release !== taken.release);
  return [
    lost ? note(say("evicted", { count: lost }), "notice-warning") : note(there, "notice-success"),
    ...(newer ? [note(say("newer"), "notice-warning")] : []),
    element("p", "meta", say("used", { size: size(usage, say) }), " ", say(safe ? "persisted" : "not-persisted")),
    element("p", "actions", open, button(say("remove"), async () => { await remove(taken.person, slug); draw(note(say("removed"))); }, true)),
  ];
}

async function draw(...first) {
  const who = await whose();
  if (!who) return places.choose.replaceChildren(note(say("nobody"), "notice-warning"));
  const [taken, told] = [await course(who.person, slug), await offers()];
  places.here.replaceChildren(...first, ...(await here(taken, told)));
  places.choose.replaceChildren(told ? form(told, taken) : note(say(taken ? "away" : "needs-network")));
  await waiting(places.work, who, say);
}

async function begin() {
  if (!able) return places.choose.replaceChildren(note(say("unable"), "notice-warning"));
  if (desk.dataset.person) await is(desk.dataset.person).catch(() => {}); // on a full device the server is asked
  await draw();
  listen(async () => { const who = await whose(); if (who) waiting(places.work, who, say); });
  if (navigator.serviceWorker.controller) keepSending();
}

begin();
