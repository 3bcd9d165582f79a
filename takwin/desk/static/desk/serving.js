// The worker: passes everything on to the network, and answers from what was taken along when the network fails or is slow. It keeps
// nothing of the pages that it passes on.

import { actsOf, keep, misfit } from "./acts.js";
import { send } from "./send.js";
import { away, course, find } from "./shelf.js";
import { count, unsent } from "./store.js";
import { forget, me, whose } from "./who.js";

const SLOW = 4_000; // milliseconds
const DAY = 24 * 60 * 60_000;
const DOORS = /^\/(sign-in|sign-out|sign-up|enter|recover|account)\//;
const PART = /^\/(static|files)\/|^\/courses\/[\w-]+\/(words|practice)\.json$/;
const PINNED = /^\/files\/|\.[0-9a-f]{12}\.\w+$|\.json$/;
const BUSY = [502, 503, 504];

const slow = () => new Promise((done) => setTimeout(done, SLOW));

async function fromNetwork(request) {
  const answer = await fetch(request);
  if (BUSY.includes(answer.status)) throw new Error(String(answer.status));
  return answer;
}

async function page(event, url) {
  const who = await me();
  const offline = async () => who && ((await find(who.person, url.pathname)) ?? (await away(who.person, url.pathname)));
  const known = who && (await find(who.person, url.pathname));
  const network = fromNetwork(event.request);
  network.then(() => event.waitUntil(after()), () => {});
  try {
    return await Promise.race(known ? [network, slow().then(() => known.clone())] : [network]);
  } catch {
    return (await offline()) || fetch(event.request);
  }
}

// Somebody is here and the network too: what waits is sent. Once a day the server says whether another account is theirs by now.
async function after() {
  const who = await whose(DAY);
  if (who && (await count("queue", who.person))) await send({ pressed: true, patient: true });
}

async function posted(request, url) {
  const who = await me();
  if (url.pathname === "/sign-out/" && !url.searchParams.has("sure") && who && (await unsent(who.person)))
    return Response.redirect("/desk/leaving", 303);
  const copy = request.clone();
  try {
    const answer = await fetch(request);
    if (DOORS.test(url.pathname)) await forget();
    return answer;
  } catch (error) {
    return (await lost(copy, url, who)) ?? Promise.reject(error);
  }
}

// Files that cannot wait here: their form is gone too, so that it is said that nothing was kept.
async function odd(who, { course: slug, acts: [{ group, files }] }) {
  return files && misfit(files, (await course(who.person, slug))?.state.groups[group]?.files);
}

// A form that the network lost waits on the device like one that was filled in without network.
async function lost(request, url, who) {
  const made = who && actsOf(url.pathname, await request.formData());
  if (!made || (await odd(who, made))) return who && away(who.person, url.pathname);
  for (const act of made.acts) await keep(who.person, made.course, act);
  const [{ group, kind }] = made.acts;
  const place = kind === "finished" ? "done" : group; // from there the page goes on to the next step
  return Response.redirect(`/courses/${made.course}/${made.step}/${place ? `#${place}` : ""}`, 303);
}

// What its address pins is taken from the device; anything else only where the network fails.
async function part(request, url) {
  const who = await me();
  const found = who && (await find(who.person, url.pathname));
  if (!found) return fetch(request);
  if (!PINNED.test(url.pathname)) return fetch(request).catch(() => found);
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  return asked ? slice(await found.blob(), Number(asked[1]), asked[2]) : found;
}

function slice(blob, from, last) {
  const to = Math.min(last ? Number(last) + 1 : blob.size, blob.size);
  const headers = { "Content-Type": blob.type, "Content-Range": `bytes ${from}-${to - 1}/${blob.size}`, "Accept-Ranges": "bytes" };
  return from < to ? new Response(blob.slice(from, to, blob.type), { status: 206, headers }) : new Response(null, { status: 416 });
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("sync", (event) => {
  if (event.tag === "takwin-desk") event.waitUntil(send().then((outcome) => (["later", "large"].includes(outcome) ? Promise.reject(new Error(outcome)) : outcome)));
});
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(event.request.method === "POST" ? posted(event.request, url) : page(event, url));
  else if (event.request.method === "GET" && PART.test(url.pathname)) event.respondWith(part(event.request, url));
});
