// The list of one's work on this device: what waits to be sent, what was refused and why, as a page and as a file.

import { reasonOf, send } from "./send.js";
import { OUTCOMES, marks } from "./status.js";
import { discard, listen, read, rows, tell } from "./store.js";
import { button, element, size } from "./words.js";

const clock = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { dateStyle: "medium", timeStyle: "short" });
const time = (text) => clock.format(new Date(text));

// What somebody wrote in an act, to be read again.
function written(act) {
  const fields = Object.entries(act.fields ?? {}).filter(([name]) => !name.endsWith("-kept"));
  const typed = fields.flatMap(([, values]) => values).filter((value) => !/^\d*$/.test(value));
  return [act.text, ...typed].filter(Boolean).join(" · ");
}

// A file that was chosen, to be opened or saved elsewhere.
const addresses = new Map();

function chosen(act, say, came) {
  return Object.entries(act.files ?? {}).map(([field, file]) => {
    const name = `${act.id} ${field}`;
    if (!addresses.has(name)) addresses.set(name, URL.createObjectURL(file));
    const link = Object.assign(element("a", "", element("bdi", "", file.name)), { href: addresses.get(name), download: file.name });
    const done = came?.of === name && !act.reason ? say("came", { done: size(came.have, say), all: size(file.size, say) }) : size(file.size, say);
    return element("p", "", link, " ", element("span", "meta", done));
  });
}

const asking = new Set(); // acts of which somebody is being asked whether they go

// Only its person throws an act away, and only one that was refused.
function removal(act, say) {
  const sure = element("button", "button button-danger", say("remove-sure"));
  const form = element("form", "", element("p", "", say("remove-ask")), element("p", "actions", sure));
  const ask = element("details", "ask", element("summary", "button button-plain", say("remove")), form);
  ask.open = asking.has(act.id);
  ask.addEventListener("toggle", () => asking[ask.open ? "add" : "delete"](act.id));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await discard(act);
    tell("discarded");
    document.querySelector("#work").focus();
  });
  return ask;
}

function line(act, say, came) {
  const where = Object.assign(element("bdi"), { textContent: act.title || act.step || act.task || "" });
  const made = element("li", "", element("strong", "", say(`act-${act.kind}`)), " · ", where, " · ", element("bdi", "meta", time(act.at)));
  const words = written(act);
  if (words) made.append(element("p", "", Object.assign(element("bdi"), { textContent: words })));
  made.append(...chosen(act, say, came));
  const reason = reasonOf(act);
  if (reason) made.append(element("p", "error", say("refused", { reason })));
  if (act.refused) made.append(removal(act, say));
  return made;
}

const told = (_, value) => (value instanceof File ? { name: value.name, size: value.size } : value);

function file(acts, say) {
  const link = element("a", "button button-quiet", say("export"));
  const text = JSON.stringify(acts.map(({ person, place, ...act }) => act), told, 2);
  link.href = `data:application/json;charset=utf-8,${encodeURIComponent(text)}`;
  link.download = "takwin-refused.json";
  return link;
}

const part = (title, acts, say, came) => [element("h3", "", title), element("ul", "stack", ...acts.map((act) => line(act, say, came)))];

// Why something waits still.
let outcome = "";
const why = (say) => (OUTCOMES[outcome] ? [element("p", "", say(OUTCOMES[outcome]))] : []);
const press = () => send({ pressed: true });
listen((what) => { if (what in OUTCOMES || what === "safe") outcome = what; });

const marked = []; // marks of which this page has told

export async function waiting(place, who, say) {
  const [queue, refused] = [await rows("queue", who.person), await rows("refused", who.person)];
  const inside = queue.length
    ? [...part(say("waiting", { count: queue.length }), queue, say, await read("about", "came")), ...why(say), element("p", "actions", button(say("send"), press))]
    : refused.length ? [] : [element("p", "notice notice-success", say("safe"))];
  if (refused.length) inside.push(...part(say("not-taken", { count: refused.length }), refused, say), element("p", "actions", file(refused, say)));
  place.replaceChildren(...await marks(who, say, marked), ...inside);
}
