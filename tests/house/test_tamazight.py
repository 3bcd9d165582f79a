"""The learner's path is whole in Tamazight: each of its sentences is translated, or stands in the list of those that stay in French."""

import re

import pytest

from tools import messages

LIST = messages.HOUSE.parent / "docs" / "explanation" / "tamazight-in-french.md"
LISTED = re.compile(r"^- `(\w+)` (.+)$", re.MULTILINE)
PAGES = (
    "catalogue claims course framework framework_counts framework_item frameworks home leave missing my_learning my_marks onward path playing progress "
    "question question_set quiz_head quiz_time sent shelf step step_aside step_end step_head taking_card task"
)
PATH = {
    "accounts": ("adapters.py", "forms/account", "forms/entrance", "forms/fields", "forms/recovery", "forms/steps", "passwords.py",
                 "templates/accounts/", "views/account.py", "views/entrance.py", "views/recovery.py", "waiting.py"),
    "assessment": ("actions/", "asked.py", "confidence.py", "parts/", "policy.py"),
    "config": ("borrowed.py", "settings.py", "templates/"),
    "credentials": ("badge.py", "certificate.py", "telling.py", "verify.py", "templates/credentials/badge.html",
                    "templates/credentials/credential.html", "templates/credentials/standing.html", "templates/credentials/verify"),
    "design": ("templates/",),
    "items": ("kinds/",),
    "learning": ("actions/",),
    "notices": ("templates/",),
    "scenarios": ("words.py",),
    "web": (*(f"templates/web/{name}.html" for name in PAGES.split()), "views/catalogue.py", "views/courses.py", "views/step.py"),
}  # fmt: skip
"""Where a learner reads the sentences of each room. A room that is not here is not translated yet."""

DESK = ("templates/accounts/people/", "templates/design/patterns")
"""Pages of administrators, and of those who look at the design."""


def of_path(room: str) -> set[str]:
    """The sentences of a room that somebody who studies can meet, the first form of those with several."""
    return {
        messages.parts(entry.id)[0]
        for entry in messages.messages_of(messages.HOUSE / room)
        if entry.id and any(place.startswith(PATH[room]) and not place.startswith(DESK) for place, _ in entry.locations)
    }


def in_tamazight(room: str) -> set[str]:
    """The sentences of a room that are translated."""
    catalogue = messages.read_catalogue(messages.catalogue_path(messages.HOUSE / room, "zgh"), "zgh")
    return {messages.parts(entry.id)[0] for entry in catalogue if entry.id}


def in_french(room: str) -> set[str]:
    """The sentences of a room of which the list says why they stay in French."""
    return {sentence for name, sentence in LISTED.findall(LIST.read_text(encoding="utf-8")) if name == room}


@pytest.mark.parametrize("room", sorted(PATH))
def test_each_sentence_is_translated_or_listed(room: str) -> None:
    path = of_path(room)
    assert path, "no sentence found: does the list of places still hold?"
    missing = path - in_tamazight(room) - in_french(room)
    assert not missing, (
        f"translate into takwin/{room}/locale/zgh, or add to {LIST.name} under a reason: {sorted(missing)}"
    )


@pytest.mark.parametrize("room", sorted(PATH))
def test_the_list_names_only_what_is_in_french(room: str) -> None:
    listed = in_french(room)
    assert listed <= of_path(room), "no longer said by a page of the path"
    assert not listed & in_tamazight(room), "translated meanwhile"


IRCAM = set("ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥ")
"""The letters of the alphabet of IRCAM; its two others are ⴳ and ⴽ with the sign of labialisation."""


def test_only_letters_of_the_alphabet_of_ircam() -> None:
    assert len(IRCAM) == 31
    for room in messages.rooms():
        for entry in messages.read_catalogue(messages.catalogue_path(messages.HOUSE / room, "zgh"), "zgh"):
            for form in messages.parts(entry.string) if entry.id else ():
                letters = set(re.sub("([ⴳⴽ])ⵯ", r"\1", form))
                wrong = {sign for sign in letters if "\u2d30" <= sign <= "\u2d7f"} - IRCAM
                assert not wrong, f"{room}: {form}"
