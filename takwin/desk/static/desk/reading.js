// Reads the fields of a form as a response to a question, as `read` of its kind does on the server: null where it is no answer yet. In a
// form choices go by the place where this person sees them, from 1.

import { parse } from "../items/marking/numbers.js";

const clean = (text = "") => text.replace(/[\p{Cc}\p{Cs}]/gu, "").trim();
const number = (name) => Number(name.slice(1));

function at(shown, places = []) {
  return places.map((place) => shown[Number(place) - 1]?.id).filter(Boolean);
}

function several(asked, own) {
  const given = at(asked.choices, own.answer);
  const chosen = asked.choices.map((one) => one.id).sort((one, other) => number(one) - number(other)).filter((name) => given.includes(name));
  return chosen.length ? { choices: chosen } : null;
}

function one(asked, own) {
  const given = at(asked.choices, own.answer);
  return given.length === 1 ? { choice: given[0] } : null;
}

function cloze(asked, own) {
  const meant = ({ gap, options }) => {
    const words = clean(own[`answer-${gap}`]?.[0]);
    return [gap, options ? at(options, [words])[0] ?? "" : words];
  };
  const gaps = asked.parts.filter((part) => part.gap).map(meant).filter(([, words]) => words);
  return gaps.length ? { gaps: Object.fromEntries(gaps) } : null;
}

function matching(asked, own) {
  const found = asked.rows.map((row) => [row.id, at(asked.options, own[`answer-${row.id}`])[0]]).filter(([, chosen]) => chosen);
  return found.length ? { matches: Object.fromEntries(found) } : null;
}

function ordering(asked, own) {
  const places = asked.choices.map((line, place) => [line.id, clean(own[`answer-${place + 1}`]?.[0])]);
  const whole = new Set(places.map(([, place]) => place).filter((place) => asked.choices[Number(place) - 1]));
  return whole.size === places.length ? { positions: Object.fromEntries(places) } : null;
}

function dragAndDrop(asked, own) {
  const put = asked.choices.map((label, place) => [label.id, at(asked.zones, own[`answer-${place + 1}`])[0]]).filter(([, zone]) => zone);
  const zones = put.map(([, zone]) => zone);
  const crowded = asked.one_each && new Set(zones).size < zones.length;
  return put.length && !crowded ? { matches: Object.fromEntries(put) } : null;
}

function numeric(asked, own) {
  const text = clean(own.answer?.[0]);
  const units = (asked.units ?? []).length > 1 ? asked.units : [];
  const [unit] = at(units, own["answer-unit"]);
  if (parse(text) === null || (units.length && !unit)) return null;
  return unit ? { number: text, unit } : { number: text };
}

function shortText(asked, own) {
  const text = clean(own.answer?.[0]);
  return text && [...text].length <= 200 ? { text } : null;
}

const KINDS = {
  "single-choice": one,
  "true-false": one,
  "multiple-choice": several,
  hotspot: (asked, own) => (asked.several ? several : one)(asked, own),
  cloze,
  matching,
  ordering,
  "drag-and-drop": dragAndDrop,
  numeric,
  "short-text": shortText,
};

// The fields of one question under the names that its kind knows: `answer`, `answer-2`…
function own(item, fields) {
  const start = `answer.${item}`;
  const mine = Object.entries(fields).filter(([name]) => name === start || name.startsWith(`${start}-`));
  return Object.fromEntries(mine.map(([name, values]) => [`answer${name.slice(start.length)}`, values]));
}

export const reads = (kind) => Object.hasOwn(KINDS, kind);

export const response = (kind, item, asked, fields) => KINDS[kind](asked, own(item, fields));
