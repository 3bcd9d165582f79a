"""Pages of marks: mine, and the course team's gradebook."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from takwin.accounts.access import me
from takwin.assessment import queries
from takwin.assessment.queries import Line
from takwin.content.queries import outline
from takwin.learning import access
from takwin.web import parts
from takwin.web.path import Stop, stops
from takwin.web.wording import words


@dataclass(frozen=True, slots=True)
class MarkedStep:
    """The questions of one step that count, with their number on the page (from 1)."""

    stop: Stop
    lines: list[tuple[int, Line]]

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
    credential = parts.earned(me(request)).get(enrolment.pk)
    taking = parts.taking(enrolment, parts.ui_language(), timezone.now(), credential)
    steps = list(_steps(list(stops(taking.path)), queries.my_marks(enrolment)))
    numbers = {line.item: (step.stop, number) for step in steps for number, line in step.lines}
    corrected = [(change, *numbers.get(change.attempt.item, (None, 0))) for change in queries.corrected(enrolment)]
    context = {"taking": taking, "texts": taking.texts, "steps": steps, "corrected": corrected}
    return render(request, "web/my_marks.html", context)


def _steps(line: list[Stop], marks: list[Line]) -> Iterator[MarkedStep]:
    for stop in line:
        if own := [mark for mark in marks if mark.step == stop.key]:
            yield MarkedStep(stop, list(enumerate(own, start=1)))


def gradebook(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """Everybody's marks, for the course team."""
    found = access.run_of_team(me(request), slug, run)
    items, rows = queries.gradebook(found)
    texts = words(outline(found.release_id), parts.ui_language())
    newest = found.course.releases.latest("number")
    context = {"run": found, "texts": texts, "items": items, "rows": rows, "newest": newest}
    return render(request, "web/gradebook.html", context)


def gradebook_csv(request: HttpRequest, slug: str, run: str) -> HttpResponse:
    """The same as a table for a spreadsheet: points with two decimals, UTF-8 with a mark that spreadsheets look for."""
    found = access.run_of_team(me(request), slug, run)
    items, rows = queries.gradebook(found)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{run}-marks.csv"'
    table = csv.writer(response)
    table.writerow(["name", "sign-in name", *items, "total", "points", "steps done"])
    for row in rows:
        person = row.enrolment.person
        who = [_plain(person.name), _plain(person.username)] if person else ["", ""]
        table.writerow([*who, *map(_decimal, row.marks), _decimal(row.total), _decimal(row.points), row.done])
    return response


def _decimal(mark: int | None) -> str:
    return "" if mark is None else f"{mark // 100}.{mark % 100:02d}"


def _plain(text: str) -> str:
    """A name that a spreadsheet will not take for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r", "\n"} else text
