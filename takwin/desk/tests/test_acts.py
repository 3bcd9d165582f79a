"""What a device brings back."""

import gzip
import json
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt
from takwin.assessment.tests import builders as quiz
from takwin.desk import queries
from takwin.desk.actions import taking
from takwin.desk.acts import LARGEST, MOST, corrected
from takwin.desk.models import Act
from takwin.desk.tests.builders import act, batch, enrolment, sample, send
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress, Run
from takwin.learning.progress import State
from takwin.learning.run import Policy, Span
from takwin.lib.ids import uuid7
from takwin.records.models import Sentence
from takwin.records.queries import history
from tests.cast import SignIn

STEP = "see/welcome"


def outcomes(told: Any) -> list[str]:
    return [one["outcome"] for one in told.json()["acts"]]


def stands(mine: Enrolment) -> State:
    return State.from_json(Progress.objects.get(enrolment=mine).state)


def answered(mine: Enrolment, number: str, at: datetime, **said: Any) -> dict[str, Any]:
    """An answer to the quiz of `quiz.release`."""
    fields = {"answer.sum": [number], "answer.even": []}
    told = {
        "step": "one/check",
        "group": "count",
        "release": str(mine.release_id),
        "language": "fr",
        "token": str(uuid7()),
    }
    return act(mine, "answered", at, fields=fields, **{**told, **said})


def test_acts_are_taken_once_at_the_time_when_they_were_done(amina: Person, sign_in: SignIn) -> None:
    mine = enrolment(amina, sample())
    sent = timezone.now() - timedelta(hours=5)  # the clock of the device is five hours behind
    done = sent - timedelta(hours=1)
    told = batch(amina, act(mine, "opened", done, step=STEP), act(mine, "finished", done, step=STEP), sent=sent)
    assert outcomes(send(sign_in(amina), told)) == ["taken", "taken"]
    assert outcomes(send(sign_in(amina), told)) == ["known", "known"]
    assert stands(mine).opened == stands(mine).done == frozenset({STEP})
    finished = next(one for one in history(mine.uid) if one.verb == "finished")
    assert abs(finished.at - (timezone.now() - timedelta(hours=1))) < timedelta(minutes=1)
    assert abs(Act.objects.get(kind="finished").offset - 5 * 3_600_000) < 60_000


def test_an_act_that_comes_twice_at_once_is_taken_once(
    amina: Person, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = enrolment(amina, sample())
    told = batch(amina, act(mine, "opened", step=STEP), act(mine, "finished", step=STEP))
    first = batch(amina, told["acts"][0])

    def meanwhile(*_: Any) -> None:  # it was looked up already
        monkeypatch.undo()
        assert outcomes(send(sign_in(amina), first)) == ["taken"]

    monkeypatch.setattr(taking, "prepare", meanwhile)
    assert outcomes(send(sign_in(amina), told)) == ["known", "taken"]


def test_a_time_that_cannot_be_is_marked_and_taken(amina: Person, sign_in: SignIn) -> None:
    mine, now = enrolment(amina, sample()), timezone.now()
    early, later = now - timedelta(days=400), now + timedelta(days=3)
    told = batch(amina, act(mine, "opened", early, step=STEP), act(mine, "finished", later, step=STEP))
    assert outcomes(send(sign_in(amina), told)) == ["taken", "taken"]
    assert {one.kind: one.odd for one in Act.objects.all()} == {"opened": "earlier", "finished": "later"}
    assert mine.enrolled <= Act.objects.get(kind="opened").at <= Act.objects.get(kind="finished").at <= timezone.now()


def test_a_clock_beyond_all_calendars_does_no_harm() -> None:
    end, now = datetime.max.replace(tzinfo=UTC), datetime(2026, 11, 28, tzinfo=UTC)
    assert corrected(end, datetime.min.replace(tzinfo=UTC), now, now).odd
    assert corrected(end, end, now, now - timedelta(1)).at == now


def test_nobody_writes_for_another(amina: Person, brahim: Person, sign_in: SignIn) -> None:
    release = sample()
    mine, his = enrolment(amina, release), enrolment(brahim, release)
    forged = send(sign_in(brahim), batch(brahim, act(mine, "finished", step=STEP)))
    assert outcomes(forged) == ["refused"]
    assert "شخصًا آخر" in forged.json()["acts"][0]["reason"]
    whole = send(sign_in(brahim), batch(amina, act(mine, "finished", step=STEP)))
    assert whole.status_code == 409
    taken = act(his, "finished", step=STEP)
    assert outcomes(send(sign_in(brahim), batch(brahim, taken))) == ["taken"]
    replayed = send(sign_in(amina), batch(amina, {**taken, "enrolment": str(mine.uid)}))
    assert outcomes(replayed) == ["refused"], "an id that is another's"
    assert stands(mine) == State(order=stands(mine).order)


def test_what_cannot_be_read_is_refused_by_itself(amina: Person, sign_in: SignIn) -> None:
    mine = enrolment(amina, sample())
    good = act(mine, "finished", step=STEP)
    bad: list[Any] = [
        7,
        {},
        {**good, "id": "x"},
        {**good, "kind": "erased"},
        {**good, "kind": ["finished"]},
        {**good, "at": "yesterday"},
        {**good, "at": "2026-11-01T10:00:00"},
        {**good, "step": ["x"]},
        act(mine, "finished", step="no/step"),
        act(mine, "declared", task="nothing", done=True),
        act(mine, "began", quiz="quiz-seeing"),
        act(mine, "noted", step=STEP, text="a" * 20_001),
        act(mine, "noted", step=STEP, text="half a sign: \ud83d"),
        act(mine, "answered", step=STEP, group="first-sentence", release="999999", language="fr", token="x", fields={}),
        act(
            mine,
            "answered",
            step=STEP,
            group="g",
            release=str(mine.release_id),
            language="fr",
            token=str(uuid7()),
            fields={},
        ),
        act(mine, "answered", step=STEP, group="g", release="1", language="fr", token=str(uuid7()), fields={"a": 1}),
    ]
    told = send(sign_in(amina), batch(amina, *bad, good))
    assert outcomes(told) == ["refused"] * len(bad) + ["taken"]
    assert all(one["reason"] for one in told.json()["acts"][:-1])


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"acts": 3}', b'{"acts": [], "sent": 3}', b"\xff", b"[" * 50_000])
def test_a_batch_that_cannot_be_read(body: bytes, amina: Person, sign_in: SignIn) -> None:
    assert sign_in(amina).post("/desk/acts", body, content_type="application/json").status_code == 400


