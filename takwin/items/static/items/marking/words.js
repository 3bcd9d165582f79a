// How typed words are compared with those of the author: what `takwin/lib/text.py` (fold) and `takwin/items/words.py` do.

const BLANK = /[\s\x1c-\x1f\x85]+/u;
const CARRIERS = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ؤ: "و", ئ: "ي", ى: "ي", ی: "ي", ک: "ك", "ـ": "", "‘": "'", "’": "'", "ʼ": "'", "′": "'" };
const LIGATURES = { œ: "oe", Œ: "oe", æ: "ae", Æ: "ae" };
const FOLDED = { ß: "ss", ẞ: "ss", ς: "σ" };
const STAR = "\ue002"; // stands for a star while its pattern is compared
const ESCAPED = /\\([!-/:-@[-`{-~])|\*/gu;

const turned = (text, table) => [...text].map((sign) => table[sign] ?? sign).join("");

// Whether a sign has a canonical combining class: put beside a mark of another class, it changes places with it.
const combines = (sign) =>
  (sign + "\u0334").normalize("NFD") !== sign + "\u0334" || ("\u05b0" + sign).normalize("NFD") !== "\u05b0" + sign;

const isBare = (sign) => !(/\p{M}/u.test(sign) && combines(sign)) && !/\p{Cf}/u.test(sign);

export const single = (text) => text.split(BLANK).filter(Boolean).join(" ");

export function fold(text) {
  const carried = turned(turned(text.normalize("NFC"), CARRIERS), LIGATURES);
  const opened = turned(carried.normalize("NFKD"), CARRIERS);
  return single([...opened].filter(isBare).map((sign) => FOLDED[sign] ?? sign.toLowerCase()).join(""));
}

export const compared = (text, strict) => (strict ? single(text.normalize("NFC")) : fold(text));

function pieces(pattern, strict) {
  const starred = pattern.replace(ESCAPED, (_, sign) => sign || STAR);
  return compared(starred, strict).split(STAR).map((piece) => single(piece));
}

// A star stands for any words or none; each piece is looked for once, from left to right.
export function fits(pattern, text, strict) {
  const given = compared(text, strict);
  const [first, ...inner] = pieces(pattern, strict);
  if (!inner.length) return given === first;
  const last = inner.pop();
  const end = given.length - last.length;
  let at = first.length;
  if (at > end || !given.startsWith(first) || !given.endsWith(last)) return false;
  for (const piece of inner) {
    const found = given.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
