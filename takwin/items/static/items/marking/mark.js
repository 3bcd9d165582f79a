// Marks a response on the device, with the same rules as the server, which marks it again: `mark(kind, key, response, points)` gives
// {mark, parts}, points and marks in whole hundredths. Only for practice: the key of a question that counts never leaves the server.
// `takwin/items/tests/vectors.json` holds what both must give.

import { close, exactly, parse } from "./numbers.js";
import { earned, inner, share, word, words } from "./shares.js";
import { compared, fits } from "./words.js";

const state = (weight) => (weight >= 100 ? "right" : weight > 0 ? "partial" : "wrong");
const place = (name) => Number(name.slice(1));
const inOrder = (names) => [...names].sort((one, other) => place(one) - place(other));
const parts = (names, hits) => Object.fromEntries(names.map((name) => [name, hits.has(name) ? "right" : "wrong"]));

function known(key, chosen) {
  return Array.from({ length: key.count }, (_, at) => `c${at + 1}`).filter((name) => chosen.includes(name));
}

function states(right, chosen) {
  const said = Object.fromEntries(chosen.map((name) => [name, right.includes(name) ? "right" : "wrong"]));
  right.filter((name) => !chosen.includes(name)).forEach((name) => { said[name] = "missed"; });
  return said;
}

const same = (some, others) => some.length === others.length && some.every((one, at) => one === others[at]);

function one(key, response, points) {
  const chosen = known(key, [word(response, "choice")]);
  return { mark: same(chosen, key.right) ? points : 0, parts: states(key.right, chosen) };
}

function several(key, response, points) {
  const chosen = known(key, words(response, "choices"));
  const hits = chosen.filter((name) => key.right.includes(name)).length;
  const whole = key.right.length;
  const part = key.scoring === "map_response" ? hits - (chosen.length - hits) : same(chosen, key.right) ? whole : 0;
  return { mark: share(points, part, whole), parts: states(key.right, chosen) };
}

function truth(key, response, points) {
  const chosen = word(response, "choice");
  const said = { [key.right]: "missed" };
  if (["true", "false"].includes(chosen)) said[chosen] = chosen === key.right ? "right" : "wrong";
  return { mark: chosen === key.right ? points : 0, parts: said };
}

function weight(gap, given, strict) {
  if (!given.trim()) return 0;
  const fitting = gap.answers.filter((answer, at) =>
    gap.drop_down ? given === `o${at + 1}` : compared(given, strict) === compared(answer.text, strict));
  return Math.max(0, ...fitting.map((answer) => answer.weight));
}

function cloze(key, response, points) {
  const given = inner(response, "gaps");
  const found = inOrder(Object.keys(key.gaps)).map((name) => [name, weight(key.gaps[name], word(given, name), key.strict)]);
  const sum = found.reduce((all, [, one]) => all + one, 0);
  return { mark: share(points, sum, 100 * found.length), parts: Object.fromEntries(found.map(([name, one]) => [name, state(one)])) };
}

function shortText(key, response, points) {
  const given = [...word(response, "text")].slice(0, 200).join("");
  const found = given ? key.answers.filter((answer) => fits(answer.pattern, given, key.strict)) : [];
  const best = Math.max(0, ...found.map((answer) => answer.weight));
  return { mark: share(points, best, 100), parts: { text: state(best) } };
}

function worth(key, unit) {
  const units = key.units ?? {};
  if (Object.keys(units).length < 2) return [1n, 1n];
  return Object.hasOwn(units, unit) ? exactly(units[unit]) : null;
}

function numeric(key, response, points) {
  const given = parse(word(response, "number"));
  const each = worth(key, word(response, "unit"));
  const right = given !== null && each !== null && close(given, each, exactly(key.answer), exactly(key.within));
  return { mark: right ? points : 0, parts: { number: right ? "right" : "wrong" } };
}

function matching(key, response, points) {
  const given = inner(response, "matches");
  const names = Object.keys(key.right);
  const hits = new Set(names.filter((name) => word(given, name) === key.right[name]));
  return { mark: earned(points, hits.size, names.length, key.scoring), parts: parts(names, hits) };
}

function ordering(key, response, points) {
  const given = inner(response, "positions");
  const hits = new Set(key.order.filter((name, at) => word(given, name) === String(at + 1)));
  return { mark: earned(points, hits.size, key.order.length, key.scoring), parts: parts(inOrder(key.order), hits) };
}

function dragAndDrop(key, response, points) {
  const given = inner(response, "matches");
  const names = Object.keys(key.right);
  const hits = new Set(names.filter((name) => key.right[name].includes(word(given, name))));
  const strays = names.filter((name) => !key.right[name].length && word(given, name));
  const asked = names.filter((name) => key.right[name].length || strays.includes(name));
  const real = names.filter((name) => key.right[name].length).length;
  const part = Math.max(0, hits.size - strays.length);
  return { mark: earned(points, part, real, key.scoring), parts: parts(asked, hits) };
}

const KINDS = {
  "single-choice": one,
  "multiple-choice": several,
  "true-false": truth,
  cloze,
  "short-text": shortText,
  numeric,
  matching,
  ordering,
  hotspot: (key, ...given) => (key.several ? several : one)(key, ...given),
  "drag-and-drop": dragAndDrop,
};

export const marks = (kind) => Object.hasOwn(KINDS, kind);

export function mark(kind, key, response, points) {
  return KINDS[kind](key, response, points);
}
