// Reads a pack over the network piece by piece: its index first, then what is not on this device yet. What came stays, so a cut costs one
// piece; every entry is held against its digest before it is kept. The layout of a pack: docs/reference/desk.md.

export const PIECE = 256 * 1024; // bytes asked for at once
const FIRST = 16 * 1024; // where an older pack is here already: mostly the index
const DIGITS = 8;
const CACHE = "takwin-desk";
const TRIES = 3;

const cache = () => caches.open(CACHE);
const address = (digest) => `/desk/kept/${digest}`;
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export async function kept() {
  const keys = await (await cache()).keys();
  return new Set(keys.map((request) => new URL(request.url).pathname.split("/").at(-1)));
}

export const entry = async (digest) => (await cache()).match(address(digest));

export async function sweep(wanted) {
  const open = await cache();
  for (const request of await open.keys()) {
    if (!wanted.has(new URL(request.url).pathname.split("/").at(-1))) await open.delete(request);
  }
}

async function keep(digest, type, bytes) {
  const headers = { "Content-Type": type, "Content-Length": String(bytes.byteLength) };
  await (await cache()).put(address(digest), new Response(bytes, { headers }));
}

async function piece(url, from, length, left = TRIES) {
  try {
    const answer = await fetch(url, { headers: { Range: `bytes=${from}-${from + length - 1}` }, redirect: "manual" });
    if (answer.status !== 206 && answer.status !== 200) throw Object.assign(new Error(url), { status: answer.status });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return answer.status === 200 ? bytes.slice(from, from + length) : bytes;
  } catch (error) {
    if (error.status || left <= 1 || navigator.onLine === false) throw error;
    await pause(1000 * (TRIES + 1 - left));
    return piece(url, from, length, left - 1);
  }
}

async function gunzipped(bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

const hexed = async (bytes) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export class Damaged extends Error {}

async function unpack(one, body) {
  const bytes = one.gzip ? await gunzipped(body).catch(() => null) : body;
  if (!bytes || (await hexed(bytes)) !== one.digest) throw new Damaged(one.path);
  await keep(one.digest, one.type, bytes);
}

// The index, where the entries begin, and the bytes that came with it.
async function index(url, first) {
  let came = await piece(url, 0, first);
  const end = DIGITS + Number(new TextDecoder().decode(came.slice(0, DIGITS)));
  if (came.length < end) came = new Uint8Array([...came, ...(await piece(url, came.length, end - came.length))]);
  return { told: JSON.parse(new TextDecoder().decode(await gunzipped(came.slice(DIGITS, end)))), start: end, came };
}

// Entries that lie side by side, as long as they fit into one piece together.
export function runs(entries) {
  const found = [];
  for (const one of entries) {
    const last = found.at(-1);
    const end = last && last.at(-1).offset + last.at(-1).length;
    if (last && end === one.offset && end + one.length - last[0].offset <= PIECE) last.push(one);
    else found.push([one]);
  }
  return found;
}

// The pieces of an entry that is whole, or of which one is damaged.
async function forget(one) {
  const open = await cache();
  for (let at = 0; at < one.length; at += PIECE) await open.delete(address(`${one.digest}-${at}`));
}

// A large entry comes in pieces that stay where they are until it is whole.
async function large(url, start, one, moved) {
  const pieces = [];
  for (let at = 0; at < one.length; at += PIECE) {
    const name = `${one.digest}-${at}`;
    const there = await entry(name);
    const length = Math.min(PIECE, one.length - at);
    const bytes = there ? new Uint8Array(await there.arrayBuffer()) : await piece(url, start + one.offset + at, length);
    if (!there) await keep(name, "application/octet-stream", bytes);
    pieces.push(bytes);
    moved(length);
  }
  await unpack(one, new Uint8Array(await new Blob(pieces).arrayBuffer())).finally(() => forget(one));
}

// Brings everything of a pack onto the device and gives its index. `moved(done, all)` tells the bytes.
export async function bring(url, size, moved = () => {}) {
  const here = await kept();
  const { told, start, came } = await index(url, here.size ? Math.min(FIRST, size) : Math.min(PIECE, size));
  const missing = told.entries.filter((one) => !here.has(one.digest)).sort((one, other) => one.offset - other.offset);
  const all = missing.reduce((sum, one) => sum + one.length, 0);
  let done = 0;
  const step = (length) => moved((done += length), all);
  const reached = (one) => start + one.offset + one.length <= came.length;
  for (const one of missing.filter(reached)) {
    await unpack(one, came.slice(start + one.offset, start + one.offset + one.length));
    step(one.length);
  }
  for (const run of runs(missing.filter((one) => !reached(one)))) {
    if (run[0].length > PIECE) { await large(url, start, run[0], step); continue; }
    const from = run[0].offset;
    const bytes = await piece(url, start + from, run.at(-1).offset + run.at(-1).length - from);
    for (const one of run) await unpack(one, bytes.slice(one.offset - from, one.offset - from + one.length));
    step(bytes.length);
  }
  return told;
}
