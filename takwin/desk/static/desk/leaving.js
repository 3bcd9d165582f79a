// Before somebody signs out with unsent work: how much it is, and a last try to send it.

import { send } from "./send.js";
import { listen, unsent } from "./store.js";
import { me } from "./who.js";
import { button, element, speaker } from "./words.js";

const say = speaker(JSON.parse(document.querySelector("#desk-words").textContent));
const place = document.querySelector("[data-desk=waiting]");

async function draw() {
  const who = await me();
  const waiting = who ? await unsent(who.person) : 0;
  const words = waiting ? say("waiting", { count: waiting }) : say("safe");
  const notice = element("div", waiting ? "notice notice-warning stack" : "notice notice-success", element("p", "", words));
  if (waiting) notice.append(element("p", "actions", button(say("send"), () => send({ pressed: true }))));
  place.replaceChildren(notice);
}

listen(draw);
draw();
