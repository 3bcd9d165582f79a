"""The tree changes and stays a tree; roles are given, end, and are told."""

from datetime import timedelta

import pytest
from django.http import Http404

from takwin.accounts import mine as accounts
from takwin.accounts.models import Person
from takwin.institutions import access, actions, mine, queries
from takwin.institutions.models import Deed, Membership, Node
from takwin.institutions.roles import Right
from takwin.institutions.telling import told
from takwin.institutions.tests.builders import NOW, country, node, role
from takwin.notices.models import Notice
from takwin.records.models import Sentence

LATER = NOW + timedelta(days=1)


@pytest.fixture
def there(salma: Person) -> dict[str, Node]:
    return country(salma)


def names(node: Node) -> set[str]:
    return {one.name_fr for one in queries.below(node)}


def test_below_a_node_is_what_stands_there_and_nothing_else(there: dict[str, Node]) -> None:
    assert names(there["rabat"]) == {"rabat", "one", "two", "a", "b", "c"}
    assert names(there["one"]) == {"one", "a", "b"}
    assert [one.name_fr for one in queries.line(there["a"])] == ["Ministère", "rabat", "one", "a"]


def test_a_move_takes_everything_below_along(there: dict[str, Node], salma: Person) -> None:
    actions.move(there["one"], there["fes"], salma, LATER)
    assert names(there["rabat"]) == {"rabat", "two", "c"}
    assert names(there["fes"]) == {"fes", "far", "z", "one", "a", "b"}
    moved = Node.objects.get(pk=there["a"].pk)
    assert moved.above == [there["ministry"].pk, there["fes"].pk, there["one"].pk]
    assert told(queries.deeds(Node.objects.get(pk=there["one"].pk)))[0].sentence == "Déplacé de « rabat » à « fes »."


@pytest.mark.parametrize(
    ("what", "to"), [("rabat", "one"), ("rabat", "rabat"), ("one", "two"), ("one", "c"), ("ministry", "z")]
)
def test_a_move_never_makes_a_circle_nor_turns_the_order_round(
    there: dict[str, Node], salma: Person, what: str, to: str
) -> None:
    before = set(Node.objects.values_list("pk", "path", "parent"))
    with pytest.raises(actions.Misplaced):
        actions.move(there[what], there[to], salma, LATER)
    assert set(Node.objects.values_list("pk", "path", "parent")) == before


def test_an_official_number_stands_once_in_a_place(there: dict[str, Node], salma: Person) -> None:
    node(there["one"], "cohort", "d", salma, code="17")
    with pytest.raises(actions.CodeTaken):
        node(there["one"], "cohort", "e", salma, code="17")
    node(there["two"], "cohort", "e", salma, code="17")


def test_closing_is_noted_and_can_be_taken_back(there: dict[str, Node], salma: Person) -> None:
    actions.close(there["a"], salma, LATER)
    actions.close(there["a"], salma, LATER)
    assert Node.objects.get(pk=there["a"].pk).closed == LATER
    actions.reopen(there["a"], salma, LATER)
    assert [deed.what for deed in queries.deeds(there["a"])] == ["reopened", "closed", "founded"]


ALLOWED = {
    "learner": "",
    "researcher": "figures",
    "tutor": "figures people announce",
    "teacher": "figures people announce marks",
    "organiser": "figures people announce marks roster steer",
}


@pytest.mark.parametrize("name", ALLOWED)
@pytest.mark.parametrize("at", ["ministry", "rabat", "one", "a"])
def test_a_role_holds_at_its_node_and_below_and_nowhere_else(
    there: dict[str, Node], omar: Person, name: str, at: str
) -> None:
    role(omar, there[at], name)
    for place in there.values():
        inside = place.path.startswith(there[at].path)
        for right in Right:
            if inside and right.value in ALLOWED[name].split():
                assert access.node_for(omar, place.pk, right, NOW) == place
            else:
                with pytest.raises(Http404):
                    access.node_for(omar, place.pk, right, NOW)


def test_an_administrator_may_do_everything_and_a_stranger_nothing(
    there: dict[str, Node], salma: Person, zed: Person
) -> None:
    for right in Right:
        assert access.node_for(salma, there["z"].pk, right, NOW) == there["z"]
        with pytest.raises(Http404):
            access.node_for(zed, there["z"].pk, right, NOW)


def test_a_delegation_ends_by_itself(there: dict[str, Node], omar: Person) -> None:
    role(omar, there["rabat"], "organiser", until=LATER)
    assert access.rights_at(omar, there["a"], NOW) == set(Right)
    assert access.rights_at(omar, there["a"], LATER) == frozenset()


def test_a_role_is_given_told_and_taken_back(there: dict[str, Node], omar: Person, tilelli: Person) -> None:
    role(omar, there["rabat"], "organiser")
    member = actions.give(there["a"], tilelli, "tutor", omar, NOW)
    assert actions.give(there["a"], tilelli, "tutor", omar, LATER) == member
    assert actions.end(member, omar, LATER)
    assert not actions.end(member, omar, LATER)
    said = [one.sentence for one in told(queries.deeds(there["a"]))][:2]
    assert said == [
        "A retiré un rôle à Tilelli Ouhssain : tuteur, tutrice.",
        "A donné un rôle à Tilelli Ouhssain : tuteur, tutrice.",
    ]
    assert Notice.objects.filter(person=tilelli).count() == 2
    assert actions.give(there["a"], tilelli, "tutor", omar, LATER).pk != member.pk, "the old one stays as it was"


def test_who_has_a_role_for_a_time_gives_it_for_no_longer(
    there: dict[str, Node], omar: Person, tilelli: Person
) -> None:
    end = NOW + timedelta(days=10)
    role(omar, there["rabat"], "organiser", until=end)
    assert actions.give(there["a"], tilelli, "organiser", omar, NOW).until == end
    assert actions.give(there["a"], tilelli, "organiser", omar, NOW, LATER).until == LATER


def test_what_organisers_do_never_enters_the_record(there: dict[str, Node], salma: Person, omar: Person) -> None:
    actions.give(there["a"], omar, "organiser", salma, NOW)
    assert Deed.objects.count() > 10
    assert Sentence.objects.count() == 0


def test_a_learner_counts_at_every_node_above(there: dict[str, Node], amina: Person, brahim: Person) -> None:
    role(amina, there["a"], "learner")
    role(brahim, there["c"], "learner")
    role(brahim, there["z"], "learner", ended=NOW)
    counted = queries.counted(there.values(), NOW)
    assert {name: counted[node.pk] for name, node in there.items()} == {
        "ministry": 2, "rabat": 2, "fes": 0, "one": 1, "two": 1, "far": 0, "a": 1, "b": 0, "c": 1, "z": 0,
    }  # fmt: skip
    assert queries.nodes_of(amina, NOW) == {there[name].pk for name in ("ministry", "rabat", "one", "a")}
    assert [one.person for one in queries.learners(there["rabat"], NOW, "bennani")] == [amina]


def test_erasing_a_person_leaves_what_was_done(there: dict[str, Node], salma: Person, omar: Person) -> None:
    actions.give(there["a"], omar, "organiser", salma, NOW)
    assert mine.export(omar)["done_about_me"]
    accounts.erase_everywhere(omar, LATER)
    assert not Membership.objects.filter(person=omar).exists()
    assert (
        told(queries.deeds(there["a"]))[0].sentence == "A donné un rôle à Compte effacé : organisateur, organisatrice."
    )
