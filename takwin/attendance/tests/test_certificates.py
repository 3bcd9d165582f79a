"""Attendance certificates: what they say, their PDF, and checking them."""

import io
import json
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image
from pypdf import PdfReader
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.attendance import actions, mine, printing
from takwin.attendance.certifying import facts, holds, secret, shown, typed
from takwin.attendance.models import Certificate
from takwin.attendance.presence import ABSENT, CORRECTION, LIST, PRESENT, Mark
from takwin.attendance.tests import builders
from takwin.attendance.tests.builders import ENDS, STARTS
from takwin.institutions import actions as institutions
from takwin.institutions import look
from takwin.institutions.actions import Wanted
from takwin.learning.models import Enrolment
from takwin.learning.tests import builders as runs

ROWS = [{"uid": "a", "minutes": 95}, {"uid": "b", "minutes": 180}]


def test_a_certificate_holds_as_long_as_what_it_says_is_noted() -> None:
    said = facts("Amina", "Essai", "", ROWS)
    assert said["minutes"] == 275
    assert holds(said, {"a": 95, "b": 180, "later": 60})
    assert not holds(said, {"a": 95, "b": 90})
    assert not holds(said, {"a": 95})


def test_codes_are_read_as_people_type_them() -> None:
    numbers = iter(range(1000))
    code = secret(lambda below: next(numbers) % below)
    assert len(code) == 16
    assert typed(shown(code)) == typed(shown(code).lower().replace("-", " ")) == code
    assert [typed(text) for text in ("", code[:15], code + "2", "!" * 16, code[:15] + "0")] == [""] * 5


@pytest.fixture
def present(amina: Person, ghizlane: Person, tmp_path: Path, settings: Settings) -> Enrolment:
    """Amina was at a meeting."""
    settings.CERTIFICATES = tmp_path / "certificates"
    enrolment = runs.enrolment(amina)
    session = builders.session(enrolment.run, ghizlane)
    actions.note(session, enrolment, Mark(PRESENT, 180), LIST, ENDS, by=ghizlane)
    return enrolment


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Attestation de présence", "Amina Bennani", "3 décembre 2026", "3 h 00", "CRMEF de Rabat"]),
        ("ar", ["حضور", "3", "2026"]),
    ],
)
def test_the_pdf_says_it_in_french_and_in_arabic(present: Enrolment, language: str, words: list[str]) -> None:
    with translation.override(language):
        made = actions.certify(present, language, ENDS)
    assert made
    document = PdfReader(io.BytesIO(printing.path(made).read_bytes()))
    text = " ".join(document.pages[0].extract_text().split())
    assert [word for word in words if word not in text] == []
    assert shown(made.code) in text
    assert document.trailer["/Root"]["/Lang"] == language  # type: ignore[index]
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "pdfaid:part" in document.xmp_metadata.stream.get_data().decode()  # type: ignore[union-attr]


@pytest.mark.django_db
def test_a_long_list_goes_on_and_names_of_all_kinds_are_printed(present: Enrolment) -> None:
    made = actions.certify(present, "fr", ENDS)
    assert made
    row = made.facts["rows"][0]
    made.facts |= {
        "name": "Tilelli ⵜⵉⵍⵍⵉ 😀 " * 5,
        "rows": [row | {"title": f"Atelier {n} : " + "long " * 9} for n in range(30)],
    }
    document = PdfReader(io.BytesIO(printing.render(made)))
    assert len(document.pages) >= 2


@pytest.mark.django_db
def test_the_same_facts_have_one_certificate_and_a_correction_is_seen(
    present: Enrolment, ghizlane: Person, amina: Person, visitor: Client
) -> None:
    first = actions.certify(present, "fr", ENDS)
    assert first
    assert actions.certify(present, "fr", ENDS) == first
    address = reverse("check-attendance", args=[first.code])
    assert "notice-success" in visitor.get(address).content.decode()
    entered = visitor.get(reverse("enter-attendance-code"), {"code": shown(first.code).lower()})
    assert entered.headers["Location"] == address
    pdf = visitor.get(reverse("attendance-pdf", args=[first.code]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    session = present.run.sessions.get()
    actions.note(session, present, Mark(ABSENT, 0), CORRECTION, ENDS, by=ghizlane, why="Une autre personne")
    assert "notice-warning" in visitor.get(address).content.decode()
    assert actions.certify(present, "fr", ENDS) is None
    for name in ("check-attendance", "attendance-pdf"):
        assert visitor.get(reverse(name, args=["K7QM42RDK7QM42RD"])).status_code == 404
    assert json.dumps(mine.export(amina)["attendance certificates"], default=str).count(first.code) == 1
    mine.erase(amina, STARTS)
    assert not Certificate.objects.exists()
    assert not printing.path(first).exists()
    assert visitor.get(address).status_code == 404


@pytest.mark.django_db
def test_a_certificate_bears_the_name_and_the_logo_of_who_offers_the_run(
    present: Enrolment, salma: Person, tmp_path: Path, settings: Settings
) -> None:
    settings.BLOBS = tmp_path / "blobs"
    plain = actions.certify(present, "fr", ENDS)
    assert plain is not None
    assert "look" not in plain.facts
    drawn = io.BytesIO()
    Image.new("RGB", (200, 100), "#0b5c46").save(drawn, "PNG")
    node = institutions.found(None, "centre", {"fr": "Centre de Rabat"}, salma, STARTS)
    institutions.dress(node, Wanted({"fr": "CRMEF Rabat"}, logo=look.drawn(drawn.getvalue())), salma, STARTS)
    present.run.node = node
    present.run.save()
    made = actions.certify(present, "fr", ENDS)
    assert made is not None
    assert made.code != plain.code
    pages = PdfReader(io.BytesIO(printing.render(made))).pages
    assert "CRMEF Rabat" in pages[0].extract_text()
    assert len(pages[0].images) == 1
    assert "CRMEF Rabat" not in PdfReader(io.BytesIO(printing.render(plain))).pages[0].extract_text()
    assert "CRMEF Rabat" in Client().get(reverse("check-attendance", args=[made.code])).content.decode()
