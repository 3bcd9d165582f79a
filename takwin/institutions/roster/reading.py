"""A file as lines: encoding, separator and headings found, and what looks wrong about the whole of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from takwin.institutions.roster import columns as known
from takwin.institutions.roster.decoding import decoded, fields, numbered, separator
from takwin.institutions.roster.lines import Line
from takwin.lib.text import N_, Sentence

MOST_BYTES = 20 << 20
MOST_LINES = 100_000
LONGEST_LINE = 5_000
ENOUGH = 5
"""Lines from which on a column can be said to hold the wrong thing."""
EXAMPLE = "nom complet; courriel; cohorte"


class Unreadable(Exception):
    """A file of which no line can be used; `sentence` says why and what to try."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.sentence = Sentence(message, dict(values))


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: its lines, its encoding, what separates its columns, and remarks about the whole."""

    lines: list[Line]
    encoding: str
    separator: str
    remarks: list[Sentence]


def read(data: bytes, needs_cohort: bool) -> Read:
    """Read a roster; `needs_cohort` where the place is none itself. Raises Unreadable."""
    text, encoding = _text(data)
    physical = list(numbered(text))
    if len(physical) > MOST_LINES:
        raise Unreadable(N_("The file has more than %(most)s lines. Cut it into several."), most=MOST_LINES)
    if not physical:
        raise Unreadable(N_("The file is empty."))
    sign = separator([line for _, line in physical])
    head = fields(physical[0][1], sign) or []
    found = known.columns(head)
    _refuse_headings(head, found, needs_cohort)
    lines = [_line(number, line, sign, found) for number, line in physical[1:]]
    if not lines:
        raise Unreadable(N_("The file has headings and no people below them."))
    unknown = [said for said, column in zip(head, found, strict=True) if column is None and said]
    remarks = (
        [Sentence(N_("Not used, because the heading is not known: %(headings)s."), {"headings": unknown})]
        if unknown
        else []
    )
    return Read(lines, encoding, {"\t": "tab"}.get(sign, sign), remarks + _swapped(lines))


def _text(data: bytes) -> tuple[str, str]:
    if data[:4] in {b"PK\3\4", b"\xd0\xcf\x11\xe0"}:
        raise Unreadable(
            N_(
                "This is a spreadsheet or an archive, not a text file. In your spreadsheet choose “Save as”, then “CSV”."
            )
        )
    try:
        return decoded(data)
    except UnicodeError as wrong:
        raise Unreadable(
            N_("This is no text that we can read. In your spreadsheet choose “Save as”, then “CSV UTF-8”.")
        ) from wrong


def _refuse_headings(head: Sequence[str], found: Sequence[str | None], needs_cohort: bool) -> None:
    if not any(found):
        raise Unreadable(
            N_(
                "The first line names no column that we know: “%(line)s”. Begin the file with headings such as: %(example)s"
            ),
            line=" ".join(head)[:80],
            example=EXAMPLE,
        )
    if double := known.twice(found):
        raise Unreadable(
            N_("Two headings mean the same: %(headings)s. Keep one of them."),
            headings=[said for said, column in zip(head, found, strict=True) if column == double],
        )
    if known.NAME not in found and known.LAST not in found:
        raise Unreadable(N_("No heading names the people. Add a column “%(heading)s”."), heading="nom complet")
    if needs_cohort and known.COHORT not in found:
        raise Unreadable(
            N_(
                "No heading names the cohort, and this place is none itself. Add a column “%(heading)s”, or import into a cohort."
            ),
            heading="cohorte",
        )


def _line(number: int, said: str, sign: str, found: Sequence[str | None]) -> Line:
    """One line; what is wrong with its form is kept in it."""
    if len(said) > LONGEST_LINE:
        message = N_("The line has more than %(most)s signs. Does it hold a whole text, or are line ends missing?")
        return Line(number, wrong=Sentence(message, {"most": LONGEST_LINE}))
    parts = fields(said, sign)
    if parts is None:
        return Line(number, wrong=Sentence(N_("A quotation mark is opened and not closed. Close it, or take it out.")))
    if len(parts) > len(found) and any(parts[len(found) :]):
        told = {"parts": len(parts), "headings": len(found)}
        message = N_(
            "The line has %(parts)s parts and there are %(headings)s headings. Perhaps a name holds the sign that separates columns: put it "
            "between quotation marks."
        )
        return Line(number, wrong=Sentence(message, told))
    held = {column: part for column, part in zip(found, parts, strict=False) if column}
    name = held.get(known.NAME) or " ".join(filter(None, (held.get(known.FIRST), held.get(known.LAST))))
    return Line(
        number,
        name=name,
        email=held.get(known.EMAIL, "").lower(),
        username=held.get(known.USERNAME, ""),
        code=held.get(known.CODE, ""),
        cohort=held.get(known.COHORT, ""),
        language=held.get(known.LANGUAGE, "").lower(),
    )


def _swapped(lines: Sequence[Line]) -> list[Sentence]:
    """That the column of addresses holds none and another one does."""
    said = [line for line in lines if not line.wrong and line.email]
    if len(said) < ENOUGH or sum("@" in line.email for line in said) * 2 > len(said):
        return []
    for what in ("name", "username", "code", "cohort"):
        if sum("@" in getattr(line, what) for line in said) * 2 > len(said):
            return [
                Sentence(
                    N_(
                        "Two columns seem to be swapped: there are e-mail addresses under the heading of another column. Exchange the headings."
                    )
                )
            ]
    return []
