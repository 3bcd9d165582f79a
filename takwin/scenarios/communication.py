"""A communication scenario: who talks to whom, about what, with which tool, when and how."""

from dataclasses import dataclass

DEGREES = ("mutualization", "exchange", "cooperation", "collaboration")
"""How closely people work together, from products placed in common to one product negotiated in all its parts (Dejean and
Mangenot 2016; Mangenot 2017)."""
FIELDS = ("who", "about", "tool", "when")


@dataclass(frozen=True, slots=True)
class Communication:
    """One language of it. `degree` is one of DEGREES, or "" where none was read; the fields are plain text, `how` is Markdown, each ""
    where it is not said."""

    degree: str
    who: str = ""
    about: str = ""
    tool: str = ""
    when: str = ""
    how: str = ""

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The fields that nothing is said of."""
        return tuple(name for name in FIELDS if not getattr(self, name))
