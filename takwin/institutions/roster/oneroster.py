"""OneRoster 1.1 and 1.2 as CSV files in a zip: the students and teachers of its classes as lines of a roster, one for each enrolment.

1EdTech, "OneRoster 1.2 CSV Binding", and "OneRoster v1.1", section 4: `users.csv`, `classes.csv`, `enrollments.csv`, `manifest.csv`. Classes become
cohorts. What is left out is said: other roles than these two, passwords, files that are not read."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import PurePosixPath

from takwin.institutions.roster.decoding import decoded
from takwin.institutions.roster.lines import Line
from takwin.institutions.roster.reading import MOST_LINES, Read, Unreadable
from takwin.lib.archive import ArchiveRefused, open_archive
from takwin.lib.text import N_, Sentence

MARK = b"PK\3\4"
NEEDED = {
    "users": ("sourcedId", "givenName", "familyName"),
    "classes": ("sourcedId", "title"),
    "enrollments": ("classSourcedId", "userSourcedId", "role"),
}
READ = {*NEEDED, "manifest"}
STUDENT = "student"
ROLES = {STUDENT: "learner", "teacher": "teacher"}
"""Roles of an enrolment that come in, and what they are here."""
LEAVING = "tobedeleted"
Rows = list[tuple[int, Mapping[str, str]]]
"""Lines of one file: their numbers, and their fields by heading."""


@dataclass(frozen=True, slots=True)
class _Files:
    """The three files that are read, by `sourcedId` where one looks things up, and the version of the manifest."""

    users: Mapping[str, Mapping[str, str]]
    classes: Mapping[str, Mapping[str, str]]
    enrolments: Rows
    version: str
    unread: list[str]


def recognises(data: bytes) -> bool:
    """Whether these bytes are a zip with one of the files that OneRoster names. Raises Unreadable for a zip that is not safe to open."""
    if not data.startswith(MARK):
        return False
    try:
        with open_archive(data) as archive:
            names = {PurePosixPath(name).name.lower() for name in archive}
    except ArchiveRefused as refused:
        raise Unreadable(refused.sentence.message, **refused.sentence.values) from refused
    return any(f"{stem}.csv" in names for stem in READ)


def read(data: bytes) -> Read:
    """The enrolments of students and teachers as lines, numbered as in `enrollments.csv`. Raises Unreadable."""
    files = _files(data)
    people = [row for row in files.enrolments if _role(row[1]) in ROLES]
    if not any(_role(row) == STUDENT for _, row in people):
        raise Unreadable(N_("No student is enrolled in a class by “enrollments.csv”."))
    if len(people) > MOST_LINES:
        raise Unreadable(N_("The file has more than %(most)s lines. Cut it into several."), most=MOST_LINES)
    titles = _titles(files.classes)
    lines = [_line(number, row, files, titles) for number, row in people]
    return Read(
        lines, f"OneRoster {files.version}".strip(), ",", list(_remarks(files, len(files.enrolments) - len(people)))
    )


def _role(enrolment: Mapping[str, str]) -> str:
    return enrolment.get("role", "").lower()


def _files(data: bytes) -> _Files:
    with open_archive(data) as archive:
        named = {PurePosixPath(name).name.lower(): name for name in archive if name.lower().endswith(".csv")}
        found = {stem: _rows(stem, archive[named[f"{stem}.csv"]]) for stem in READ if f"{stem}.csv" in named}
    for stem, columns in NEEDED.items():
        if stem not in found:
            raise Unreadable(N_("The archive lacks the file “%(file)s”."), file=f"{stem}.csv")
        lacking = [column for column in columns if found[stem] and column not in found[stem][0][1]]
        if lacking:
            message = N_("The file “%(file)s” lacks columns: %(columns)s.")
            raise Unreadable(message, file=f"{stem}.csv", columns=lacking)
    told = {row.get("propertyName", ""): row.get("value", "") for _, row in found.get("manifest", [])}
    unread = sorted(stem for name in named if (stem := name.removesuffix(".csv")) not in READ)
    users, classes = ({row["sourcedId"]: row for _, row in found[stem]} for stem in ("users", "classes"))
    return _Files(users, classes, found["enrollments"], told.get("oneroster.version", ""), unread)


def _rows(stem: str, data: bytes) -> Rows:
    """The lines of a file, each with its number; headings are compared without blanks around them."""
    try:
        text, _ = decoded(data)
        table = csv.reader(StringIO(text.replace("\0", "")))
        head = [heading.strip() for heading in next(table, [])]
        return [
            (table.line_num, dict(zip(head, (part.strip() for part in row), strict=False))) for row in table if any(row)
        ]
    except (UnicodeError, csv.Error) as wrong:
        raise Unreadable(N_("The file “%(file)s” cannot be read as CSV."), file=f"{stem}.csv") from wrong


def _titles(classes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What each class is called as a cohort: its title, with its code or number where several have the same."""
    said = [row["title"] for row in classes.values()]
    return {
        pk: row["title"] if said.count(row["title"]) == 1 else f"{row['title']} ({row.get('classCode') or pk})"
        for pk, row in classes.items()
    }


def _line(number: int, row: Mapping[str, str], files: _Files, titles: Mapping[str, str]) -> Line:
    user, course = files.users.get(row["userSourcedId"]), files.classes.get(row["classSourcedId"])
    if user is None:
        return Line(
            number,
            wrong=Sentence(
                N_("“users.csv” knows nobody with the number “%(said)s”."), {"said": row["userSourcedId"][:64]}
            ),
        )
    name = user.get("preferredGivenName") or user["givenName"], user.get("preferredFamilyName") or user["familyName"]
    wrong = _refused(row, user, course)
    return Line(
        number,
        name=" ".join(filter(None, name)),
        email=user.get("email", "").lower(),
        username=user.get("username", ""),
        code=row["userSourcedId"],
        cohort=titles.get(row["classSourcedId"], ""),
        wrong=wrong,
        role=ROLES[_role(row)],
    )


def _refused(row: Mapping[str, str], user: Mapping[str, str], course: Mapping[str, str] | None) -> Sentence | None:
    if course is None:
        return Sentence(
            N_("“classes.csv” knows no class with the number “%(said)s”."), {"said": row["classSourcedId"][:64]}
        )
    if LEAVING in {one.get("status", "").lower() for one in (row, user, course)}:
        return Sentence(
            N_(
                "The file marks the person, the class or the enrolment for deletion. Take people out by hand, in their cohort."
            )
        )
    if user.get("enabledUser", "true").lower() == "false":
        return Sentence(N_("The file says that this person may not use the site."))
    return None


def _remarks(files: _Files, others: int) -> Iterator[Sentence]:
    if files.version not in {"1.1", "1.2", "1.2.0"}:
        told = {"version": files.version or "?"}
        yield Sentence(N_("The manifest says version %(version)s; this was read as version 1.2."), told)
    if others:
        yield Sentence(
            N_("Enrolments of others than students and teachers, left out: %(many)s. Give them a role by hand."),
            {"many": others},
        )
    if any(row.get("password") for row in files.users.values()):
        yield Sentence(N_("Passwords of the file are not used: people choose their own by a code."))
    if files.unread:
        yield Sentence(N_("Not read: %(files)s."), {"files": [f"{stem}.csv" for stem in files.unread]})
