"""Words typed or chosen in a text: `stringresponse` and `optionresponse`."""

import re
import unicodedata

from lxml import etree

from takwin.interop.formats.olx.problems.made import Asked, Made, NotCarried
from takwin.interop.formats.olx.values import is_true
from takwin.interop.markdown import as_line
from takwin.interop.markdown.maths import has_formula
from takwin.interop.markdown.parse import plain, tag_of
from takwin.items.item import GAP, Answer, Choice, Gap
from takwin.lib.text import N_, Sentence, fold

LONGEST = 200
"""Signs that a gap of the kind "cloze" takes."""
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
_LITERAL = re.compile(r"[\w\s'’,-]+")
PATTERN = Sentence(N_("The answer is a pattern (regular expression), which is not supported."))
ANYTHING = Sentence(N_("Any answer was accepted, so there is nothing to mark."))
LONG = Sentence(N_("The expected answer is too long to be typed in a gap."))
NO_OPTIONS = Sentence(N_("Its drop-down has no options."))
TWINS = Sentence(N_("Two options that said the same are now one."))
FORMULAS = Sentence(N_("A drop-down with formulas is now a list of choices, so that they can be read."))
ACCENTS = Sentence(N_("Accents do not matter any more in the answer."))
HINT_PATTERN = Sentence(N_("Feedback for answers that fit a pattern was left out."))
COMPUTED = Sentence(N_("Its answer is computed by a script, which is never run."))


def options(asked: Asked) -> Made:
    """Drop-downs in a text. Raises NotCarried."""
    inputs = asked.all("optioninput")
    drop_downs = [_drop_down(one, asked) for one in inputs]
    if not drop_downs or not all(len(one.answers) > 1 for one in drop_downs):
        raise NotCarried(NO_OPTIONS)
    if len(drop_downs) == 1 and any(has_formula(one.text) for one in drop_downs[0].answers):
        asked.block.change(FORMULAS)
        choices = tuple(_choice(one, asked) for one in inputs[0] if tag_of(one) == "option")
        return Made("single-choice", asked.prompt(["optioninput"]), choices, options={"shuffle": "no"})
    shuffled = any(is_true(one.get("shuffle", "")) for one in inputs)
    return Made(
        "cloze",
        asked.prompt(["optioninput"], as_gaps=True),
        gaps=tuple(drop_downs),
        options={} if shuffled else {"shuffle": "no"},
        worth=len(drop_downs),
    )


def _drop_down(element: etree._Element, asked: Asked) -> Gap:
    inner = [_answer(one, asked) for one in element if tag_of(one) == "option"]
    if inner:
        return Gap(tuple(without_twins(inner, asked)), drop_down=True)
    words = [_plain(one or other) for one, other in _QUOTED.findall(element.get("options", ""))]
    words = words or [one.strip(" ()") for one in element.get("options", "").split(",")]
    right = element.get("correct", "").strip().strip("'\"")
    if right.startswith("$"):
        raise NotCarried(COMPUTED)
    return Gap(tuple(Answer(one, 100 * (one == right)) for one in dict.fromkeys(words) if one), drop_down=True)


def without_twins(answers: list[Answer], asked: Asked) -> list[Answer]:
    """Answers that say and earn the same, once."""
    seen: dict[tuple[str, int], Answer] = {}
    for one in answers:
        seen.setdefault((one.text, one.weight), one)
    if len(seen) < len(answers):
        asked.block.change(TWINS)
    return list(seen.values())


def _plain(words: str) -> str:
    return re.sub(r"\\(.)", r"\1", words).strip()


def _answer(element: etree._Element, asked: Asked) -> Answer:
    hints = [told(one) for one in element if tag_of(one) == "optionhint"]
    words = plain(element) if not hints else " ".join((element.text or "").split())
    return Answer(words, 100 * is_true(element.get("correct", "")), " ".join(hints))


def _choice(element: etree._Element, asked: Asked) -> Choice:
    hints = [asked.hint(one) for one in element if tag_of(one) == "optionhint"]
    return Choice(asked.words(element), is_true(element.get("correct", "")), "\n\n".join(hints))


def told(hint: etree._Element) -> str:
    """The plain words of a hint, its own label in front."""
    return as_line(f"{hint.get('label', '')} {plain(hint)}")


def typed(asked: Asked) -> Made:
    """A word or phrase to type. Raises NotCarried."""
    form = asked.element.get("type", "").lower().split()
    right = _right(asked, "regexp" in form)
    answers = [Answer(one, 100, said) for one, said in right.items()]
    strict = "ci" not in form
    for hint in asked.all("stringequalhint", "regexphint"):
        if tag_of(hint) == "regexphint":
            asked.block.change(HINT_PATTERN)
        elif (words := " ".join(hint.get("answer", "").split())) and _key(words, strict) not in {
            _key(one, strict) for one in right
        }:
            answers.append(Answer(words, 0, told(hint)))
    if any(len(one.text) > LONGEST for one in answers):
        raise NotCarried(LONG)
    if not strict and any(unicodedata.normalize("NFD", one).isascii() is False for one in right):
        asked.block.change(ACCENTS)
    made = Made("cloze", asked.prompt(["textline"], as_gaps=True), gaps=(Gap(tuple(_once(answers, strict))),))
    made.options = {"strict": "yes"} if strict else {}
    if GAP % 0 not in "".join(made.prompt):
        made.prompt.append(GAP % 0)
    return made


def _right(asked: Asked, pattern: bool) -> dict[str, str]:
    """The right answers and what is said of each."""
    first = asked.element.get("answer", "")
    said = " ".join(told(one) for one in asked.element if tag_of(one) == "correcthint")
    found = {one.strip(): said for one in first.split("_or_")}
    for more in asked.all("additional_answer"):
        found[more.get("answer", plain(more)).strip()] = " ".join(
            told(one) for one in more if tag_of(one) == "correcthint"
        )
    if any(one.startswith("$") for one in found):
        raise NotCarried(COMPUTED)
    if pattern:
        found = {part: words for one, words in found.items() for part in _literal(one)}
    found = {" ".join(one.split()): words for one, words in found.items() if one}
    if not found:
        raise NotCarried(ANYTHING if pattern else COMPUTED)
    return found


def _literal(pattern: str) -> list[str]:
    """The words between the bars of a pattern that has no other sign. Raises NotCarried."""
    if re.fullmatch(r"\^?\(?\.[*+][.?]*\)?\$?", pattern):
        raise NotCarried(ANYTHING)
    parts = pattern.removeprefix("^").removesuffix("$").split("|")
    if not all(_LITERAL.fullmatch(part) for part in parts):
        raise NotCarried(PATTERN)
    return parts


def _once(answers: list[Answer], strict: bool) -> list[Answer]:
    """The answers without those that folding makes the same as an earlier one."""
    seen: dict[str, Answer] = {}
    for one in answers:
        seen.setdefault(_key(one.text, strict), one)
    return list(seen.values())


def _key(words: str, strict: bool) -> str:
    return words if strict else fold(words)
