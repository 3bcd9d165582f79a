// Numbers as people write them, and their exact comparison: what `takwin/items/kinds/numeric` does. A number is [over, under] in BigInt.

import { single } from "./words.js";

const LONGEST = 60;
const SIGNS = { "−": "-", "–": "-", "‐": "-", "‑": "-", "﹣": "-", "－": "-", "＋": "+", ",": ".", "٫": ".", "،": ".", "٬": " " };
const NUMBER = /^([+-]?) ?(\d+|\d{1,3}(?: \d{3})+)?(?:\.(\d*))?$/;

// Decimal digits of every script stand in rows of ten.
function digit(sign) {
  if (!/\p{Nd}/u.test(sign)) return sign;
  const code = sign.codePointAt(0);
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

function plain(text) {
  const visible = [...text].filter((sign) => !/\p{Cf}/u.test(sign));
  return single(visible.map((sign) => digit(SIGNS[sign] ?? sign)).join(""));
}

export function parse(text) {
  const match = [...text].length <= LONGEST ? NUMBER.exec(plain(text)) : null;
  if (!match || !(match[2] || match[3])) return null;
  const [, sign, whole = "0", part = ""] = match;
  const over = BigInt(whole.replaceAll(" ", "") + part);
  return [sign === "-" ? -over : over, 10n ** BigInt(part.length)];
}

// A number of a key: "12.5", "-3" or "1/60".
export function exactly(text) {
  const [over, under = "1"] = text.split("/").map((one) => parse(one));
  const bottom = Array.isArray(under) ? under : [1n, 1n];
  return [over[0] * bottom[1], over[1] * bottom[0]];
}

export function close(given, worth, answer, within) {
  const over = given[0] * worth[0] * answer[1] - answer[0] * given[1] * worth[1];
  const under = given[1] * worth[1] * answer[1];
  return (over < 0n ? -over : over) * within[1] <= within[0] * under;
}
