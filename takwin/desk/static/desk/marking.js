// Marks practice questions at once and says what the author wants said. Whatever counts is marked by the server alone.

import { mark, marks } from "../items/marking/mark.js";
import { reads, response } from "./reading.js";

const keyOf = ({ key }, row) => (Array.isArray(key) ? key[row ?? 0] : key);
const chosen = ["right", "wrong"]; // what is said of a choice is for whoever chose it, as on the server
const PARTS = ["choices", "rows", "lines", "labels"]; // where a key keeps what is said of each part

function said(key, parts, right) {
  const closing = ["always", right ? "right" : "wrong"].map((when) => key.feedback?.[when]);
  const own = PARTS.flatMap((name) => Object.entries(key[name] ?? {})
    .filter(([part]) => (name === "choices" ? chosen.includes(parts[part]) : parts[part] === "wrong"))
    .map(([, words]) => words));
  return [...own, ...closing].filter((words) => typeof words === "string" && words);
}

// Of each question of a group: {state, said} where this device can mark it, nothing where it cannot.
export function marked(group, practice, fields) {
  const found = {};
  for (const [item, asked] of Object.entries(group.items ?? {})) {
    const rule = practice[item];
    const key = rule && keyOf(rule, asked.row);
    if (!key || !asked.points || !marks(asked.kind) || !reads(asked.kind)) continue;
    const given = response(asked.kind, item, asked.public, fields);
    if (!given) continue;
    const { mark: earned, parts } = mark(asked.kind, key, given, asked.points);
    const right = earned >= asked.points;
    found[item] = { state: right ? "right" : earned > 0 ? "partial" : "wrong", said: said(key, parts, right) };
  }
  return found;
}
