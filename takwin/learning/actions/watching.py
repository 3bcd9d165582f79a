"""What is told of films and sounds that were played: how far somebody has come with all viewings together, and that they have seen all of one."""

from collections.abc import Iterator
from dataclasses import replace

from takwin.learning import queries
from takwin.learning.models import Enrolment
from takwin.learning.viewing import joined, progress, within
from takwin.lib.ids import derived
from takwin.records import actions as record
from takwin.records.statement import WHOLE, Statement

Parts = list[int]


def watched(enrolment: Enrolment, told: list[Statement]) -> list[Statement]:
    """What is about to be told of a taking, where each viewing knows those before it that have come by now, and the first that makes a film whole
    is followed by a sentence that says so. The profile of video asks for both. Anything else stays as it is, and costs nothing."""
    if not any(one.verb == "paused" for one in told):
        return told
    return [each for one in _known(enrolment, told) for each in one]


def _known(enrolment: Enrolment, told: list[Statement]) -> Iterator[list[Statement]]:
    so_far: dict[str, tuple[Parts, int]] = {}
    whole = {one.activity for one in told if one.verb == "watched"}
    for one in told:
        if one.verb != "paused":
            yield [one]
            continue
        film, said = one.activity, one.result
        before, spent = so_far.get(film) or (queries.played_before(enrolment, film), 0)
        all_parts, spent = joined(before, said["parts"]), spent + said["spent"]
        so_far[film] = all_parts, spent
        parts = within(all_parts, said["length"])
        share = progress(parts, said["length"])
        viewing = replace(one, result={**said, "progress": share, "parts": parts})
        name = derived(enrolment.taking, f"watched {film}")
        if share < WHOLE or film in whole or record.tells(name):
            yield [viewing]
            continue
        whole.add(film)
        spent += queries.spent_before(enrolment, film)
        yield [viewing, replace(viewing, id=name, verb="watched", result={**viewing.result, "spent": spent})]
