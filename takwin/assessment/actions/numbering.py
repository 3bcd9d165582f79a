"""Answers are numbered in the order in which they were given, whenever they come."""

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from takwin.assessment import queries
from takwin.assessment.models import Attempt
from takwin.learning.models import Enrolment
from takwin.learning.progress import Order


def make_room(enrolment: Enrolment, item: str, order: Order, *, turns: bool = False) -> int:
    """The number of an answer with this place in the record. Those after it move up by one, the last one first, since no two may have the
    same; where each number asks another row (`turns`), they keep the one that they were asked. With the progress locked."""
    number, later = queries.place(enrolment, item, order)
    if not later:
        return number
    after = Attempt.objects.filter(enrolment=enrolment, item=item, number__gte=number).order_by("-number")
    for pk, before in after.values_list("pk", "number"):
        kept = {"turn": Coalesce("turn", Value(before))} if turns else {}
        Attempt.objects.filter(pk=pk).update(number=F("number") + 1, **kept)
    return number
