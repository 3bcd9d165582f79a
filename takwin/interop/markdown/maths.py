"""Formulas as MathJax writes them, in our dollars."""

import re

from latex2mathml.converter import convert

from takwin.content.compiler.rules import LONGEST_MATHS, UNKNOWN_COMMAND
from takwin.interop.markdown.words import escaped
from takwin.lib.text import N_, Sentence

_FORMULA = re.compile(
    r"\\\((?P<line>.+?)\\\)|\\\[(?P<block>.+?)\\\]"
    r"|\[mathjaxinline\](?P<old_line>.+?)\[/mathjaxinline\]|\[mathjax\](?P<old_block>.+?)\[/mathjax\]",
    re.DOTALL,
)


def pieces(text: str) -> list[tuple[str, str]]:
    """The text cut into ("words" | "line" | "block", content)."""
    found, at = [], 0
    for formula in _FORMULA.finditer(text):
        block = formula["block"] or formula["old_block"]
        found.append(("words", text[at : formula.start()]))
        found.append(("block" if block else "line", block or formula["line"] or formula["old_line"]))
        at = formula.end()
    return [*found, ("words", text[at:])]


def is_sound(tex: str) -> bool:
    """Whether the compiler will be able to show the formula."""
    try:
        shown = convert(tex, display="inline") if len(tex) < LONGEST_MATHS else ""
    except Exception:  # noqa: BLE001 - the library names no common ancestor for what it raises
        return False
    return bool(shown) and not UNKNOWN_COMMAND.search(shown)


def written(form: str, tex: str) -> tuple[str, Sentence | None]:
    """A formula as Markdown; its source as code, and a sentence for the report, when it cannot be shown."""
    bare = " ".join(tex.split())
    if not bare or "$" in bare or "\n\n" in bare or bare.endswith("\\") or not is_sound(bare):
        ticks = "`" * (max((len(run) for run in re.findall("`+", bare)), default=0) + 1)
        code = f"{ticks} {bare} {ticks}" if "`" in bare else f"`{bare}`"
        return code if bare else "", Sentence(
            N_("A formula cannot be shown and stays as its source: %(tex)s"), {"tex": bare[:80]}
        )
    return (f"$${bare}$$" if form == "block" else f"${bare}$"), None


def has_formula(text: str) -> bool:
    """Whether the text holds a formula."""
    return _FORMULA.search(text) is not None


__all__ = ["escaped", "has_formula", "is_sound", "pieces", "written"]
