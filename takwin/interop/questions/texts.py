"""The texts of other systems, in the four ways in which Moodle keeps them, as our Markdown and as plain words."""

import re
from functools import cache
from html import escape

from markdown_it import MarkdownIt

from takwin.interop.markdown import Surroundings, parse
from takwin.interop.markdown.blocks import flow
from takwin.interop.markdown.parse import plain
from takwin.interop.markdown.words import escaped, line_starts, unheaded
from takwin.interop.questions.piece import NotCarried
from takwin.lib.text import N_, Sentence

HTML, AUTO, PLAIN, MARKDOWN = "html", "moodle", "plain", "markdown"
"""Moodle's formats of texts (FORMAT_HTML…); AUTO is HTML in which a new line is a new line."""
LONGEST = 100_000
"""Characters of one text of a question; a longer one is a mistake."""
LONG = Sentence(N_("Its text is too long: a question of more than 100,000 characters cannot be read by anybody."))
_BLOCK = re.compile(r"</?(?:p|div|ul|ol|li|table|tr|td|th|h[1-6]|blockquote|pre|br)\b", re.IGNORECASE)


def as_markdown(text: str, form: str, around: Surroundings) -> str:
    """A text of another system as ours; headings become bold paragraphs. "" when it shows nothing. Raises NotCarried."""
    if not text.strip():
        return ""
    if len(text) > LONGEST:
        raise NotCarried(LONG)
    return "\n\n".join(unheaded(block) for block in flow(parse(as_html(text, form)), around))


def as_html(text: str, form: str) -> str:
    """A text in one of the four formats as HTML."""
    if form == MARKDOWN:
        return str(_commonmark().render(text))
    if form == PLAIN:
        return "<p>" + escape(text.strip(), quote=False).replace("\n", "<br>") + "</p>"
    if form == AUTO and not _BLOCK.search(text):
        return text.strip().replace("\n", "<br>")
    return text


def as_words(text: str, form: str) -> str:
    """A text as plain words on one line."""
    if form == PLAIN:
        return " ".join(text.split())
    return plain(parse(_BLOCK.sub(lambda tag: f" {tag[0]}", as_html(text, form))))


def of_words(words: str) -> str:
    """Plain words on one line as Markdown."""
    return line_starts(escaped(" ".join(words.split())))


def is_words(text: str, words: str) -> bool:
    """Whether a text of ours says nothing but these plain words."""
    return text == of_words(words)


@cache
def _commonmark() -> MarkdownIt:
    """Markdown of others: no directives, roles or formulas."""
    return MarkdownIt("commonmark").enable("table")