def test_a_batch_may_be_packed_but_hides_nothing(amina: Person, sign_in: SignIn) -> None:
    mine, browser = enrolment(amina, sample()), sign_in(amina)

    def packed(data: bytes) -> Any:
        headers = {"Content-Encoding": "gzip"}
        return browser.post("/desk/acts", data, content_type="application/json", headers=headers)

    told = json.dumps(batch(amina, act(mine, "finished", step=STEP))).encode()
    assert outcomes(packed(gzip.compress(told))) == ["taken"]
    assert packed(gzip.compress(b" " * 50 * LARGEST)).status_code == 413
    assert packed(gzip.compress(told)[:-9]).status_code == 400
    assert packed(zlib.compress(told)).status_code == 400
    assert browser.post("/desk/acts", b" " * (LARGEST + 1), content_type="application/json").status_code == 413
    assert send(browser, batch(amina, *[7] * (MOST + 1))).status_code == 413


def test_answers_beyond_the_attempts_are_kept_and_do_not_count(amina: Person, sign_in: SignIn) -> None:
    mine, browser, now = quiz.enrolment(amina, quiz.release(attempts="2")), sign_in(amina), timezone.now()
    Enrolment.objects.update(enrolled=now - timedelta(days=3))
    times = [now - timedelta(hours=hours) for hours in (5, 4, 3)]
    told = [answered(mine, number, at) for number, at in zip(("3", "4", "12"), times, strict=True)]
    assert outcomes(send(browser, batch(amina, *told))) == ["taken"] * 3
    state = stands(mine).answers["sum"]
    assert (state.marks, state.beyond) == ({1: 0, 2: 0}, frozenset({3}))
    assert Attempt.objects.filter(item="sum").count() == 3, "nothing is lost"
    early = answered(mine, "12", now - timedelta(hours=6))
    assert outcomes(send(browser, batch(amina, early))) == ["taken"]
    assert stands(mine).answers["sum"].marks == {1: 100, 2: 0}, "it was given first"
    assert list(Attempt.objects.filter(item="sum").order_by("number").values_list("mark", flat=True)) == [
        100,
        0,
        0,
        100,
    ]
    page = browser.get("/courses/essai/one/check/").content.decode()
    assert "ne comptent pas" in page
    assert learning.rebuild().changed == 0


def test_an_outcome_tells_the_marks_that_count(amina: Person, sign_in: SignIn) -> None:
    mine, browser, now = quiz.enrolment(amina, quiz.release(attempts="2")), sign_in(amina), timezone.now()
    Enrolment.objects.update(enrolled=now - timedelta(days=3))
    times = [now - timedelta(hours=hours) for hours in (5, 4, 3)]
    told = [answered(mine, number, at) for number, at in zip(("3", "12", "12"), times, strict=True)]
    opened = act(mine, "opened", times[0], step="one/check")
    taken = send(browser, batch(amina, *told, opened)).json()["acts"]
    assert [one.get("marks", {}).get("sum") for one in taken] == [
        {"mark": 0, "points": 100},
        {"mark": 100, "points": 100},
        None,  # beyond the attempts
        None,
    ]
    assert "marks" not in send(browser, batch(amina, told[0])).json()["acts"][0], "it is known: the state tells"


