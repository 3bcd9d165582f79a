"""Titles of a course and its steps in the reader's language; plain Python."""

from collections.abc import Mapping

from takwin.content.release import Outline


def said(texts: Mapping[str, str], language: str) -> str:
    """One of the texts by language: the reader's, else the first."""
    return texts.get(language) or texts.get(language.split("-")[0]) or next(iter(texts.values()), "")


def steps(outline: Outline, language: str) -> dict[str, str]:
    """The title of each step, by its key, in the order of the course."""
    return {step["id"]: said(step["title"], language) for module in outline["modules"] for step in module["steps"]}
