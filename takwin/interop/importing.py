"""Bring a course in from another system: an archive in, a folder of course source and an honest report out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from takwin.content.source.writer import write
from takwin.interop.course_package import CoursePackage, Format, ImportRefused, Loss, Tally
from takwin.lib import shelf
from takwin.lib.archive import ArchiveRefused, fresh_folder, open_archive
from takwin.lib.text import N_, Sentence
from takwin.lib.xml import XmlRefused

FORMATS: dict[str, Format] = {book.name: book for book in shelf.load("takwin.interop.formats", "FORMAT").values()}
"""Every package format, by the name that reports print."""
UNKNOWN = Sentence(
    N_("The archive holds no course of a kind that can be read here. An Open edX export has a file course.xml.")
)
TAKEN = N_("%(folder)s exists already; name another folder.")

Translate = Callable[[Sentence], str]
"""How a sentence becomes words: `str` for English, or one that goes through gettext."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import. `folder` holds the course source, ready for `takwin check` and `takwin publish`."""

    format: str
    course: str
    """The id of the course."""
    folder: Path
    blocks: Mapping[str, Tally]
    losses: tuple[Loss, ...]


def import_archive(path: Path | bytes, into: Path) -> ImportReport:
    """Read the archive at `path` (or its bytes) and write the course source as the folder `into`.

    `into` must not exist yet or be empty; it appears complete or not at all: everything is written beside it first.
    Raises ImportRefused with a sentence for people (unknown format, hostile or broken archive, nothing to import, folder
    taken), OSError when disk or permissions fail. For `takwin import FILE [--into DIR]`: the default folder is the
    id of the course (`course_id`) in the working folder; `as_json` and `as_text` print the report."""
    with _opened(path) as (name, package):
        try:
            with fresh_folder(into) as folder:
                write(package.course, package.media, folder)
        except FileExistsError as taken:
            raise ImportRefused(Sentence(TAKEN, {"folder": str(into)})) from taken
        return ImportReport(name, package.course.id, into, package.blocks, package.losses)


def course_id(path: Path | bytes) -> str:
    """The id that the course in an archive will have. Raises as `import_archive` does."""
    with _opened(path) as (_, package):
        return package.course.id


@contextmanager
def _opened(source: Path | bytes) -> Iterator[tuple[str, CoursePackage]]:
    """The package of an archive while the archive is open; whatever is refused comes as an ImportRefused."""
    try:
        with open_archive(source) as files:
            book = next((one for one in FORMATS.values() if one.recognises(files)), None)
            if book is None:
                raise ImportRefused(UNKNOWN)
            yield book.name, book.read(files)
    except (ArchiveRefused, XmlRefused) as refused:
        raise ImportRefused(refused.sentence) from refused


def as_json(report: ImportReport) -> dict[str, Any]:
    """The report for programs: exactly "format", "blocks" and "losses", in English."""
    return {"format": report.format, **accounts(report.blocks, report.losses)}


def accounts(blocks: Mapping[str, Tally], losses: Iterable[Loss]) -> dict[str, Any]:
    """Counts and losses for programs."""
    return {
        "blocks": {
            kind: {"kept": tally.kept, "changed": tally.changed, "lost": tally.lost} for kind, tally in blocks.items()
        },
        "losses": [{"kind": loss.kind, "place": loss.place, "reason": str(loss.reason)} for loss in losses],
    }


def as_text(report: ImportReport, translate: Translate = str) -> str:
    """The report for people."""
    return table(report.blocks, report.losses, translate)


def table(blocks: Mapping[str, Tally], losses: Iterable[Loss], translate: Translate = str) -> str:
    """A table of the counts, then every loss with its place."""
    wide = max([len(kind) for kind in blocks] + [4])
    heads = [translate(Sentence(head)) for head in (N_("kept"), N_("changed"), N_("lost"))]
    lines = [f"{'':{wide}}  " + "  ".join(f"{head:>9}" for head in heads)]
    for kind, tally in blocks.items():
        lines.append(f"{kind:{wide}}  {tally.kept:>9}  {tally.changed:>9}  {tally.lost:>9}")
    lines += ["", *(f"{loss.kind}: {loss.place}\n    {translate(loss.reason)}" for loss in losses)]
    return "\n".join(lines).rstrip() + "\n"
