"""Columns hold what the rows hold, and fit one another."""

import pytest
from django.db.models import CharField, Q
from django.db.models.functions import Lower, NullIf

from takwin.database.columns import Column
from takwin.records.models import Scope

pytestmark = pytest.mark.django_db
NAMES = ["north", 'the "south"', "غرب\\", '{"a": 1}']


def test_columns_together_are_the_rows() -> None:
    made = {Scope.objects.create(name=name).pk: name for name in NAMES}
    columns = Scope.objects.aggregate(numbers=Column("pk"), names=Column("name"))
    assert dict(zip(columns["numbers"], columns["names"], strict=True)) == made


def test_each_group_has_its_own_nothing_is_none_and_some_may_be_asked_for() -> None:
    Scope.objects.bulk_create(Scope(name=name) for name in ("East", "east", "west"))
    capital = NullIf("name", Lower("name"), output_field=CharField())
    groups = Scope.objects.order_by().values_list(Lower("name"))
    columns = groups.annotate(capitals=Column(capital), some=Column("name", filter=Q(name="East")))
    told = {name: (set(capitals), some or []) for name, capitals, some in columns}
    assert told == {"east": ({"East", None}, ["East"]), "west": ({None}, [])}
