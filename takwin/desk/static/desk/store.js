// What this device keeps in IndexedDB, each row under the person whose it is: `courses` that were taken along, the `queue` of acts in the
// order in which they were done, acts that were `refused`, and a few things `about` the device itself. An act with files that was refused
// stays in the queue, and its row among the refused ones says only why: a device that is full has no room to move its files.

const NAME = "takwin-desk";
const VERSION = 1;
let opening;
let here; // what is open by now

function build(database) {
  database.createObjectStore("about", { keyPath: "name" });
  database.createObjectStore("courses", { keyPath: ["person", "course"] }).createIndex("person", "person");
  database.createObjectStore("queue", { keyPath: "place", autoIncrement: true }).createIndex("person", "person");
  database.createObjectStore("refused", { keyPath: "id" }).createIndex("person", "person");
}

function opened() {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => build(asked.result);
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => {
      here = asked.result;
      here.onclose = () => { opening = here = undefined; };
      here.onversionchange = () => { asked.result.close(); opening = here = undefined; };
      done(here);
    };
  }).catch((error) => { opening = undefined; throw error; });
  return opening;
}

const answer = (asked) => new Promise((done, failed) => {
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

// All that `work(store, …)` asks of these stores, or nothing of it. A full device says so here: QuotaExceededError.
export async function change(names, work) {
  const all = (await opened()).transaction(names, "readwrite", { durability: "strict" });
  const over = new Promise((done, failed) => {
    all.oncomplete = done;
    all.onabort = () => failed(all.error ?? new Error("aborted"));
  });
  await Promise.all([work(...names.map((name) => all.objectStore(name))), over]);
}

export async function read(name, key) {
  return answer((await opened()).transaction(name).objectStore(name).get(key));
}

const owned = (store, person) => answer(store.index("person").getAll(person));

// What waits in the queue, or what was refused, with the files that still lie in the queue.
async function acts(name, person) {
  const all = (await opened()).transaction(["queue", "refused"]);
  const [queue, refused] = await Promise.all(["queue", "refused"].map((one) => owned(all.objectStore(one), person)));
  const [left, no] = [new Map(queue.map((act) => [act.id, act])), new Set(refused.map((act) => act.id))];
  return name === "queue" ? queue.filter((act) => !no.has(act.id)) : refused.map((act) => ({ ...left.get(act.id), ...act }));
}

// The rows of one person, and nobody else's.
export async function rows(name, person) {
  return name === "courses" ? owned((await opened()).transaction(name).objectStore(name), person) : acts(name, person);
}

export const count = async (name, person) => (await rows(name, person)).length;

// How many acts wait that nobody should sign out without: not what was only opened or played.
export const unsent = async (person) => (await rows("queue", person)).filter((act) => !["opened", "played"].includes(act.kind)).length;

// Puts an act that the server refused aside, with the reason; it does not wait any more.
export const aside = (act, reason) => change(["queue", "refused"], (queue, refused) => {
  const { id, person, place, files } = act;
  refused.put({ ...(files ? { id, person, place } : act), reason, refused: new Date().toISOString() });
  if (!files) queue.delete(place);
});

// Throws away an act that was refused, because its person says so.
export const discard = (act) => change(["queue", "refused"], (queue, refused) => {
  refused.delete(act.id);
  queue.delete(act.place);
});

export async function everything(name) {
  return answer((await opened()).transaction(name).objectStore(name).getAll());
}

// Adds a row while the page is being left: at once, or not at all where the device has no room. Something must have been read before.
export function leave(name, row) {
  const all = here.transaction([name], "readwrite", { durability: "strict" });
  all.objectStore(name).add(row);
  all.commit();
}

export const write = (name, row) => change([name], (store) => { store.put(row); });
export const erase = (name, key) => change([name], (store) => { store.delete(key); });

// Pages and the worker tell one another that something changed here.
const channel = new BroadcastChannel(NAME);
const listeners = new Set();
channel.onmessage = (event) => listeners.forEach((listener) => listener(event.data));

export function tell(what) {
  channel.postMessage(what);
  listeners.forEach((listener) => listener(what));
}
export const listen = (listener) => listeners.add(listener);
