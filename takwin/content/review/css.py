"""The properties of an element of an SVG image: attributes, simple rules of a style sheet, a style."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
AT_RULE = re.compile(r"@[^{;]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
Style = Mapping[str, str]
Rules = Sequence[tuple[int, str, dict[str, str]]]
"""(weight, selector, declarations)."""


def name(element: etree._Element) -> str:
    """The name of an element without its namespace. (Our door for XML lets no comments in.)"""
    return element.tag.rpartition("}")[2]


def text(element: etree._Element) -> str:
    """All the words inside an element."""
    return "".join(str(one) for one in element.itertext())


def rules(root: etree._Element) -> Iterator[tuple[int, str, dict[str, str]]]:
    """The rules of the style sheets in a drawing; those for some media only are left out."""
    for style in root.iter("{*}style"):
        for selectors, said in RULE.findall(AT_RULE.sub("", text(style))):
            for selector in selectors.split(","):
                bare = selector.strip()
                yield 100 * bare.count("#") + 10 * bare.count(".") + 1, bare, _declarations(said)


def own(element: etree._Element, rules: Rules) -> dict[str, str]:
    """The properties of an element by themselves: attributes, then rules by their weight, then its style."""
    found = {str(key): str(value).strip() for key, value in element.attrib.items()}
    matching = [(weight, said) for weight, selector, said in rules if _matches(element, selector)]
    for _, said in sorted(matching, key=lambda one: one[0]):
        found |= said
    return found | _declarations(element.get("style", ""))


def _matches(element: etree._Element, selector: str) -> bool:
    """Whether a simple selector (`text`, `.note`, `text.note`, `#title`) names an element; none that is longer does."""
    found = re.fullmatch(r"(\*|[A-Za-z]+)?((?:[.#][\w-]+)*)", selector)
    if not found or not selector:
        return False
    if found[1] not in {None, "*", name(element)}:
        return False
    named = {f"#{element.get('id', '')}", *(f".{one}" for one in element.get("class", "").split())}
    return set(re.findall(r"[.#][\w-]+", found[2])) <= named


def _declarations(text: str) -> dict[str, str]:
    pairs = (one.split(":", 1) for one in text.split(";") if ":" in one)
    return {key.strip().lower(): value.replace("!important", "").strip() for key, value in pairs}
