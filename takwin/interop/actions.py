"""Bring in a course, or questions for one, as a draft."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from takwin.accounts.models import Person
from takwin.content import actions
from takwin.content.models import Course, Draft
from takwin.interop.course_package import Loss, Tally
from takwin.interop.importing import import_archive
from takwin.interop.queries import draft_of, folder_of
from takwin.interop.question_importing import Place, QuestionsReport, Upload, bring_in


def import_draft(source: Path | bytes, by: Person, now: datetime) -> Draft:
    """The course of an archive as a draft, with what the import kept, changed and lost. All of it or nothing.

    Raises ImportRefused, NotPublishable, OtherTeam, OSError."""
    with tempfile.TemporaryDirectory(prefix="takwin-import-") as temporary:
        report = import_archive(source, Path(temporary) / "course")
        return actions.draft(report.folder, by, now, losses(report.losses), blocks(report.blocks), how="imported")


def bring_questions(
    course: Course, uploads: Sequence[Upload], place: Place, by: Person, now: datetime
) -> tuple[Draft, QuestionsReport]:
    """The questions of files as a new step of the course's draft, or of a draft made of its newest release. What an earlier import
    could not carry stays in the draft's list. With the report. All of it or nothing. Raises ImportRefused, NotPublishable, OtherTeam, DraftReplaced, OSError."""
    before = draft_of(course)
    with folder_of(course) as folder:
        report = bring_in(folder, uploads, place)
        told = {"step": report.step, "questions": str(report.questions)}
        kept, counted = (before.losses, before.blocks) if before else ([], [])
        draft = actions.draft(
            folder,
            by,
            now,
            [*kept, *losses(report.losses)],
            _together([*counted, *blocks(report.blocks)]),
            how="questions",
            told=told,
            made_from=before.source_id if before else "",
        )
        return draft, report


def _together(counted: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What several imports kept, changed and lost, a kind once."""
    sums: dict[str, Tally] = {}
    for one in counted:
        before = sums.get(one["kind"], Tally())
        after = Tally(before.kept + one["kept"], before.changed + one["changed"], before.lost + one["lost"])
        sums[one["kind"]] = after
    return blocks(sums)


def losses(found: Iterable[Loss]) -> list[dict[str, Any]]:
    """As a draft keeps them: reasons are translated when they are read."""
    return [
        {
            "kind": loss.kind,
            "place": loss.place,
            "reason": [loss.reason.message, loss.reason.values],
            **({"step": loss.step} if loss.step else {}),
        }
        for loss in found
    ]


def blocks(found: Mapping[str, Tally]) -> list[dict[str, Any]]:
    """As a draft keeps them."""
    return [
        {"kind": kind, "kept": tally.kept, "changed": tally.changed, "lost": tally.lost}
        for kind, tally in sorted(found.items())
    ]
