"""File answer: a file handed in, marked by hand."""

from takwin.items.kinds.file_answer.kind import KIND

__all__ = ["KIND"]
