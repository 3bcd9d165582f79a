"""Problems: what was asked there, as questions of ours."""

from takwin.interop.formats.olx.problems.problem import convert

__all__ = ["convert"]
