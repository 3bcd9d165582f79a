// Sends what waits: in order, at most a hundred acts at a time, by one tab or the worker alone, until the server has told of each what
// became of it. Only then does an act leave the queue; one that was refused stays on the device with the reason.

import { stateOf } from "./state.js";
import { change, read, rows, tell, write, erase } from "./store.js";
import { device, forget, whose } from "./who.js";

const MOST = 100;
const LARGEST = 900_000; // bytes of a batch before it is packed
const FIRST_WAIT = 5_000; // milliseconds, doubled after every failure
const LONGEST_WAIT = 15 * 60_000;
const AROUND = 5_000; // a device comes so much later than it was told, at most: others were told the same second
const MARKED = 20; // lines about marks that are kept until somebody reads them
const CUT = 400; // what the server says of a form of which only a part came
const OWN = new Set(["person", "course", "title", "place", "files", "brought"]); // what the server is not told of each act

class Later extends Error {
  constructor(seconds, status = 0) {
    super("later");
    this.wait = seconds * 1000;
    this.crowd = status === 429 && seconds > 0;
  }
}

// An act as the server is told it; a file that came before it stands in its field by the name that the server gave it.
function plain(act) {
  const told = Object.fromEntries(Object.entries(act).filter(([name]) => !OWN.has(name)));
  const kept = Object.entries(act.brought ?? {}).map(([field, name]) => [`${field}-kept`, [name]]);
  return kept.length ? { ...told, fields: { ...told.fields, ...Object.fromEntries(kept) } } : told;
}

async function body(person, acts) {
  const text = JSON.stringify({ person, device: await device(), sent: new Date().toISOString(), acts: acts.map(plain) });
  if (!globalThis.CompressionStream) return [text, {}];
  const packed = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip")));
  return [await packed.blob(), { "Content-Encoding": "gzip" }];
}

async function post(who, acts) {
  const [packed, also] = await body(who.person, acts);
  return fetch("/desk/acts", {
    method: "POST", body: packed, redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": who.token, ...also },
  });
}

// The files of an act, one by one, each once: which of them the server has is written down as soon as it says so, where the device has room
// for that. That the bytes were cut on their way is not the file's fault: it goes again.
async function bring(who, act) {
  for (const [field, file] of Object.entries(act.files)) {
    if (act.brought?.[field]) continue;
    const form = new FormData();
    const said = { person: who.person, enrolment: act.enrolment, release: act.release, language: act.language };
    for (const [name, value] of Object.entries({ ...said, item: field.replace(/^answer\./, "") })) form.set(name, value);
    form.set("file", file, file.name);
    const answer = await fetch("/desk/files", { method: "POST", body: form, redirect: "manual", headers: { "X-CSRFToken": who.token } });
    if (answer.status === CUT) throw new Later(0, CUT);
    if (!answer.ok) return answer;
    act.brought = { ...act.brought, [field]: (await answer.json()).file };
    await change(["queue"], (queue) => { queue.put(act); }).catch(() => {});
  }
  return undefined;
}

async function put(acts, outcomes) {
  const by = new Map(outcomes.map((one) => [one.id, one]));
  await change(["queue", "refused"], (queue, refused) => {
    for (const act of acts) {
      const { outcome, reason = "" } = by.get(act.id) ?? {};
      if (outcome === "refused") refused.put({ ...act, reason, refused: new Date().toISOString() });
      if (["taken", "known", "refused"].includes(outcome)) queue.delete(act.place);
    }
  });
  if (!acts.some((act) => by.has(act.id))) throw new Later(0);
  await remember(acts, by);
}

// What the server has marked since somebody was last told: a line for each form, with its points.
async function remember(acts, by) {
  const sum = (marks, name) => Object.values(marks).reduce((all, one) => all + one[name], 0);
  const lines = acts.map((act) => [act, by.get(act.id)?.marks]).filter(([, marks]) => marks)
    .map(([act, marks]) => ({ title: act.title || act.step, mark: sum(marks, "mark"), points: sum(marks, "points") }));
  if (!lines.length) return;
  const name = `marked ${acts[0].person}`;
  await change(["about"], (about) => {
    const asked = about.get(name);
    asked.onsuccess = () => about.put({ name, lines: [...(asked.result?.lines ?? []), ...lines].slice(-MARKED) });
  });
}

