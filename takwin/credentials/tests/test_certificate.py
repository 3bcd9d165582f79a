"""The certificate as a PDF: its text, its letters, what it carries and what standard it claims."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from takwin.credentials import certificate
from takwin.credentials.contexts import Json
from takwin.credentials.tests.builders import a_badge, a_credential, spoken

DATES = {"fr": "23 novembre 2026", "ar": "23 نونبر 2026", "en": "23 November 2026"}


def rendered(language: str, **changes: str) -> tuple[Json, bytes]:
    holder = replace(a_badge(language).holder, **changes)
    made = a_credential(language, holder=holder)
    return made, certificate.render(made, made["id"], DATES[language], spoken(language))


def text(pdf: bytes) -> str:
    return " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            ["Attestation d’achèvement", "Amina Benjelloun", "Le retour à un collègue", "85 % des points", DATES["fr"]],
        ),
        ("en", ["Credential of completion", "Amina Benjelloun", "Feedback to a colleague", "4.5 of 5 points"]),
        ("ar", ["شهادة", "إتمام", "آمنة", "بنجلون", "لزميل", "نونبر", "2026"]),
    ],
)
def test_its_words_can_be_read_by_machines(language: str, words: list[str]) -> None:
    made, pdf = rendered(language)
    found = text(pdf)
    assert [word for word in [*words, made["id"]] if word not in found] == []


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", ["Fatima-Zahra Aït Ḥmad", "فاطمة الزهراء", "ⴼⴰⵟⵉⵎⴰ ⵣⵀⵕⴰ", "Ñusta Œuvrard", "Иван"])
def test_names_in_every_script_are_set(language: str, name: str) -> None:
    _, pdf = rendered(language, name=name)
    assert all(part in text(pdf) for part in name.split())


@pytest.mark.parametrize("name", ["李小龙", "😀", "A\u202eB", "\ufdfa", "x" * 200, "<b>#set</b> $x$ \\"])
def test_a_name_our_fonts_do_not_have_still_gives_a_certificate(name: str) -> None:
    made, pdf = rendered("fr", name=name)
    assert attached(pdf) == made


def attached(pdf: bytes) -> Json:
    (data,) = PdfReader(io.BytesIO(pdf)).attachments[certificate.ATTACHMENT]
    value: Json = json.loads(data)
    return value


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_signed_credential_travels_inside(language: str) -> None:
    made, pdf = rendered(language)
    assert attached(pdf) == made
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/AF"][0].get_object()["/AFRelationship"] == "/Source"
    assert root["/Lang"] == language


def test_it_is_pdf_a_3b_and_pdf_ua_1() -> None:
    _, pdf = rendered("ar")
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    packet = root["/Metadata"].get_object().get_data().decode()
    for mark in ("<pdfaid:part>3<", "<pdfaid:conformance>B<", "<pdfuaid:part>1<"):
        assert mark in packet.replace(" ", "").replace("\n", "")
    assert reader.metadata is not None
    assert "آمنة بنجلون" in str(reader.metadata.title)
    resources: Any = reader.pages[0]["/Resources"]
    fonts = {font.get_object()["/BaseFont"] for font in resources["/Font"].values()}
    assert all("Noto" in font for font in fonts)


def test_the_same_credential_gives_the_same_bytes() -> None:
    assert rendered("fr")[1] == rendered("fr")[1]


def test_it_is_light() -> None:
    assert all(len(rendered(language)[1]) < 80_000 for language in DATES)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_long_names_and_titles_stay_on_the_page(language: str) -> None:
    sample = a_badge(language)
    long = " ".join([sample.achievement.title[language]] * 8)
    what = replace(sample.achievement, title={language: long}, description={language: long + ". " + long})
    works = tuple(replace(sample.assessed[0], id=f"work-{number}", title=long[:80]) for number in range(7))
    holder = replace(sample.holder, name=" ".join([sample.holder.name] * 4))
    made = a_credential(language, achievement=what, assessed=works, holder=holder)
    page = PdfReader(io.BytesIO(certificate.render(made, made["id"], "23", spoken(language)))).pages[0]
    heights: list[float] = []
    page.extract_text(
        visitor_text=lambda words, cm, tm, *_: heights.append(cm[3] * tm[5] + cm[5]) if words.strip() else None
    )
    assert min(heights) > 30
    assert max(heights) < float(page.mediabox.height) - 30
