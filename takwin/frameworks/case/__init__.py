"""Frameworks as packages of 1EdTech CASE 1.1 (Competencies and Academic Standards Exchange), out and in."""

from takwin.frameworks.case.read import Loss, NotCase, Read, read
from takwin.frameworks.case.write import identifier, package

__all__ = ["Loss", "NotCase", "Read", "identifier", "package", "read"]
