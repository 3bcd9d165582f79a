"""The examples of the kinds, read by the few lines that their plain form needs; courses have the real reader of `content`."""

import html
import re
from pathlib import Path

from takwin.items import gaps, markdown, shelf
from takwin.items.item import GAP, Choice, Draft, Gap, Json, Line, Written

KINDS = Path(shelf.__file__).parent / "kinds"
EXAMPLES = {path.relative_to(KINDS).as_posix(): path for path in sorted(KINDS.glob("*/examples/*.md"))}
"""By their path: "cloze/examples/lesson-plan.fr.md"."""
ROLE = re.compile(r"\{(gap|select)\}(`+)(.+?)\2(?!`)")
_INNER = re.compile(r"^(:::+)\{(hint|feedback|guide)\} ?(\w*)\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)
_CHOICE = re.compile(r"^[-*+] \[([ x])\] (.*(?:\n  [^>\n].*)*)((?:\n  >.*)*)", re.MULTILINE)

_AREA = re.compile(r"^(.*) -> (.+)$", re.DOTALL)
_FIGURE = re.compile(r":::\{figure\} (\S+)\n:alt: (.*)\n:::")
_ZONE = re.compile(r"^\d+[.)] (.*)()", re.MULTILINE)
_LINE = re.compile(r"^(?:[-*+]|\d+[.)]) (.*)((?:\n +>.*)*)", re.MULTILINE)


def read(text: str) -> Written:
    """One question directive as `items.markdown.write` writes it."""
    first, *lines = text.rstrip("\n").split("\n")[:-1]
    options = [line for line in lines[: lines.index("")] if line]
    body = "\n".join(lines[lines.index("") + 1 :])
    kind, _, name = first.lstrip(":{").partition("} ")
    asides = [match.groups() for match in _INNER.finditer(body)]
    body = _INNER.sub("", body)
    own = _LINE if shelf.kind(kind).shape in {*markdown.LISTS, "drop"} else _CHOICE
    zones = [match.groups() for match in _ZONE.finditer(body)] if shelf.kind(kind).shape == "drop" else []
    body = _ZONE.sub("", body) if zones else body
    found = [match.groups() for match in own.finditer(body)]
    prompt = own.sub("", body).strip()
    return Written(
        kind=kind,
        id=name,
        prompt=prompt,
        options=dict(line[1:].split(": ", 1) for line in options),
        choices=tuple(_choice(one, shelf.kind(kind).shape) for one in found if own is _CHOICE),
        lines=tuple(_line(*one) for one in found if own is _LINE),
        zones=tuple(_line(*one) for one in zones),
        gaps=tuple(Gap(gaps.parse(role[3]), role[1] == "select") for role in ROLE.finditer(prompt)),
        hints=tuple(inside for _, what, _, inside in asides if what == "hint"),
        guide=next((inside for _, what, _, inside in asides if what == "guide"), ""),
        feedback={when or "always": inside for _, what, when, inside in asides if what == "feedback"},
    )


def _choice(found: tuple[str, ...], shape: str) -> Choice:
    box, text, quote = found
    area = _AREA.fullmatch(text) if shape == "spot" else None
    words = area[1] if area else text
    return Choice(words.replace("\n  ", "\n"), box == "x", _feedback(quote), area=area[2] if area else "")


def _line(text: str, quote: str) -> Line:
    *first, last = markdown.ARROW.split(text)
    return Line(first[0].strip(), last, _feedback(quote)) if first else Line(text, feedback=_feedback(quote))


def _feedback(quote: str) -> str:
    return "\n".join(line.lstrip()[2:] for line in quote.split("\n")[1:])


def example(name: str) -> Written:
    """The example at a path of EXAMPLES."""
    return read(EXAMPLES[name].read_text(encoding="utf-8"))


def render(text: str) -> str:
    """Markdown to HTML, as plainly as a test can: one paragraph, roles made into marks."""
    if figure := _FIGURE.fullmatch(text):
        return f'<figure><img src="/{figure[1]}" alt="{html.escape(figure[2])}" width="640" height="420"></figure>'
    counted = iter(range(1000))
    safe = html.escape(ROLE.sub(lambda _: GAP % next(counted), text), quote=False)
    return f"<p>{safe}</p>\n"


def draft(written: Written) -> Draft:
    """The question compiled by its kind."""
    return shelf.kind(written.kind).compile(written.rendered(render))


def posted(public: Json, response: Json) -> dict[str, list[str]]:
    """The form that a browser sends for a response: typed words, or the places of what is chosen."""
    places = {one["id"]: str(place) for place, one in enumerate(public.get("choices", []), 1)}
    options = {
        (part["gap"], one["id"]): str(place)
        for part in public.get("parts", [])
        for place, one in enumerate(part.get("options", []), 1)
    }
    gaps = {f"answer-{gap}": [options.get((gap, words), words)] for gap, words in response.get("gaps", {}).items()}
    for_lines = {one["id"]: str(place) for place, one in enumerate(public.get("options", []), 1)}
    matches = response.get("matches", {}) if for_lines else {}
    gaps |= {f"answer-{row}": [for_lines[chosen]] for row, chosen in matches.items()}
    gaps |= {f"answer-{places[name]}": [place] for name, place in response.get("positions", {}).items()}
    zones = {one["id"]: str(place) for place, one in enumerate(public.get("zones", []), 1)}
    if zones:
        gaps = {f"answer-{places[name]}": [zones[zone]] for name, zone in response["matches"].items()}
    if "file" in response:
        return {"answer": [response["name"]], "answer-size": [str(response["size"])], "answer-file": [response["file"]]}
    in_units = {one["id"]: str(place) for place, one in enumerate(public.get("units", []), 1)}
    gaps |= {"answer-unit": [in_units[response["unit"]]]} if "unit" in response else {}
    gaps |= {"answer-reason": [response["reason"]]} if "reason" in response else {}
    wanted = response.get("choices", [response.get("choice")])
    chosen = [places[name] for name in wanted if name in places]
    return {**gaps, "answer": chosen or [str(response.get("number", response.get("text", "")))]}
