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
