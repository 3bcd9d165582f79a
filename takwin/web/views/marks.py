"""Pages of marks: mine, and the course team's gradebook."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from takwin.accounts.access import me
from takwin.assessment import queries
from takwin.assessment.queries import UNASKED, WAITING, Label, Line, Row
from takwin.content.actions import note
from takwin.content.queries import outline
from takwin.credentials.parts import to_review
from takwin.credentials.queries import held
from takwin.learning import access
from takwin.learning.models import Run
from takwin.web import parts
from takwin.web.path import Stop, stops
from takwin.web.wording import words

PEOPLE = 50
"""People on a page of the gradebook."""
AT_ONCE = 500
"""People that the table for a spreadsheet reads at a time, however many there are."""
SHOWN = 10
"""Credentials to review that the gradebook shows; the others are on their own page."""

TOLD = {WAITING: "waiting", UNASKED: "not asked"}
"""What stands in the table for a spreadsheet where there is no mark although nothing is missing; in English in every language."""


@dataclass(frozen=True, slots=True)
class MarkedStep:
    """The questions of one step that count, as people name them."""

    stop: Stop
    lines: list[tuple[Label, Line]]

    @property
    def answered(self) -> bool:
        """Whether one of them has been answered."""
        return any(line.mark is not None for _, line in self.lines)

    @property
    def mark(self) -> int:
        """What they have earned."""
        return sum(line.mark or 0 for _, line in self.lines)

    @property
    def points(self) -> int:
        """What they can earn."""
        return sum(line.points for _, line in self.lines)


def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """All my marks in a course, and every correction that touched them."""
    enrolment = access.my_enrolment(me(request), slug)
    credential = parts.earned(held(me(request))).get(enrolment.pk)
    taking = parts.taking(enrolment, parts.ui_language(), timezone.now(), credential)
    labels = queries.labels(enrolment.release_id, parts.ui_language(), enrolment.uid)
    steps = list(_steps(list(stops(taking.path)), queries.my_marks(enrolment), labels))
    corrected = [(change, labels.get(change.attempt.item)) for change in queries.corrected(enrolment)]
    context = {"taking": taking, "texts": taking.texts, "steps": steps, "corrected": corrected}
    context["brand"] = enrolment.run.brand
    return render(request, "web/my_marks.html", context)


def _steps(line: list[Stop], marks: list[Line], labels: Mapping[str, Label]) -> Iterator[MarkedStep]:
    for stop in line:
        if own := [(labels[mark.item], mark) for mark in marks if mark.step == stop.key]:
            yield MarkedStep(stop, own)


def gradebook(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Everybody's marks, for the course team: a page of them, or of those whose name is looked for."""
    found = access.run_of_team(me(request), slug, run)
    name = request.GET.get("name", "").replace("\0", "").strip()[:80]  # a sign that PostgreSQL does not take
    page = Paginator(queries.members(found, name), PEOPLE).get_page(request.GET.get("page"))
    items = queries.graded(outline(found.release_id))
    texts = words(outline(found.release_id), parts.ui_language())
    by_hand = bool(queries.by_hand(outline(found.release_id))) and access.writes(me(request), found)
    newest = found.course.releases.only("pk").latest("number")
    labels = queries.labels(found.release_id, parts.ui_language())
    lines = queries.rows(list(page), items)
    context = {
        "run": found,
        "texts": texts,
        "labels": [labels[item] for item in items],
        "page": page,
        "name": name,
        "rows": [(row, list(zip(row.marks, row.states, strict=True))) for row in lines],
        "states": {state for row in lines for state in row.states},
        "newest": newest,
        "by_hand": by_hand,
        "waiting": queries.to_mark(found).count() if by_hand else 0,
        "reviews": to_review(found.course, found, SHOWN),
    }
    return render(request, "web/gradebook.html", context)


@require_safe
def gradebook_csv(request: HttpRequest, slug: str, run: str) -> StreamingHttpResponse:
    """The same as a table for a spreadsheet: points with two decimals, UTF-8 with a mark that spreadsheets look for. One line of titles
    for people, each of which ends with the column's lasting name in brackets."""
    found = access.run_of_team(me(request), slug, run)
    if request.method == "GET":
        note(found.course, me(request), "marks-taken", timezone.now(), run=found.name or run, of=run)
    items = queries.graded(outline(found.release_id))
    titles = list(_titles(queries.labels(found.release_id, parts.ui_language()), items))
    table = StreamingHttpResponse(_table(found, items, titles), content_type="text/csv; charset=utf-8")
    table.headers["Content-Disposition"] = f'attachment; filename="{slug}-{run}-marks.csv"'
    return table


def _table(run: Run, items: Sequence[str], titles: Sequence[str]) -> Iterator[str]:
    yield "\ufeff" + _csv([titles])
    people = list(queries.members(run))
    for start in range(0, len(people), AT_ONCE):
        yield _csv(map(_cells, queries.rows(people[start : start + AT_ONCE], items)))


def _cells(row: Row) -> list[object]:
    person = row.enrolment.person
    who = [_plain(person.name), _plain(person.username)] if person else ["", ""]
    marks = [TOLD.get(state) or _decimal(mark) for mark, state in zip(row.marks, row.states, strict=True)]
    return [*who, *marks, _decimal(row.total), _decimal(row.points), row.done]


def _csv(rows: Iterable[Iterable[object]]) -> str:
    table = StringIO()
    csv.writer(table).writerows(rows)
    return table.getvalue()


def _titles(labels: Mapping[str, Label], items: Iterable[str]) -> Iterator[str]:
    yield from (_("Name") + " [name]", _("Sign-in name") + " [sign-in name]")
    yield from (f"{labels[item].number}. {labels[item].text} [{item}]" for item in items)
    yield from (_("Total") + " [total]", _("Points possible") + " [points]", _("Steps done") + " [steps done]")


def _decimal(mark: int | None) -> str:
    return "" if mark is None else f"{mark // 100}.{mark % 100:02d}"


def _plain(text: str) -> str:
    """A name that a spreadsheet will not take for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r", "\n"} else text
