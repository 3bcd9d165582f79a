// The courses that somebody has on this device: taken along, looked up by address, removed.

import { bring, entry, kept, sweep } from "./pack.js";
import { stateOf } from "./state.js";
import { erase, everything, read, rows, tell, write } from "./store.js";

export class Full extends Error {}

const full = (error) => (error?.name === "QuotaExceededError" ? new Full(error.message) : error);

async function tidy() {
  const wanted = (await everything("courses")).flatMap((course) => Object.values(course.paths).map(([digest]) => digest));
  await sweep(new Set(wanted));
}

// `offer` is a line of packs.json, `about` says the course's title. What is there already is not fetched again.
export async function take(person, course, offer, about, moved) {
  try {
    const told = await bring(offer.url, offer.bytes, moved);
    const state = await stateOf(course, (await read("courses", [person, course]))?.state);
    if (state?.person !== person) throw new Error("another person is signed in");
    const paths = Object.fromEntries(told.entries.map((one) => [one.path, [one.digest, one.type]]));
    const said = { language: told.language, variant: told.variant, release: told.release, pack: offer.digest, bytes: offer.bytes };
    await write("courses", { person, course, ...about, ...said, enrolment: state.enrolment, paths, state, taken: Date.now() });
    await tidy();
  } catch (error) {
    throw full(error);
  }
  tell("taken");
}

export async function remove(person, course) {
  await erase("courses", [person, course]);
  await tidy();
  tell("removed");
}

// How many entries the browser has thrown away by itself.
export async function missing(taken) {
  const here = await kept();
  return Object.values(taken.paths).filter(([digest]) => !here.has(digest)).length;
}

export const course = (person, slug) => read("courses", [person, slug]);
export const courses = (person) => rows("courses", person);

// What answers an address for somebody, from the newest pack that has it; undefined where none does.
export async function find(person, path) {
  const taken = (await courses(person)).filter((one) => Object.hasOwn(one.paths, path)).sort((one, other) => other.taken - one.taken);
  for (const one of taken) {
    const found = await entry(one.paths[path][0]);
    if (found) return found;
  }
  return undefined;
}

// The page that says that an address was not taken along, of the course that was asked for or of any other.
export async function away(person, path) {
  const all = await courses(person);
  const own = all.find((one) => path.startsWith(`/courses/${one.course}/`)) ?? all[0];
  return own && entry(own.paths[`/courses/${own.course}/away`]?.[0]);
}
