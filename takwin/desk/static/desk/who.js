// Who is signed in here. The token that forms carry changes with every sign-in and sign-out, so a row with another token is nobody's any
// more: what is kept for one person is never shown or sent for another.

import { change, erase, read, rows, write } from "./store.js";

const ME = "me";

async function token() {
  if (globalThis.document) return /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
  if (globalThis.cookieStore) return (await cookieStore.get("csrftoken"))?.value ?? "";
  return undefined; // a worker that cannot look: it forgets whenever somebody signs in or out
}

async function row() {
  const [kept, now] = [await read("about", ME), await token()];
  return kept && (now === undefined || now === kept.token) ? kept : null;
}

// {person, token}, or null where nobody is known to be signed in.
export async function me() {
  const kept = await row();
  return kept?.person ? kept : null;
}

// A page says who it was made for. The server is asked all the same: it alone knows of accounts that were merged, be it by somebody elsewhere.
export async function is(person) {
  const now = await token();
  if (now !== undefined) await write("about", { name: ME, person, token: now });
}

export const forget = () => erase("about", ME);

// What waits under the name of an account that was merged into the person's is sent as theirs; so is what was refused, to be looked at anew.
async function adopt(other, person) {
  const acts = [...await rows("queue", other), ...await rows("refused", other)];
  if (!acts.length) return;
  await change(["queue", "refused"], (queue, no) => acts.forEach(({ reason, refused, ...act }) => {
    queue.put({ ...act, person });
    no.delete(act.id);
  }));
}

// What the server says, nothing where nobody is signed in; null where it cannot say.
async function asked() {
  const answer = await fetch("/desk/me.json", { redirect: "manual", cache: "no-store" });
  if (answer.type === "opaqueredirect") return {};
  return answer.ok ? answer.json() : null;
}

// As `me`, and asks the server once after each sign-in, sign-out or merge, and `again` after so many milliseconds; null also where nobody is known
// and the server cannot be asked.
export async function whose(again = Infinity) {
  const [kept, now] = [await row(), await token()];
  if (Date.now() - kept?.asked < again) return kept.person ? kept : null;
  const told = await asked().catch(() => null);
  if (!told) return kept?.person ? kept : null;
  if ((await token()) !== now) return whose(again); // somebody has signed in or out meanwhile
  const seen = { name: ME, person: told.person ?? null, token: now ?? kept?.token ?? "", asked: Date.now() };
  try {
    for (const other of told.also ?? []) await adopt(other, seen.person);
    await write("about", seen);
  } catch { /* A full device asks again. */ }
  return seen.person ? seen : null;
}

// The name of this device, made once.
export async function device() {
  const kept = await read("about", "device");
  if (kept) return kept.id;
  const id = crypto.randomUUID();
  await write("about", { name: "device", id }).catch(() => {}); // a full device has another name next time
  return id;
}
