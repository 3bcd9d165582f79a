"""The fields of a YAML mapping, taken one by one with a complaint for each that is missing, misshapen or unknown."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from takwin.content.source.problems import Problem, problem
from takwin.content.source.tree import Tree
from takwin.frameworks.alignment import known

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 80


class Fields:
    """A mapping under inspection. Wrong fields come back as an empty value; what is wrong gathers in `problems`."""

    def __init__(self, tree: Tree, file: str, problems: list[Problem], languages: Sequence[str] = ()) -> None:
        self.tree, self.file, self.problems, self.languages = tree, file, problems, languages
        self.asked: list[str] = []

    def complain(self, name: str, line: int, /, **values: object) -> None:
        self.problems.append(problem(name, self.file, line, **values))

    def get(self, key: str, required: bool = True) -> Tree | None:
        self.asked.append(key)
        found = (self.tree.named or {}).get(key)
        if required and (found is None or found.text == ""):
            self.complain("field-missing", found.line if found else self.tree.line, key=key)
            return None
        return found if found is not None and found.text != "" else None

    def line(self, key: str) -> int:
        found = (self.tree.named or {}).get(key)
        return found.line if found else self.tree.line

    def word(self, key: str, required: bool = True) -> str:
        """A plain text."""
        found = self.get(key, required)
        if found is None:
            return ""
        if found.text is None:
            self.complain("field-text", found.line, key=key)
        return found.text or ""

    def words(self, key: str, required: bool = True) -> tuple[str, ...]:
        """A list of plain texts."""
        return tuple(one.text or "" for one in self.many(key, required) if self._is_word(key, one))

    def many(self, key: str, required: bool = True) -> list[Tree]:
        """A list."""
        found = self.get(key, required)
        if found is None:
            return []
        if found.many is None:
            self.complain("field-list", found.line, key=key)
        return found.many or []

    def _is_word(self, key: str, tree: Tree) -> bool:
        if tree.text:
            return True
        self.complain("field-text", tree.line, key=key)
        return False

    def aligned(self, key: str, name: str) -> tuple[str, ...]:
        """A list of items of frameworks; the problem `name` for one that we do not have."""
        found = self.words(key, required=False)
        for code in found:
            if not known(code):
                self.complain(name, self.line(key), code=code[:80])
        return found

    def choice(self, key: str, known: Sequence[str], required: bool = True) -> str:
        """One of some words, "" with a complaint for any other."""
        value = self.word(key, required)
        if value and value not in known:
            self.complain("field-choice", self.line(key), key=key, value=value[:40], known=tuple(known))
        return value if value in known else ""

    def slug(self, key: str) -> str:
        """An id: lower-case letters, digits and single hyphens, at most 80 characters."""
        return self.is_slug(key, self.get(key))

    def is_slug(self, key: str, tree: Tree | None) -> str:
        if tree is None:
            return ""
        value = tree.text or ""
        if not SLUG.fullmatch(value) or len(value) > LONGEST_ID:
            self.complain("id-shape", tree.line, id=value[:LONGEST_ID])
            return ""
        return value

    def texts(self, key: str, required: bool = True) -> dict[str, str]:
        """One text per language; a lone text where the course has one language."""
        found = self.get(key, required)
        if found is None:
            return {}
        if found.text is not None and len(self.languages) == 1:
            return {self.languages[0]: found.text}
        if found.named is None:
            self.complain("field-languages", found.line, key=key)
            return {}
        return self._by_language(key, found)

    def _by_language(self, key: str, tree: Tree) -> dict[str, str]:
        named = tree.named or {}
        for language in named.keys() - set(self.languages):
            name = "language-extra" if named[language].text or LANGUAGE.fullmatch(language) else "text-comma"
            self.complain(name, named[language].line, key=key, language=language)
        for language in self.languages:
            if not (language in named and named[language].text):
                self.complain(
                    "language-missing",
                    named[language].line if language in named else tree.line,
                    key=key,
                    language=language,
                )
        return {one: named[one].text or "" for one in self.languages if one in named and named[one].text}

    def finish(self) -> None:
        """Complain of the fields nobody asked for."""
        for key, tree in (self.tree.named or {}).items():
            if key not in self.asked:
                close = get_close_matches(key, self.asked, 1)
                self.complain("field-unknown", tree.line, key=key, known=close[0] if close else tuple(self.asked))
