"""OneRoster files, written here and as others wrote them."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.institutions import actions, queries
from takwin.institutions.access import rights_at
from takwin.institutions.models import Deed, Membership, Node
from takwin.institutions.roles import Right
from takwin.institutions.roster import Fate, Unreadable, judged, read
from takwin.institutions.tests.builders import country, role
from takwin.notices.models import Notice

MANIFEST = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n"
USERS = """sourcedId,status,enabledUser,username,givenName,familyName,email,password
u1,active,TRUE,amina.b,Amina,Berrada,amina@exemple.ma,secret
u2,active,FALSE,omar.i,Omar,Alami,,
u3,tobedeleted,TRUE,sara,Sara,Alami,,
u4,active,TRUE,prof,Prof,Esseur,,
"""
CLASSES = "sourcedId,status,title,classCode\nc1,active,Français,F1\nc2,active,Français,F2\n"
ENROLMENTS = """sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role
e1,active,c1,o1,u1,student
e2,active,c2,o1,u1,student
e3,active,c1,o1,u2,student
e4,active,c1,o1,u3,student
e5,active,c1,o1,u4,teacher
e6,active,c1,o1,u9,student
e7,active,c9,o1,u1,student
e8,active,c1,o1,u4,proctor
"""


def packed(folder: str = "", **files: str) -> bytes:
    whole = {"manifest": MANIFEST, "users": USERS, "classes": CLASSES, "enrollments": ENROLMENTS, **files}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for stem, text in whole.items():
            if text:
                archive.writestr(f"{folder}{stem}.csv", text)
    return out.getvalue()


def test_students_of_classes_are_lines_and_all_else_is_said() -> None:
    found = read(packed("export/", orgs="sourcedId,name\n"), needs_cohort=True)
    told = {one.line.number: (one.fate.value, str(one.why or "")) for one in judged(found.lines, ("fr",), True)}
    assert told == {
        2: ("new", ""),
        3: ("new", ""),
        4: ("bad", "The file says that this person may not use the site."),
        5: (
            "bad",
            "The file marks the person, the class or the enrolment for deletion. Take people out by hand, in their cohort.",
        ),
        6: ("new", ""),
        7: ("bad", "“users.csv” knows nobody with the number “u9”."),
        8: ("bad", "“classes.csv” knows no class with the number “c9”."),
    }
    assert [line.role for line in found.lines] == [*["learner"] * 4, "teacher", *["learner"] * 2]
    assert [line.cohort for line in found.lines[:2]] == ["Français (F1)", "Français (F2)"]
    assert found.encoding == "OneRoster 1.2"
    assert [str(remark) for remark in found.remarks] == [
        "Enrolments of others than students and teachers, left out: 1. Give them a role by hand.",
        "Passwords of the file are not used: people choose their own by a code.",
        "Not read: orgs.csv.",
    ]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"classes": ""}, "lacks the file “classes.csv”"),
        ({"users": "sourcedId,givenName\nu1,Amina\n"}, "“users.csv” lacks columns: familyName"),
        ({"enrollments": "classSourcedId,userSourcedId,role\nc1,u4,teacher\n"}, "No student is enrolled"),
        ({"users": ""}, "lacks the file “users.csv”"),
        ({"users": "", "classes": "", "enrollments": ""}, "lacks the file “users.csv”"),
        ({"manifest": "", "users": "", "classes": "", "enrollments": "", "teachers": "name\n"}, "not a text file"),
    ],
)
def test_a_set_that_cannot_be_used_is_refused_with_a_sentence(files: dict[str, str], sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(packed(**files), needs_cohort=True)
    assert sentence in str(refused.value.sentence)


def test_a_broken_archive_is_refused_with_a_sentence() -> None:
    with pytest.raises(Unreadable) as refused:
        read(packed()[:200], needs_cohort=True)
    assert str(refused.value.sentence)


def test_the_students_of_a_set_come_in(salma: Person) -> None:
    there = country(salma)
    roster = actions.bring(there["one"], "oneroster.zip", packed(), salma, timezone.now())
    assert actions.begin(roster, salma, timezone.now())
    assert Person.objects.get(username="amina.b").memberships.count() == 2
    assert {one.name_fr for one in queries.children(there["one"])} == {"a", "b", "Français (F1)", "Français (F2)"}
    again = actions.bring(there["one"], "oneroster.zip", packed(), salma, timezone.now())
    assert again.counts == {"here": 3, "bad": 4}


def test_teachers_of_classes_teach_in_their_cohorts(salma: Person, omar: Person, brahim: Person) -> None:
    there, now = country(salma), timezone.now()
    end = now + timedelta(days=30)
    role(omar, there["one"], "organiser", until=end)
    more = USERS + "u5,active,TRUE,brahim,ابراهيم,العلوي,brahim@takwin.test,\n"
    both = ENROLMENTS + "e9,active,c2,o1,u5,teacher\ne10,active,c1,o1,u5,student\ne11,active,c2,o1,u1,teacher\n"
    roster = actions.bring(there["one"], "oneroster.zip", packed(users=more, enrollments=both), omar, now)
    assert actions.begin(roster, omar, timezone.now())
    first, second = (Node.objects.get(name_fr=f"Français (F{n})") for n in (1, 2))
    known = {
        (one.person.username, one.role, one.node_id): one.until for one in Membership.objects.filter(roster=roster)
    }
    assert known == {
        ("amina.b", "learner", first.pk): None,
        ("amina.b", "learner", second.pk): None,
        ("amina.b", "teacher", second.pk): end,
        ("brahim", "learner", first.pk): None,
        ("brahim", "teacher", second.pk): end,
        ("prof", "teacher", first.pk): end,
    }
    assert Right.MARKS in rights_at(brahim, second, timezone.now())
    assert Right.MARKS not in rights_at(brahim, first, timezone.now())
    deeds = Deed.objects.filter(what="gave", by=omar).values_list("about__username", "node")
    assert set(deeds) == {("prof", first.pk), ("brahim", second.pk), ("amina.b", second.pk)}
    assert "You are now a trainer in “%(node)s”." in set(
        Notice.objects.filter(person=brahim).values_list("message", flat=True)
    )
    slips = actions.sheet(there["one"], list(queries.waiting(there["one"], timezone.now())), omar, timezone.now())
    assert sorted(one.person.username for one, _ in slips) == ["amina.b", "prof"]


def samples() -> list[tuple[str, bytes]]:
    found = settings.CORPUS / "roster" / "catalyst-oneroster-fixtures.zip"
    if not Path(found).is_file():
        return []
    with zipfile.ZipFile(found) as archive:
        return [(Path(name).name, archive.read(name)) for name in archive.namelist() if name.endswith(".zip")]


@pytest.mark.corpus
def test_sets_that_others_wrote_are_read() -> None:
    told = {}
    for name, data in samples():
        found = read(data, needs_cohort=True)
        fates = [one.fate for one in judged(found.lines, ("fr",), True)]
        told[name] = (found.encoding, fates.count(Fate.NEW), len(fates))
    assert told == {
        "Test_full_data_set.zip": ("OneRoster 1.1", 3, 6),
        "Test_minimal_data_set.zip": ("OneRoster 1.1", 6, 6),
        "oneroster_test_data.zip": ("OneRoster 1.2", 1, 1),
        "v1p2_full_dataset.zip": ("OneRoster 1.2", 3, 6),
    }
