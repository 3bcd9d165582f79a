"""One right choice, or several: `multiplechoiceresponse` and `choiceresponse`."""

from dataclasses import dataclass

from lxml import etree

from takwin.interop.formats.olx.problems.made import Asked, Made, NotCarried
from takwin.interop.formats.olx.values import is_true, number
from takwin.interop.markdown.parse import plain, tag_of
from takwin.items.item import GAP, Answer, Choice, Gap
from takwin.lib.text import N_, Sentence

GROUPS = ("choicegroup", "checkboxgroup", "radiogroup")
NO_CHOICES = Sentence(N_("It has no choices."))
COMPUTED = Sentence(N_("Which choice is right is computed by a script, which is never run."))
HALVES = Sentence(
    N_("Half the points for one mistake: now each right choice earns its share and each wrong one costs the same.")
)
EDC = Sentence(
    N_(
        "A share of the points for every choice decided rightly: now each right choice earns its share and each wrong one costs the same."
    )
)
PARTLY = Sentence(N_("A half-right choice: the list of choices is now a drop-down, which can give it its share."))
PARTLY_LOST = Sentence(N_("A half-right choice earns nothing here, because its words cannot stand in a drop-down."))
SEVERAL = Sentence(N_("Several choices were right alone: the list is now a drop-down, which accepts each."))
COMBINED = N_("Feedback for one combination of choices was left out: %(words)s")
UNCHOSEN = Sentence(N_("Feedback for leaving a choice is now shown after any wrong answer."))
TWINS = Sentence(N_("Two choices that said the same are now one."))
POOL = Sentence(N_("Each learner saw some of the choices; now everyone sees all of them."))
FIXED = Sentence(N_("Choices that kept their place among shuffled ones are now shuffled too."))


@dataclass(frozen=True, slots=True)
class Read:
    """A choice and its worth in hundredths."""

    choice: Choice
    weight: int
    words: str


def single(asked: Asked) -> Made:
    """Radio buttons. Raises NotCarried."""
    found, options = _read(asked), _order(asked)
    right = [one for one in found if one.weight == 100]
    if len(right) == 1 and all(one.weight in {0, 100} for one in found):
        return Made("single-choice", asked.prompt(GROUPS), tuple(one.choice for one in found), options=options)
    if any("\n" in one.choice.text or one.choice.text != one.words for one in found) or any(
        "\n" in one.choice.feedback for one in found
    ):
        if len(right) > 1 or not right:
            raise NotCarried(Sentence(N_("Several choices were right alone, which is not supported.")))
        asked.block.change(PARTLY_LOST)
        return Made("single-choice", asked.prompt(GROUPS), tuple(one.choice for one in found), options=options)
    asked.block.change(SEVERAL if len(right) > 1 else PARTLY)
    gap = Gap(tuple(Answer(one.words, one.weight, one.choice.feedback) for one in found), drop_down=True)
    return Made("cloze", [*asked.prompt(GROUPS), GAP % 0], gaps=(gap,), options=options)


def several(asked: Asked) -> Made:
    """Check boxes. Raises NotCarried."""
    found, options = _read(asked), _order(asked)
    credit = asked.element.get("partial_credit", "").strip().lower()
    if credit:
        options["scoring"] = "map_response"
        asked.block.change(HALVES if "halves" in credit else EDC)
    for hint in asked.all("compoundhint"):
        asked.block.change(Sentence(COMBINED, {"words": f"({hint.get('value', '')}) {plain(hint)}"[:200]}))
    made = Made("multiple-choice", asked.prompt(GROUPS), tuple(one.choice for one in found), options=options)
    if left := _unchosen(asked):
        made.feedback["wrong"] = left
    return made


def _read(asked: Asked) -> list[Read]:
    found = [_choice(one, asked) for group in asked.all(*GROUPS) for one in group if tag_of(one) == "choice"]
    if not found:
        raise NotCarried(NO_CHOICES)
    seen: dict[tuple[str, int], Read] = {}
    for one in found:
        seen.setdefault((one.choice.text, one.weight), one)
    if len(seen) < len(found):
        asked.block.change(TWINS)
    return list(seen.values())


def _choice(element: etree._Element, asked: Asked) -> Read:
    correct = element.get("correct", "false").strip().lower()
    if correct.startswith("$"):
        raise NotCarried(COMPUTED)
    share = number(element.get("point_value", "0.5"))
    weight = round(100 * (0.5 if share is None else share)) if correct.startswith("partial") else 100 * is_true(correct)
    hints = [
        asked.hint(one)
        for one in element
        if tag_of(one) == "choicehint" and one.get("selected", "true").lower() == "true"
    ]
    text = asked.words(element)
    bare = etree.fromstring(etree.tostring(element, with_tail=False))
    for one in list(bare):
        if tag_of(one) == "choicehint":
            bare.remove(one)
    words = plain(bare)
    return Read(Choice(text, weight == 100, "\n\n".join(filter(None, hints))), min(max(weight, 0), 100), words)


def _unchosen(asked: Asked) -> str:
    """What is said of choices that were left, as a list under each choice's words."""
    lines = [
        f"- {asked.words(choice).splitlines()[0]}: {words}"
        for choice in asked.all("choice")
        for hint in choice
        if tag_of(hint) == "choicehint" and hint.get("selected", "").lower() == "false" and (words := asked.hint(hint))
        if asked.words(choice)
    ]
    if lines:
        asked.block.change(UNCHOSEN)
    return "\n".join(line.replace("\n", " ") for line in lines)


def _order(asked: Asked) -> dict[str, str]:
    """Choices stay in the order of the export unless it shuffled them."""
    groups = asked.all(*GROUPS)
    if any(group.get("answer-pool") for group in groups):
        asked.block.change(POOL)
    if not any(is_true(group.get("shuffle", "")) for group in groups):
        return {"shuffle": "no"}
    if any(one.get("fixed") for one in asked.all("choice")):
        asked.block.change(FIXED)
    return {}
