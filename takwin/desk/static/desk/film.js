// On a step with a film or a sound: goes on where one stopped, and tells once for each viewing which parts were played. The act waits in the
// device's queue like any other; nothing more is loaded before something plays, and nothing is kept for whoever says so.

const FILE = /\/files\/([0-9a-f]{64})\//;
const NEAR = 5; // seconds from either end from which nobody wants to go on
const MOST = 60; // numbers in the list of parts
const note = document.querySelector("[data-playing]");
const slug = location.pathname.split("/")[2];
const token = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1];
const signedIn = token();

// What this browser remembers by a name; a browser that keeps nothing forgets.
const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch { /* The film begins at its beginning. */ }
}

// Whose taking of the course this is: the page says so, or on a page of a pack the device.
async function taking() {
  const place = document.querySelector("[data-place]")?.dataset.place;
  if (place) return place.split(" ")[0];
  const [{ me }, { read }] = await Promise.all([import("./who.js"), import("./store.js")]);
  const who = await me();
  return who && (await read("courses", [who.person, slug]))?.enrolment.replaceAll("-", "");
}

// What sends, once something plays: the queue, and who is signed in as long as they are whose page this is.
let sender;
async function ready() {
  const [{ uuid7 }, { leave }, { device, whose }] = await Promise.all([import("./acts.js"), import("./store.js"), import("./who.js")]);
  const who = await whose();
  return who && who.token === signedIn ? { uuid7, leave, person: who.person, token: who.token, device: await device() } : null;
}

const clock = (seconds) => {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].slice(seconds < 3600 ? 1 : 0);
  return parts.map((part, at) => (at ? String(part).padStart(2, "0") : part)).join(":");
};

function parts(player, length) {
  const all = Array.from(player.played, (_, at) => [player.played.start(at), player.played.end(at)].map((one) => Math.min(length, Math.round(one))));
  return all.filter(([start, end]) => end > start).flat().slice(0, MOST);
}

function follow(player, whose) {
  const film = FILE.exec(player.currentSrc || player.querySelector("source")?.src)?.[1];
  if (!film) return; // it lies on another site
  const place = `takwin-film ${whose} ${film.slice(0, 16)}`;
  let [spent, since] = [0, 0];

  function tell(event) {
    running();
    const length = Math.round(player.duration);
    const time = Math.min(length, Math.round(player.currentTime));
    if (!Number.isFinite(length) || length < 1) return;
    keep(place, time > NEAR && time < length - NEAR ? time : null);
    if (Math.round(spent) < 1 || !sender || !recording()) return;
    const now = Date.now();
    const act = { id: sender.uuid7(now), at: new Date(now).toISOString(), enrolment: whose, kind: "played", film, length, time, spent: Math.round(spent), parts: parts(player, length) };
    spent = 0;
    try {
      sender.leave("queue", { ...act, person: sender.person, course: slug, title: titled(player) });
      keep(waits(whose), 1);
    } catch { /* The browser has just closed the queue. */ }
    if (document.hidden || event.type === "pagehide") direct(act);
    else sent(whose);
  }

  // The seconds that it has run since it was last asked.
  function running(begins = !player.paused && !player.seeking) {
    const now = performance.now();
    if (since) spent += (now - since) / 1000;
    since = begins ? now : 0;
  }

  player.addEventListener("play", async () => {
    sender ??= await ready().catch(() => null);
  });
  player.addEventListener("playing", () => running(true));
  for (const name of ["waiting", "seeking", "pause", "ended"]) player.addEventListener(name, () => running(false));
  player.addEventListener("pause", (event) => { if (document.hidden) tell(event); });
  player.addEventListener("ended", tell);
  document.addEventListener("visibilitychange", (event) => { if (document.hidden && player.paused) tell(event); });
  addEventListener("pagehide", tell);
  onward(player, Number(kept(place)));
}

const titled = (player) => player.closest("figure")?.querySelector("figcaption")?.firstChild?.textContent.trim() || document.querySelector("h1").textContent;

function onward(player, time) {
  if (!time) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet" });
  button.textContent = note.dataset.onward.replace("{time}", clock(time));
  const line = document.createElement("p");
  line.className = "actions no-print";
  line.append(button);
  button.addEventListener("click", () => { player.currentTime = time; player.play(); });
  player.addEventListener("play", () => line.remove(), { once: true });
  player.closest("figure").append(line);
}

const waits = (whose) => `takwin-films wait ${whose}`;

// While a page is left only what is handed to the browser at once goes out. The server knows an act that comes again from the queue.
function direct(act) {
  const said = { person: sender.person, device: sender.device, sent: new Date().toISOString(), acts: [act] };
  const headers = { "Content-Type": "application/json", "X-CSRFToken": sender.token };
  fetch("/desk/acts", { method: "POST", body: JSON.stringify(said), headers, keepalive: true, redirect: "manual" }).catch(() => {});
}

async function sent(whose) {
  const { send } = await import("./send.js");
  if ((await send().catch(() => "later")) === "safe") keep(waits(whose), null);
}

let recording = () => false;
async function begin() {
  const whose = await taking();
  if (!whose) return;
  const off = `takwin-films off ${whose}`;
  const choice = note.querySelector("input");
  choice.checked = !kept(off);
  choice.addEventListener("change", () => keep(off, choice.checked ? null : 1));
  recording = () => choice.checked;
  for (const player of document.querySelectorAll("article :is(video, audio):not(.question-block *)")) follow(player, whose);
  note.hidden = false;
  if (kept(waits(whose))) sent(whose);
}

begin();
