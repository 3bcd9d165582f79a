"""A page with a session, a user, a row and a template; and a form that stores an answer through the ORM."""

import json
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from takwin.assessment.models import Attempt
from takwin.learning.models import Enrolment, Progress
from takwin.records.models import Activity, Actor, Key, Received, Registration, Scope, Sentence
from takwin.records.queries import milliseconds

ITEM = "yardstick"


def page(request: HttpRequest) -> HttpResponse:
    """Where somebody stands."""
    enrolment = Enrolment.objects.filter(person_id=request.user.pk or 0).first()
    return render(request, "yardstick/page.html", {"enrolment": enrolment})


def answer(request: HttpRequest) -> HttpResponse:
    """Take an answer: the attempt, its sentence, the progress; in one transaction."""
    enrolment = Enrolment.objects.select_related("person").get(person_id=request.user.pk or 0)
    right = request.POST["answer"] == "a"
    with transaction.atomic():
        known = Attempt.objects.filter(enrolment=enrolment, item=ITEM).aggregate(last=Max("number"))
        _store(enrolment, (known["last"] or 0) + 1, 100 if right else 0, request.POST["answer"])
    return redirect("/")


@csrf_exempt
def statements(request: HttpRequest) -> HttpResponse:
    """Keep statements as they come."""
    told = json.loads(request.body)
    several = told if isinstance(told, list) else [told]
    key = Key.objects.get()
    with transaction.atomic():
        kept = [_received(key, each) for each in several]
        Received.objects.bulk_create(kept)
    return JsonResponse([str(row.uid) for row in kept], safe=False)


def _received(key: Key, told: dict[str, Any]) -> Received:
    none = {"actor": 0, "verb": 0, "activity": 0, "stored": 0}
    return Received(uid=UUID(told["id"]), scope_id=key.scope_id, key=key, text=json.dumps(told), **none)


def _store(enrolment: Enrolment, number: int, mark: int, choice: str) -> None:
    now, uid, person = timezone.now(), uuid4(), enrolment.person
    Attempt.objects.create(
        uid=uid,
        enrolment=enrolment,
        item=ITEM,
        number=number,
        release_id=enrolment.release_id,
        language="fr",
        response={"choice": choice},
        mark=mark,
        points=100,
        at=now,
    )
    Sentence.objects.create(
        uid=uid,
        actor=Actor.objects.get(uid=person.pseudonym if person else uid),
        verb=5,
        activity=Activity.objects.get_or_create(path=f"course/yardstick/item/{ITEM}")[0],
        registration=Registration.objects.get(uid=enrolment.uid),
        scope=Scope.objects.get(name="site"),
        audience=1,
        at=milliseconds(now),
        stored=milliseconds(now),
        result=f'{{"n":{number},"raw":{mark},"max":100,"asked":"0123456789ab","response":"0123456789abcdef"}}',
    )
    progress = Progress.objects.get(enrolment=enrolment)
    answers: dict[str, Any] = progress.state.setdefault("answers", {})
    answers[ITEM] = ["0123456789ab", number, {str(number): mark}]
    progress.save()
