"""Bring in a course as a draft of its author."""

import tempfile
from datetime import datetime
from pathlib import Path

from takwin.accounts.models import Person
from takwin.content import actions
from takwin.content.models import Draft
from takwin.interop.importing import ImportReport, import_archive


def import_draft(source: Path | bytes, by: Person, now: datetime) -> Draft:
    """The course of an archive as a draft, with what the import kept, changed and lost. All of it or nothing.

    Raises ImportRefused, NotPublishable, OtherTeam, OSError."""
    with tempfile.TemporaryDirectory(prefix="takwin-import-") as temporary:
        report = import_archive(source, Path(temporary) / "course")
        return actions.draft(report.folder, by, now, _losses(report), _blocks(report))


def _losses(report: ImportReport) -> list[dict[str, object]]:
    """As a draft keeps them: reasons are translated when they are read."""
    return [
        {"kind": loss.kind, "place": loss.place, "reason": [loss.reason.message, loss.reason.values]}
        for loss in report.losses
    ]


def _blocks(report: ImportReport) -> list[dict[str, object]]:
    return [
        {"kind": kind, "kept": tally.kept, "changed": tally.changed, "lost": tally.lost}
        for kind, tally in sorted(report.blocks.items())
    ]