// One batch: nothing where its acts were settled, or the name of what is in the way.
async function batch(who, acts) {
  const answer = (acts[0].files && (await bring(who, acts[0]))) || (await post(who, acts));
  if (answer.ok) return put(acts, (await answer.json()).acts);
  if (answer.type === "opaqueredirect" || answer.status === 403) return "signed-out";
  if (answer.status === 409) { await forget(); return "other"; }
  if ([400, 413, 422].includes(answer.status)) return apart(who, acts, answer);
  throw new Later(Number(answer.headers.get("Retry-After")) || 0, answer.status);
}

// A batch that cannot be read is sent in halves, so that one bad act holds up no other.
async function apart(who, acts, answer) {
  if (acts.length === 1) {
    const { reason = String(answer.status) } = await answer.json().catch(() => ({}));
    return put(acts, [{ id: acts[0].id, outcome: "refused", reason }]);
  }
  const half = Math.ceil(acts.length / 2);
  return (await batch(who, acts.slice(0, half))) ?? batch(who, acts.slice(half));
}

// What is light goes first, so that nothing waits for a large file; an act with files goes by itself. The server puts all in the order in which
// it was done.
function next(all) {
  const light = all.filter((act) => !act.files);
  const waiting = light.length ? light : all.slice(0, 1);
  let size = 0;
  return waiting.slice(0, MOST).filter((act, at) => (size += JSON.stringify(act).length) < LARGEST || at === 0);
}

async function drain(who) {
  const courses = new Set();
  for (let waiting = await rows("queue", who.person); waiting.length; waiting = await rows("queue", who.person)) {
    const acts = next(waiting);
    const trouble = await batch(who, acts);
    if (trouble) return trouble;
    acts.filter((act) => act.kind !== "played").forEach((act) => courses.add(act.course)); // what was played shows nowhere
    tell("sent");
  }
  for (const course of courses) await fresh(who.person, course);
  return "safe";
}

// What the server knows of the person in a course, anew.
export async function fresh(person, course) {
  const taken = await read("courses", [person, course]);
  if (!taken) return;
  const state = await stateOf(course, taken.state);
  if (state?.person !== person) return;
  await change(["courses"], async (courses) => {
    const asked = courses.get([person, course]);
    asked.onsuccess = () => asked.result && courses.put({ ...asked.result, state, enrolment: state.enrolment, checked: Date.now() });
  });
  tell("fresh");
}

// In a crowd each device has its own time to come again; every other failure doubles the wait.
async function failed(error) {
  const { tries = 0 } = (await read("about", "retry")) ?? {};
  const { wait = 0, crowd = false } = error;
  const grown = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries) * (0.5 + Math.random());
  const until = Date.now() + (crowd ? wait + AROUND * Math.random() : Math.max(wait, grown));
  await write("about", { name: "retry", tries: crowd ? tries : tries + 1, until, asked: wait ? Date.now() + wait : 0 });
  return "later";
}

async function alone(pressed) {
  const who = await whose();
  if (!who) return "signed-out";
  const { until = 0, asked = 0 } = (await read("about", "retry")) ?? {};
  if (Date.now() < (pressed ? asked : until)) return "later";
  try {
    const outcome = await drain(who);
    if (outcome === "safe") await erase("about", "retry");
    return outcome;
  } catch (error) {
    return failed(error);
  }
}

// "safe", "later", "signed-out", "other", or "busy" while another tab sends. Somebody who pressed the button waits only as long as the
// server asked for. Who is `patient` waits for the other: it may be a page that is just being left, whose sending is cut off.
export async function send({ pressed = false, patient = false } = {}) {
  const outcome = await navigator.locks.request("takwin-desk-send", { ifAvailable: !patient }, (lock) => (lock ? alone(pressed) : "busy"));
  tell(outcome);
  return outcome;
}

// Sends whenever the network comes back, and again after each wait.
export function keepSending() {
  const again = async (pressed) => {
    await send({ pressed, patient: true });
    const { until } = (await read("about", "retry")) ?? {};
    if (until) setTimeout(again, Math.max(1000, until - Date.now()), false);
  };
  addEventListener("online", () => send({ pressed: true }));
  again(true); // somebody has just come here
}

// The browser sends even when the page is gone, where it can.
export async function later() {
  const worker = await navigator.serviceWorker?.ready;
  await worker?.sync?.register("takwin-desk").catch(() => {});
}
