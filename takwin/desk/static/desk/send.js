// Sends what waits: in order, at most a hundred acts at a time, by one tab or the worker alone, until the server has told of each what
// became of it. Only then does an act leave the queue; one that was refused stays on the device with the reason. Files go piece by piece,
// and whatever is light goes between two pieces.

import { stateOf } from "./state.js";
import { aside, change, listen, read, rows, tell, write, erase } from "./store.js";
import { device, forget, whose } from "./who.js";

const MOST = 100;
const LARGEST = 900_000; // bytes of a batch before it is packed
const FIRST_WAIT = 5_000; // milliseconds, doubled after every failure
const LONGEST_WAIT = 15 * 60_000;
const AROUND = 5_000; // a device comes so much later than it was told, at most: others were told the same second
const PIECE = 256 * 1024; // bytes of a file that go at once: less than a minute on the slowest line
const RETRIES = ["retry", "retry-files"]; // what is remembered of the last failure: of the network, and of files alone
const MARKED = 20; // lines about marks that are kept until somebody reads them
const CUT = 400; // what the server says of a form of which only a part came
const MORE = Symbol("more of it is to come");
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

// What goes with a file, or with a piece of it.
function asked(who, act, field, more) {
  const said = { person: who.person, enrolment: act.enrolment, release: act.release, language: act.language, item: field.replace(/^answer\./, "") };
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...said, ...more })) form.set(name, value);
  return form;
}

const digests = new Map(); // of files, by act and field
const come = new Map(); // how many bytes of them the server has

