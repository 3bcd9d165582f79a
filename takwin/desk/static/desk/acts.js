// What somebody did, as acts that wait to be sent: made from the same forms that are posted online, with an id and a time of this device.

import { change, read, tell } from "./store.js";

const FORM = /^\/courses\/([\w-]+)\/([\w-]+\/[\w-]+)\/(answer|done|task|notes)(?:\/([\w-]+))?$/;
const OWN = /^(answer|sure)\./;

// RFC 9562, section 5.7: 48 bits of time, the rest by chance.
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let at = 0; at < 6; at += 1) bytes[at] = Math.floor(now / 2 ** (8 * (5 - at))) % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const isFile = (value) => typeof value !== "string";

const chosen = (value) => (isFile(value) ? value.name : value);

function answered(step, group, data) {
  const [fields, said, files] = [{}, {}, {}];
  for (const [name, value] of data) {
    if (isFile(value)) { if (chosen(value) && OWN.test(name)) files[name] = value; }
    else if (OWN.test(name)) (fields[name] ??= []).push(value);
    else if (["release", "language", "token", "draw"].includes(name)) said[name] = value;
  }
  return { kind: "answered", step, group, ...said, fields, ...(Object.keys(files).length ? { files } : {}) };
}

// Notes and drafts come in one form, each an act of its own.
const written = (step, entries) => entries.flatMap(([name, typed]) => {
  const text = typed.replaceAll("\r\n", "\n");
  if (name === "note") return [{ kind: "noted", step, text }];
  return name.startsWith("draft.") ? [{ kind: "drafted", task: name.slice("draft.".length), text }] : [];
});

// Why a file cannot wait here: the name of a sentence and what is filled in; undefined where all can. `limits` are those of the questions.
export function misfit(files = {}, limits = {}) {
  for (const [field, file] of Object.entries(files)) {
    const limit = limits[field.replace(OWN, "")];
    const values = { name: file.name, types: limit?.types.join(", "), limit: limit?.size };
    if (!limit) return ["online", values];
    if (!limit.types.includes(/\.(\w+)$/.exec(file.name)?.[1].toLowerCase())) return ["file-type", values];
    if (file.size > limit.size) return ["file-large", values];
    if (!file.size) return ["file-empty", values];
  }
  return undefined;
}

// What a form of a step would post (its address, its entries) as acts; null where this needs the network: answers that are neither
// handed in nor let go.
export function actsOf(address, data) {
  const [, course, step, verb, name] = FORM.exec(address) ?? [];
  const entries = [...data];
  if (!verb) return null;
  if (verb === "notes") return { course, step, acts: written(step, entries) };
  if (verb === "answer") return { course, step, acts: [answered(step, name, entries)] };
  if (verb === "task") return { course, step, acts: [{ kind: "declared", task: name, done: data.get("done") === "yes" }] };
  const typed = entries.some(([field, value]) => OWN.test(field) && chosen(value));
  return typed && !data.has("anyway") ? null : { course, step, acts: [{ kind: "finished", step }] };
}

// A browser may take a large file and throw away others' things for it, or fail in the middle: it is asked beforehand.
async function room(files) {
  const wanted = Object.values(files).reduce((all, file) => all + file.size, 0);
  const { quota = Infinity, usage = 0 } = (wanted && (await navigator.storage?.estimate?.())) || {};
  if (usage + wanted > quota) throw new DOMException("no room", "QuotaExceededError");
}

// Puts an act at the end of the queue, with the files that were chosen for it. Throws QuotaExceededError where the device is full: nothing was
// kept then.
export async function keep(person, course, act, title = "") {
  const taken = await read("courses", [person, course]);
  if (!taken) throw new Error(`${course} was not taken along`);
  await room(act.files ?? {});
  const now = Date.now();
  const row = { ...act, id: uuid7(now), at: new Date(now).toISOString(), enrolment: taken.enrolment, person, course, title };
  await change(["queue"], (queue) => { queue.add(row); });
  tell("kept");
  return row;
}
