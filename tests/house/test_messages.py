"""The tool that keeps translations: what it finds, what it refuses."""

from pathlib import Path

import pytest

from tools import messages

TEMPLATE = """{% load i18n %}
  <p>{% translate "Hello" %}</p>
 {% blocktranslate count n=n trimmed %}{{ n }} step
   left{% plural %}{{ n }} steps left{% endblocktranslate %} it's "odd
{% translate "May" context "month" %}
"""
SOURCE = 'SAID = N_("Dear %(name)s, "\n    "come in")\n'


@pytest.fixture
def house(tmp_path: Path) -> Path:
    room = tmp_path / "hall"
    (room / "templates").mkdir(parents=True)
    (room / "__init__.py").write_text(SOURCE)
    (room / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def catalogue(house: Path) -> Path:
    return messages.catalogue_path(house / "hall", "ar")


def test_sentences_are_found_in_code_and_templates(house: Path) -> None:
    found = {str(messages.parts(entry.id)[0]) for entry in messages.messages_of(house / "hall") if entry.id}
    assert found == {"Hello", "%(n)s step left", "May", "Dear %(name)s, come in"}


def test_a_new_catalogue_waits_for_translations(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.main([], house) == 0
    assert catalogue(house).with_suffix(".mo").is_file()
    assert messages.main(["--check"], house) == 1
    assert "hall/ar: 'Hello' is not translated" in capsys.readouterr().out
    assert catalogue(house).read_text("utf-8").count("msgstr[5]") == 1


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ('msgstr "مرحبا %(nom)s"', "has other placeholders"),
        ('msgstr "مرحبا %(name)s"', ""),
    ],
)
def test_placeholders_must_fit(house: Path, said: str, wrong: str) -> None:
    messages.main([], house)
    text = catalogue(house).read_text("utf-8")
    asked = 'msgid "Dear %(name)s, come in"\n'
    catalogue(house).write_text(text.replace(asked + 'msgstr ""', asked + said), "utf-8")
    about = [line for line in messages.check(house / "hall", "ar") if "Dear" in line]
    assert [wrong in line for line in about] == [True] * bool(wrong)


def test_french_has_one_kind_of_apostrophe(house: Path) -> None:
    messages.main([], house)
    path = messages.catalogue_path(house / "hall", "fr")
    text, asked = path.read_text("utf-8"), 'msgid "Hello"\nmsgstr "'
    for sign, wrong in (("'", 1), ("’", 0)):
        path.write_text(text.replace(asked, f"{asked}À l{sign}école"), "utf-8")
        assert sum("straight apostrophe" in line for line in messages.check(house / "hall", "fr")) == wrong


def test_no_french_line_begins_with_a_semicolon(house: Path) -> None:
    messages.main([], house)
    path = messages.catalogue_path(house / "hall", "fr")
    said = "Écrivez « :pick: 3 » ; une ligne :pick: suffit. Compris ?"
    path.write_text(path.read_text("utf-8").replace('"Hello"\nmsgstr "', f'"Hello"\nmsgstr "{said}'), "utf-8")
    messages.compile_catalogue(house / "hall", "fr")
    wanted = "Écrivez «_:pick: 3_»_; une ligne :pick: suffit. Compris_?".replace("_", "\u00a0")
    assert wanted.encode() in path.with_suffix(".mo").read_bytes()


def test_a_changed_sentence_comes_back_empty(house: Path) -> None:
    messages.main([], house)
    text = catalogue(house).read_text("utf-8").replace('msgid "Hello"\nmsgstr ""', 'msgid "Hello"\nmsgstr "مرحبا"')
    catalogue(house).write_text(text, "utf-8")
    page = house / "hall" / "templates" / "page.html"
    page.write_text(page.read_text().replace("Hello", "Hello!"))
    messages.main([], house)
    text = catalogue(house).read_text("utf-8")
    assert "مرحبا" not in text
    assert 'msgid "Hello!"\nmsgstr ""' in text
    assert "fuzzy" not in text


def in_part(house: Path, said: str) -> Path:
    """A catalogue of a language that is not whole."""
    path = messages.catalogue_path(house / "hall", "zgh")
    path.parent.mkdir(parents=True)
    path.write_text(messages.header("zgh") + said, "utf-8")
    return path


def test_a_language_may_be_there_in_part(house: Path) -> None:
    assert list(messages.check(house / "hall", "zgh")) == []
    path = in_part(house, 'msgid "Hello"\nmsgstr "ⴰⵣⵓⵍ"\n')
    assert list(messages.check(house / "hall", "zgh")) == []
    assert list(messages.covered(house, "zgh")) == ["zgh hall: 1 of 4"]
    messages.main([], house)
    assert path.read_text("utf-8").count("msgid") == 2, "the header and what is translated"


def test_what_is_there_in_part_does_not_grow_old(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = in_part(house, 'msgid "Hello, you"\nmsgstr "ⴰⵣⵓⵍ"\n\nmsgid "May"\nmsgstr ""\n')
    assert sorted(messages.check(house / "hall", "zgh")) == [
        "hall/zgh: 'Hello, you' is no longer in the source",
        "hall/zgh: 'May' is no longer in the source",
    ]
    messages.main([], house)
    assert "dropped 'Hello, you' = 'ⴰⵣⵓⵍ'" in capsys.readouterr().out
    assert list(messages.check(house / "hall", "zgh")) == []
    assert not path.exists(), "nothing was left in it"
