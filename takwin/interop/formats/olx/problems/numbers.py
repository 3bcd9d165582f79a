"""A number to type: `numericalresponse`."""

import re
from decimal import Decimal, InvalidOperation

from takwin.interop.formats.olx.problems.made import Asked, Made, NotCarried
from takwin.interop.markdown.parse import plain, tag_of
from takwin.interop.markdown.words import escaped
from takwin.items.item import GAP, Answer, Gap
from takwin.lib.text import N_, Sentence

INPUTS = ("textline", "formulaequationinput", "numericalinput")
_RANGE = re.compile(r"(?P<open>[\[(])\s*(?P<low>[^,]+?)\s*,\s*(?P<high>[^,]+?)\s*(?P<close>[\])])")
USUAL = "0.001%"
"""How far an answer may be when the problem does not say (capa, `default_tolerance`)."""
EXPRESSION = N_("Its answer is not a plain number: %(answer)s")
COMPUTED = Sentence(N_("Its answer is computed by a script, which is never run."))
LIMITS = Sentence(N_("The limits of the range themselves now count as right."))
ANSWERS = Sentence(N_("Several numbers were right: the answer is now compared as it is written."))
PARTLY = Sentence(N_("A number that is nearly right earns nothing here."))


def number(asked: Asked) -> Made:
    """The number and its tolerance. Raises NotCarried."""
    told = asked.element.get("answer", "").strip()
    more = [one.get("answer", "").strip() for one in asked.all("additional_answer")]
    said = "\n\n".join(asked.hint(one) for one in asked.element if tag_of(one) == "correcthint")
    if asked.element.get("partial_credit"):
        asked.block.change(PARTLY)
    if any(more):
        return _several(asked, [told, *filter(None, more)])
    prompt = [*asked.prompt(INPUTS), *_unit(asked)]
    options = _of_range(told, asked) or {"answer": _plain(_decimal(told)), **_tolerance(asked, told)}
    return Made("numeric", prompt, options=options, feedback={"right": said} if said else {})


def _unit(asked: Asked) -> list[str]:
    """What stood behind the field, such as a unit."""
    units = (" ".join(one.get("trailing_text", "").split()) for one in asked.all(*INPUTS))
    return [f"… {escaped(unit)}" for unit in units if unit][:1]


def _several(asked: Asked, told: list[str]) -> Made:
    asked.block.change(ANSWERS)
    said = [plain(one) for one in asked.element if tag_of(one) == "correcthint"]
    words = dict.fromkeys(_plain(_decimal(one)) for one in told)
    answers = tuple(Answer(one, 100, " ".join(said) if at == 0 else "") for at, one in enumerate(words))
    return Made("cloze", [*asked.prompt(INPUTS), GAP % 0], gaps=(Gap(answers),))


def _of_range(told: str, asked: Asked) -> dict[str, str]:
    """`[5, 7]` as its middle and half its width; {} when it is no range."""
    found = _RANGE.fullmatch(told)
    if not found:
        return {}
    low, high = _decimal(found["low"]), _decimal(found["high"])
    if found["open"] + found["close"] != "[]":
        asked.block.change(LIMITS)
    return {"answer": _plain((low + high) / 2), "tolerance": _plain(abs(high - low) / 2)}


def _tolerance(asked: Asked, told: str) -> dict[str, str]:
    """What the problem says, else its usual one, which matters only for a number with decimals."""
    found = [one.get("default", "").strip() for one in asked.all("responseparam") if one.get("type") == "tolerance"]
    within = found[0] if found and found[0] else USUAL if "." in told else "0"
    share = within.endswith("%")
    size = abs(_decimal(within.rstrip("% ")))
    return {"tolerance": f"{_plain(size)}{'%' if share else ''}"} if size else {}


def _decimal(text: str) -> Decimal:
    """A plain number, exponents included. Raises NotCarried."""
    if "$" in text:
        raise NotCarried(COMPUTED)
    try:
        found = Decimal(re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", text).replace(" ", ""))
    except InvalidOperation as error:
        raise NotCarried(Sentence(EXPRESSION, {"answer": text[:60]})) from error
    if not found.is_finite() or abs(found.adjusted()) > 20:
        raise NotCarried(Sentence(EXPRESSION, {"answer": text[:60]}))
    return found


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
