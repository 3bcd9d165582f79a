"""HTML that somebody else wrote, as Markdown of our dialect that a person can edit."""

from takwin.interop.markdown.blocks import convert
from takwin.interop.markdown.parse import parse
from takwin.interop.markdown.surroundings import Surroundings
from takwin.interop.markdown.words import as_line, tidy_headings

__all__ = ["Surroundings", "as_line", "convert", "parse", "tidy_headings"]
