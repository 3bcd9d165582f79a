"""A node has a look of its own, everything below has it too, and the audit page tells what changed."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from pytest_django import Settings

from takwin.accounts.letters import tell_access_changed
from takwin.accounts.models import Person
from takwin.accounts.tests.mailbox import text_of
from takwin.files.models import Blob
from takwin.files.pictures import Picture
from takwin.institutions import actions, queries
from takwin.institutions.actions import Wanted
from takwin.institutions.models import Branding, Deed, Node
from takwin.institutions.telling import told
from takwin.institutions.tests.builders import NOW, country, node, role
from tests.mail import PostOffice

LOGO = Picture(b"\x89PNG small", 120, 60)
NAMED = Wanted({"fr": "AREF RSK", "ar": "أكاديمية الرباط"}, accent="#0b5c46")


@pytest.fixture
def there(salma: Person, tmp_path: Path, settings: Settings) -> dict[str, Node]:
    settings.BLOBS = tmp_path / "blobs"
    return country(salma)


def name(where: Node) -> str:
    """What its pages show to a reader of French."""
    with override("fr"):
        found = Node.objects.get(pk=where.pk).brand
    return found.name if found else ""


def deeds(where: Node) -> list[str]:
    """What the audit page says of looks, the first first."""
    kept = queries.deeds(where).filter(what__startswith="look").order_by("pk")
    with override("en"):
        return [one.sentence for one in told(kept)]


def test_everything_below_has_the_look_and_neighbours_have_not(there: dict[str, Node], salma: Person) -> None:
    assert actions.dress(there["rabat"], NAMED, salma, NOW)
    assert {name(there[one]) for one in ("rabat", "one", "two", "a", "b", "c")} == {"AREF RSK"}
    assert {name(there[one]) for one in ("ministry", "fes", "far", "z")} == {""}
    assert there["rabat"].brand


def test_what_a_node_leaves_empty_comes_from_the_nearest_above(there: dict[str, Node], salma: Person) -> None:
    actions.dress(there["one"], Wanted({"fr": "CRMEF"}, logo=LOGO, logo_alt="Une étoile"), salma, NOW)
    actions.dress(there["rabat"], NAMED, salma, NOW)
    for where in ("one", "a"):
        shown = Node.objects.get(pk=there[where].pk).brand
        assert shown is not None
        assert (shown.name, shown.alt, bool(shown.sheet)) == ("CRMEF", "Une étoile", True)
    assert name(there["two"]) == "AREF RSK"
    actions.dress(there["one"], Wanted({}, no_logo=True), salma, NOW)
    assert (name(there["a"]), Branding.objects.get(node=there["one"]).logo_id) == ("AREF RSK", None)


def test_a_picture_stays_until_it_is_taken_away(there: dict[str, Node], salma: Person) -> None:
    actions.dress(there["one"], Wanted({}, logo=LOGO, logo_alt="Une étoile"), salma, NOW)
    actions.dress(there["one"], Wanted({"fr": "CRMEF"}, logo_alt="Une étoile"), salma, NOW)
    own = Branding.objects.get(node=there["one"])
    assert (own.logo_width, own.logo_height, own.logo_alt) == (120, 60, "Une étoile")
    assert Blob.objects.get(pk=own.logo_id).open


def test_a_new_node_and_a_moved_one_look_like_what_is_above(there: dict[str, Node], salma: Person) -> None:
    actions.dress(there["rabat"], NAMED, salma, NOW)
    actions.dress(there["fes"], Wanted({"fr": "AREF FM"}), salma, NOW)
    assert name(node(Node.objects.get(pk=there["two"].pk), "cohort", "d", salma)) == "AREF RSK"
    actions.move(there["one"], there["fes"], salma, NOW)
    assert {name(there[one]) for one in ("one", "a", "b")} == {"AREF FM"}
    actions.dress(there["rabat"], Wanted({}), salma, NOW)
    assert name(there["c"]) == ""


def test_a_full_name_serves_until_there_is_a_short_one(there: dict[str, Node], salma: Person) -> None:
    actions.dress(there["one"], Wanted({}, logo=LOGO), salma, NOW)
    assert name(there["a"]) == "one"
    actions.change(there["one"], {"name_fr": "CRMEF de Rabat"}, salma, NOW)
    assert name(there["a"]) == "CRMEF de Rabat"


def test_each_change_is_told_once(there: dict[str, Node], salma: Person) -> None:
    whole = Wanted(NAMED.names, "#0b5c46", logo=LOGO, language="ar")
    assert actions.dress(there["rabat"], whole, salma, NOW)
    assert not actions.dress(there["rabat"], whole, salma, NOW)
    actions.dress(there["rabat"], Wanted({}, no_logo=True), salma, NOW)
    assert deeds(there["rabat"]) == [
        "Changed the name that its pages show to “AREF RSK”.",
        "Changed the logo.",
        "Changed the accent colour to #0b5c46.",
        "Changed the language of its people to Arabic.",
        "Took away the name that its pages show.",
        "Took away the logo.",
        "Took away the accent colour.",
        "Left the language of its people to what stands above.",
    ]
    assert not Deed.objects.filter(what__startswith="look").exclude(by=salma).exists()


def test_the_language_is_that_of_the_nearest_above(there: dict[str, Node], salma: Person) -> None:
    actions.dress(there["rabat"], Wanted({}, language="ar"), salma, NOW)
    actions.dress(there["one"], Wanted({}, language="en"), salma, NOW)
    wanted = [there[one] for one in ("a", "c", "z")]
    assert [queries.spoken(wanted)[one.pk] for one in wanted] == ["en", "ar", ""]


def test_many_places_below_cost_no_more_statements(there: dict[str, Node], salma: Person) -> None:
    def cost(accent: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            actions.dress(there["ministry"], Wanted({"fr": "MEN"}, accent), salma, NOW)
        return len(asked)

    cost("#0b5c46")
    few = cost("#22409a")
    for number in range(20):
        node(there["far"], "cohort", f"cohort {number}", salma)
    assert cost("#5b2a86") == few


def test_letters_to_its_people_bear_its_name_and_those_to_people_of_two_places_do_not(
    there: dict[str, Node], salma: Person, omar: Person, post_office: PostOffice
) -> None:
    actions.dress(there["rabat"], replace(NAMED, names={"ar": "الرباط “1”,\u202e <x@.ma>"}), salma, NOW)
    Person.objects.filter(pk=omar.pk).update(language="ar", email="omar@takwin.test")
    for place in ("a", "far"):
        role(omar, there[place], "learner")
        tell_access_changed.func(omar.pk)
    ours, theirs = post_office.messages
    named = "الرباط “1”, x.ma · Takwin"
    assert ours["From"].addresses[0].display_name == named  # short: of more words Python 3.11 reads what is right wrong
    assert theirs["From"].addresses[0].display_name == "Takwin"
    assert (named in text_of(ours), "الرباط" in text_of(theirs)) == (True, False)
