"""A course team lets a finding stand, with its reason: it is written into the draft's own source."""

import tempfile
from datetime import datetime
from pathlib import Path

from takwin.accounts.models import Person
from takwin.content import pack
from takwin.content.actions.drafts import draft
from takwin.content.models import Draft
from takwin.content.source import folder
from takwin.content.source.annotate import NotWritable, with_accepted
from takwin.content.source.course import Accepted
from takwin.files.queries import path as blob_path


class NothingToAccept(ValueError):
    """The draft has no such finding at this place, or it is an error."""


def accept(found: Draft, one: Accepted, by: Person, now: datetime) -> Draft:
    """Write the acceptance into the draft's `course.yaml` and check it again. Raises NothingToAccept, NotWritable, OSError."""
    if not any(may_be_accepted(problem, one) for problem in found.problems):
        raise NothingToAccept(one.finding)
    with tempfile.TemporaryDirectory(prefix="takwin-accept-") as temporary:
        place = pack.unpack(blob_path(found.source_id), Path(temporary) / "course")
        text, _ = folder.read_text(place, "course.yaml")
        if text is None:
            raise NotWritable(one.finding)
        (place / "course.yaml").write_text(with_accepted(text, one), "utf-8")
        return draft(place, by, now, found.losses, found.blocks, how="accepted", told={"finding": one.finding})


def may_be_accepted(problem: dict[str, object], one: Accepted) -> bool:
    """Whether this acceptance is about a finding of a draft that still stands."""
    named = (problem["name"], problem.get("place")) == (one.finding, one.at)
    return named and problem["level"] != "error" and "accepted" not in problem
