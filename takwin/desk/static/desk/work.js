// The list of one's work on this device: what waits to be sent, what was refused and why, as a page and as a file.

import { send } from "./send.js";
import { marks } from "./status.js";
import { rows } from "./store.js";
import { button, element } from "./words.js";

const clock = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { dateStyle: "medium", timeStyle: "short" });
const time = (text) => clock.format(new Date(text));

// What somebody wrote in an act, to be read again.
function written(act) {
  const typed = Object.entries(act.fields ?? {}).flatMap(([, values]) => values).filter((value) => !/^\d*$/.test(value));
  return [act.text, ...typed].filter(Boolean).join(" · ");
}

function line(act, say) {
  const where = ` · ${act.title || act.step || act.task || ""} · `;
  const made = element("li", "", element("strong", "", say(`act-${act.kind}`)), where, element("span", "meta", time(act.at)));
  const words = written(act);
  if (words) made.append(element("p", "", Object.assign(element("bdi"), { textContent: words })));
  if (act.reason) made.append(element("p", "error", say("refused", { reason: act.reason })));
  return made;
}

function file(acts, say) {
  const link = element("a", "button button-quiet", say("export"));
  const text = JSON.stringify(acts.map(({ person, place, ...act }) => act), null, 2);
  link.href = `data:application/json;charset=utf-8,${encodeURIComponent(text)}`;
  link.download = "takwin-refused.json";
  return link;
}

const part = (title, acts, say) => [element("h3", "", title), element("ul", "stack", ...acts.map((act) => line(act, say)))];

const told = []; // marks of which this page has told

export async function waiting(place, who, say) {
  const [queue, refused] = [await rows("queue", who.person), await rows("refused", who.person)];
  const inside = queue.length
    ? [...part(say("waiting", { count: queue.length }), queue, say), element("p", "actions", button(say("send"), () => send({ pressed: true })))]
    : [element("p", "notice notice-success", say("safe"))];
  if (refused.length) inside.push(...part(say("not-taken", { count: refused.length }), refused, say), element("p", "actions", file(refused, say)));
  place.replaceChildren(...await marks(who, say, told), ...inside);
}