async function digestOf(name, file) {
  if (!digests.has(name)) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    digests.set(name, [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return digests.get(name);
}

// The next piece of a large file, after the server was asked once how much of it came earlier; a small file as a whole.
async function piece(who, act, field, file) {
  const name = `${act.id} ${field}`;
  const form = asked(who, act, field, file.size > PIECE ? { name: file.name, size: file.size, digest: await digestOf(name, file) } : {});
  const from = file.size > PIECE ? come.get(name) : 0;
  if (from !== undefined) {
    form.set("start", from);
    form.set("file", file.size > PIECE ? file.slice(from, from + PIECE) : file, file.name);
  }
  const answer = await fetch("/desk/files", { method: "POST", body: form, redirect: "manual", headers: { "X-CSRFToken": who.token } });
  if (answer.status === CUT) throw new Later(0, CUT);
  if (!answer.ok) return answer;
  const { file: kept, have } = await answer.json();
  if (kept) {
    act.brought = { ...act.brought, [field]: kept };
    await change(["queue"], (queue) => { queue.put(act); }).catch(() => {});
    return undefined;
  }
  come.set(name, have);
  await write("about", { name: "came", of: name, have }).catch(() => {});
  if (have <= from) throw new Later(0); // the server has lost it: it begins again, not at once
  return MORE;
}

// The files of an act, each once: which of them the server has is written down as soon as it says so, where the device has room for that.
// That the bytes were cut on their way is not the file's fault: they go again. Undefined where all have come, `MORE` where one has not come
// whole, or what the server answered instead.
async function bring(who, act) {
  for (const [field, file] of Object.entries(act.files)) {
    const answer = act.brought?.[field] ? undefined : await piece(who, act, field, file);
    if (answer) return answer;
  }
  return undefined;
}

const stuck = new Map(); // reasons by act, where the device has no room to write them down; what sends elsewhere tells of them
listen((what) => { if (what.stuck) stuck.set(...what.stuck); });

async function put(acts, outcomes) {
  const by = new Map(outcomes.map((one) => [one.id, one]));
  const over = (act) => ["taken", "known"].includes(by.get(act.id)?.outcome) || (act.kind === "played" && by.has(act.id)); // nobody's work
  const settled = acts.filter(over);
  await change(["queue"], (queue) => settled.forEach((act) => queue.delete(act.place)));
  for (const act of acts.filter((one) => by.get(one.id)?.outcome === "refused" && !over(one))) await refuse(act, by.get(act.id).reason ?? "");
  if (!acts.some((act) => by.has(act.id))) throw new Later(0);
  await remember(acts, by).catch(() => {}); // a full device tells of no marks
}

// On a device without any room an act that was refused stays where it is; it keeps back none of the others.
async function refuse(act, reason) {
  try {
    await aside(act, reason);
    stuck.delete(act.id);
  } catch (error) {
    if (error?.name !== "QuotaExceededError") throw error;
    stuck.set(act.id, reason);
    tell({ stuck: [act.id, reason] });
  }
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

// One batch: nothing where its acts were settled, `MORE` where a piece of a file has come, or the name of what is in the way.
async function batch(who, acts) {
  const brought = acts[0].files && (await bring(who, acts[0]));
  if (brought === MORE) return MORE;
  const answer = brought || (await post(who, acts));
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

// Of the files for one question the earlier goes first: the server keeps one at a time of those that no answer names yet.
const inTurn = (act, at, all) => !act.files || !all.slice(0, at).some((one) => one.files && one.course === act.course && one.group === act.group);

const weight = (act) => Object.values(act.files ?? {}).reduce((all, file) => all + file.size, 0);

// What is light goes first, so that nothing waits for a large file; an act with files goes by itself, the smallest first. The server puts all in
// the order in which it was done.
function next(all) {
  const light = all.filter((act) => !act.files);
  const waiting = light.length ? light : [...all].sort((one, other) => weight(one) - weight(other)).slice(0, 1);
  let size = 0;
  return waiting.slice(0, MOST).filter((act, at) => (size += JSON.stringify(act).length) < LARGEST || at === 0);
}

// An act with files that does not get through is passed by, and so are those that were refused and could not be put aside.
async function drain(who, pressed) {
  const [courses, passed] = [new Set(), new Set()];
  const rest = await resting("retry-files", pressed);
  for (const act of await rows("queue", who.person)) if (stuck.has(act.id)) await refuse(act, stuck.get(act.id));
  const left = async () => (await rows("queue", who.person)).filter((act) => !stuck.has(act.id)).filter(inTurn)
    .filter((act) => !passed.has(act.id) && !(act.files && rest));
  for (let all = await left(); all.length; all = await left()) {
    const acts = next(all);
    if (acts[0].files) await afresh(who, courses);
    try {
      const outcome = await batch(who, acts);
      if (outcome && outcome !== MORE) return outcome;
      if (acts[0].files) await erase("about", "retry-files"); // a piece has come
      if (!outcome) acts.filter((act) => act.kind !== "played").forEach((act) => courses.add(act.course)); // what was played shows nowhere
    } catch (error) {
      if (!acts[0].files || error.crowd) throw error;
      passed.add(acts[0].id);
      await failed(error, "retry-files");
    }
    tell("sent");
  }
  await afresh(who, courses);
  const waiting = await rows("queue", who.person);
  return waiting.some((act) => !stuck.has(act.id)) ? "large" : waiting.length ? "full" : "safe";
}

async function afresh(who, courses) {
  for (const course of courses) {
    await fresh(who.person, course).catch(() => {}); // it is asked again with the next page
    courses.delete(course);
  }
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
async function failed(error, name = "retry") {
  const { tries = 0 } = (await read("about", name)) ?? {};
  const { wait = 0, crowd = false } = error;
  const grown = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries) * (0.5 + Math.random());
  const until = Date.now() + (crowd ? wait + AROUND * Math.random() : Math.max(wait, grown));
  await write("about", { name, tries: crowd ? tries : tries + 1, until, asked: wait ? Date.now() + wait : 0 }).catch(() => {});
  return "later";
}

// Whether one waits after a failure; somebody who pressed the button waits only as long as the server asked for.
async function resting(name, pressed) {
  const { until = 0, asked: wait = 0 } = (await read("about", name)) ?? {};
  return Date.now() < (pressed ? wait : until);
}

async function alone(pressed) {
  const who = await whose();
  if (!who) return "signed-out";
  if (await resting("retry", pressed)) return "later";
  try {
    const outcome = await drain(who, pressed);
    if (["safe", "large", "full"].includes(outcome)) await erase("about", "retry");
    return outcome;
  } catch (error) {
    return failed(error);
  }
}

// Why the server did not take an act that could not be put aside, as far as this page knows.
export const reasonOf = (act) => act.reason ?? stuck.get(act.id);

// "safe", "later", "signed-out", "other", "large" where only files are left that do not get through, "full" where only what was refused is left and
// cannot be put aside, or "busy" while another tab sends. Who is `patient` waits for the other: it may be a page that is just being left, whose
// sending is cut off.
export async function send({ pressed = false, patient = false } = {}) {
  const outcome = await navigator.locks.request("takwin-desk-send", { ifAvailable: !patient }, (lock) => (lock ? alone(pressed) : "busy"));
  tell(outcome);
  return outcome;
}

// Sends whenever the network comes back, and again after each wait.
export function keepSending() {
  const again = async (pressed) => {
    await send({ pressed, patient: true });
    const kept = await Promise.all(RETRIES.map((name) => read("about", name)));
    const waits = kept.map((one) => (one?.until ?? 0) - Date.now()).filter((wait) => wait > 0);
    if (waits.length) setTimeout(again, Math.max(1000, Math.min(...waits)), false);
  };
  addEventListener("online", () => send({ pressed: true }));
  again(true); // somebody has just come here
}

// The browser sends even when the page is gone, where it can.
export async function later() {
  const worker = await navigator.serviceWorker?.ready;
  await worker?.sync?.register("takwin-desk").catch(() => {});
}
