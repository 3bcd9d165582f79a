// Says at the head of a page what waits on this device, what is safe on the server, and what was refused.

import { send } from "./send.js";
import { change, count, listen } from "./store.js";
import { button, element } from "./words.js";

// Words for the outcomes that the person must know of.
export const OUTCOMES = { later: "not-now", large: "large", full: "stuck", "signed-out": "signed-out", other: "signed-out", busy: "busy" };

// What was marked since somebody was last told, as long as this page is open.
export async function marks(who, say, told) {
  await change(["about"], (about) => {
    const asked = about.get(`marked ${who.person}`);
    asked.onsuccess = () => {
      told.push(...(asked.result?.lines ?? []).map(({ title, mark, points }) => say("marked", { title, mark: mark / 100, points: points / 100 })));
      if (asked.result) about.delete(asked.result.name);
    };
  });
  return told.length ? [element("ul", "", ...told.map((line) => element("li", "", line)))] : [];
}

export function status(place, who, say, course) {
  let outcome = "";
  const told = [];
  async function draw() {
    const [waiting, refused] = [await count("queue", who.person), await count("refused", who.person)];
    const lines = [];
    if (navigator.onLine === false) lines.push(element("p", "", say("away")));
    lines.push(element("p", "", waiting ? say("waiting", { count: waiting }) : say("safe")));
    lines.push(...await marks(who, say, told));
    if (waiting && OUTCOMES[outcome]) lines.push(element("p", "", say(OUTCOMES[outcome])));
    if (refused) lines.push(element("p", "", say("not-taken", { count: refused })));
    const actions = element("p", "actions");
    if (waiting) actions.append(button(say("send"), pressed, true));
    const link = element("a", "", say("see"));
    link.href = `/desk/${course}/`;
    if (waiting || refused) actions.append(link);
    if (actions.childElementCount) lines.push(actions);
    const looks = refused ? "notice notice-error" : waiting ? "notice notice-warning" : "notice notice-success";
    place.replaceChildren(element("div", `${looks} stack`, ...lines));
  }
  async function pressed() {
    outcome = await send({ pressed: true });
    draw();
  }
  listen((what) => {
    if (what in OUTCOMES || what === "safe") outcome = what;
    draw();
  });
  for (const name of ["online", "offline"]) addEventListener(name, draw);
  return draw();
}
