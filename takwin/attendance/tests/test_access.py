"""Who may see, run and plan a meeting: each allowed and refused."""

from collections.abc import Callable
from functools import partial

import pytest
from django.http import Http404

from takwin.accounts.models import Person
from takwin.attendance import access
from takwin.attendance.tests import builders
from takwin.institutions.tests.builders import country, role
from takwin.learning import actions as learning
from takwin.learning.models import Run
from takwin.learning.tests import builders as runs

pytestmark = pytest.mark.django_db


def may(act: Callable[[], object]) -> bool:
    try:
        act()
    except Http404:
        return False
    return True


def test_each_sees_runs_and_plans_what_is_theirs(
    amina: Person, brahim: Person, tilelli: Person, omar: Person, ghizlane: Person, salma: Person, zed: Person
) -> None:
    """Amina takes the run and Brahim has left it; Tilelli runs the first meeting and Omar the second. Ghizlane organises for the centre that
    offers the run; Zed did until yesterday, and Salma does for the centre beside it."""
    run = runs.enrolment(amina).run
    learning.leave(learning.enrol(brahim, run, builders.STARTS), builders.STARTS)
    nodes = country(omar)
    Run.objects.filter(pk=run.pk).update(node=nodes["one"])
    first, second = (builders.session(run, amina, trainers=[one]) for one in (tilelli, omar))
    salma.is_staff = False
    salma.save()
    role(ghizlane, nodes["rabat"], "organiser")
    role(salma, nodes["two"], "organiser")
    role(zed, nodes["one"], "organiser", until=builders.STARTS.replace(year=2025))
    cast = {
        "amina": amina,
        "brahim": brahim,
        "tilelli": tilelli,
        "omar": omar,
        "ghizlane": ghizlane,
        "salma": salma,
        "zed": zed,
    }
    ways: dict[str, Callable[[Person], object]] = {
        "visit": lambda one: access.visit(one, first.uid),
        "attended": lambda one: access.attended(one, first.uid),
        "attending": lambda one: access.attending(one, first.uid),
        "led": lambda one: access.led(one, first.uid),
        "led second": lambda one: access.led(one, second.uid),
        "planned": lambda one: access.planned(one, first.uid),
        "planning": lambda one: access.planning(one, run.course.slug, run.slug),
    }
    found = {name: {who for who, one in cast.items() if may(partial(act, one))} for name, act in ways.items()}
    planners = {"ghizlane"}
    assert found == {
        "visit": {"amina", "tilelli"} | planners,
        "attended": {"amina"},
        "attending": {"amina"},
        "led": {"tilelli"} | planners,
        "led second": {"omar"} | planners,
        "planned": planners,
        "planning": planners,
    }