def test_answers_after_the_run_has_closed_do_not_count(amina: Person, sign_in: SignIn) -> None:
    now = timezone.now()
    mine = quiz.enrolment(amina, closes=now - timedelta(hours=2))
    Enrolment.objects.update(enrolled=now - timedelta(days=3))
    before, after = now - timedelta(hours=3), now - timedelta(hours=1)
    told = batch(amina, answered(mine, "12", after), answered(mine, "11", before))
    assert outcomes(send(sign_in(amina), told)) == ["taken", "taken"]
    state = stands(mine).answers["sum"]
    assert (state.marks, state.beyond) == ({1: 0}, frozenset({2}))


def test_what_is_done_after_somebody_was_taken_out_is_refused(
    amina: Person, ghizlane: Person, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    mine, now = enrolment(amina, sample()), timezone.now()
    Run.objects.update(admission="code", code="ABCD2345")
    mine.refresh_from_db()
    learning.take_out(mine, "Inscrite deux fois", ghizlane, now - timedelta(hours=2))
    before, after = (act(mine, "opened", now - timedelta(hours=ago), step=STEP) for ago in (3, 1))
    told = send(sign_in(amina), batch(amina, before, after))
    assert outcomes(told) == ["taken", "refused"]
    assert "session" in told.json()["acts"][1]["reason"]
    with django_assert_num_queries(1):
        queries.enrolments(amina, [mine.uid])[mine.uid].taken_out  # noqa: B018 - it is joined
    Run.objects.update(admission="open")
    assert outcomes(send(sign_in(amina), batch(amina, after))) == ["taken"], "they may join again by the button"


@pytest.mark.parametrize(
    ("policy", "counts"), [({}, True), ({"late": "grace", "late_days": 3}, True), ({"late": "closed"}, False)]
)
def test_a_run_says_how_long_after_a_date_answers_count(
    policy: dict[str, Any], counts: bool, amina: Person, sign_in: SignIn
) -> None:
    now = timezone.now()
    mine = quiz.enrolment(amina)
    due = (now - timedelta(days=4)).date()
    told = Policy(pace="fixed", schedule={"one/check": Span(due=due)}, **policy).to_json()
    Run.objects.update(policy=told, guided=True)
    Enrolment.objects.update(enrolled=now - timedelta(days=9))
    in_grace, long_after = now - timedelta(days=2), now - timedelta(hours=1)
    both = batch(amina, answered(mine, "12", in_grace), answered(mine, "11", long_after))
    assert outcomes(send(sign_in(amina), both)) == ["taken", "taken"]
    beyond = {"counts": frozenset(), "grace": frozenset({2}), "closed": frozenset({1, 2})}[policy.get("late", "counts")]
    state = stands(mine).answers["sum"]
    assert (1 in state.marks, state.beyond) == (counts, beyond)


def test_the_same_form_online_and_from_a_device_is_one_answer(amina: Person, sign_in: SignIn) -> None:
    mine, browser = quiz.enrolment(amina), sign_in(amina)
    token = str(uuid7())
    form = {"token": token, "release": mine.release_id, "language": "fr", "answer.sum": "12", "answer.even": "1"}
    assert browser.post("/courses/essai/one/check/answer/count", form).status_code == 302
    assert outcomes(send(browser, batch(amina, answered(mine, "12", timezone.now(), token=token)))) == ["taken"]
    assert Attempt.objects.filter(item="sum").count() == 1


def test_the_state_says_what_an_answer_must_say(amina: Person, sign_in: SignIn) -> None:
    mine, browser = enrolment(amina, sample()), sign_in(amina)
    state = browser.get(f"/desk/{mine.run.course.slug}/state.json").json()
    group = state["groups"]["quiz-seeing"]
    assert 'name="answer.who-reads"' in group["html"]
    said = {name: group[name] for name in ("step", "release", "language", "token")}
    told = act(mine, "answered", group="quiz-seeing", fields={"answer.who-reads": ["1"]}, items=group["asks"], **said)
    assert outcomes(send(browser, batch(amina, told))) == ["taken"]
    assert Attempt.objects.filter(enrolment=mine).count() == len(group["asks"]) == 6
    practice = state["groups"]["first-sentence"]
    assert practice["practice"]
    assert practice["items"]["first-sentence"]["public"]


def test_notes_and_drafts_come_back_and_stay_private(amina: Person, sign_in: SignIn) -> None:
    mine, browser = enrolment(amina, sample()), sign_in(amina)
    now = timezone.now()
    newer = act(mine, "noted", now - timedelta(hours=1), step=STEP, text="La deuxième")
    older = act(mine, "noted", now - timedelta(hours=2), step=STEP, text="La première")
    assert outcomes(send(browser, batch(amina, newer))) == ["taken"]
    assert outcomes(send(browser, batch(amina, older))) == ["taken"]
    state = browser.get(f"/desk/{mine.run.course.slug}/state.json").json()
    assert state["notes"] == {STEP: "La deuxième"}
    assert not Sentence.objects.filter(result__contains="deuxième").exists()


def test_a_visitor_sends_nothing(visitor: Client, amina: Person) -> None:
    assert send(visitor, batch(amina)).status_code == 302
