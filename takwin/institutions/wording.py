"""Rosters in the reader's language."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from takwin.institutions.models import Roster, RosterLine
from takwin.institutions.roster import Fate
from takwin.lib.text import apart, filled

FATES = {
    Fate.NEW.value: _("new account"),
    Fate.JOINS.value: _("has an account, joins"),
    Fate.HERE.value: _("is there already"),
    Fate.DOUBLE.value: _("twice in the file"),
    Fate.BAD.value: _("left out"),
}
KINDS = {"new": "right", "joins": "right", "here": "", "double": "partial", "bad": "wrong"}
"""The badge of each fate."""
STATES = {
    Roster.State.CHECKING: _("is being checked"),
    Roster.State.CHECKED: _("waits for your decision"),
    Roster.State.REFUSED: _("could not be read"),
    Roster.State.STAGING: _("is being brought in"),
    Roster.State.STOPPED: _("has stopped"),
    Roster.State.ACTIVE: _("is brought in"),
    Roster.State.DROPPING: _("is being dropped"),
    Roster.State.DROPPED: _("was dropped"),
}
RISKY = ("=", "+", "-", "@", "\t")
"""What a spreadsheet takes for a formula at the beginning of a cell."""


def sentence(kept: list[object]) -> str:
    """A kept sentence, [message, values], in the language of the moment; nothing for none."""
    if not kept:
        return ""
    message, values = kept
    language = get_language() or "fr"
    return filled(gettext(str(message)), apart(values, language) if isinstance(values, dict) else {}, language)


def table(rows: Iterable[RosterLine]) -> Iterator[str]:
    """Lines with their fate and reason, as a CSV file that can be corrected and brought again."""
    yield "\ufeff" + written(
        [
            gettext("Line"),
            gettext("Fate"),
            gettext("Reason"),
            "nom complet",
            "courriel",
            "identifiant",
            "code",
            "cohorte",
            "langue",
        ]
    )
    for row in rows:
        told = (row.number, str(FATES[row.fate]), sentence(row.why))
        yield written([*told, row.name, row.email, row.username, row.code, row.cohort, row.language])


def written(cells: Iterable[object]) -> str:
    """One line of a CSV file; a cell that a spreadsheet would take for a formula is marked as text."""
    line = io.StringIO()
    csv.writer(line).writerow([f"'{cell}" if str(cell).startswith(RISKY) else cell for cell in cells])
    return line.getvalue()
