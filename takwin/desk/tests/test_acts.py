"""What a device brings back."""

from takwin.accounts.models import Person
from takwin.assessment.models import Attempt
from takwin.desk.tests.builders import act, batch, enrolment, sample, send
from takwin.learning.models import Progress
from takwin.learning.progress import State
from tests.cast import SignIn


def test_acts_are_taken_once(amina: Person, sign_in: SignIn) -> None:
    mine = enrolment(amina, sample())
    told = batch(amina, act(mine, "opened", step="see/welcome"), act(mine, "finished", step="see/welcome"))
    first = send(sign_in(amina), told).json()
    assert [one["outcome"] for one in first["acts"]] == ["taken", "taken"]
    again = send(sign_in(amina), told).json()
    assert [one["outcome"] for one in again["acts"]] == ["known", "known"]
    state = State.from_json(Progress.objects.get(enrolment=mine).state)
    assert state.opened == state.done == frozenset({"see/welcome"})


def test_an_answer_is_marked(amina: Person, sign_in: SignIn) -> None:
    mine = enrolment(amina, sample())
    browser = sign_in(amina)
    state = browser.get(f"/desk/{mine.run.course.slug}/state.json").json()
    group = state["groups"]["quiz-seeing"]
    said = {name: group[name] for name in ("step", "release", "language", "token")}
    fields = {"answer.who-reads": ["1"]}
    told = send(browser, batch(amina, act(mine, "answered", group="quiz-seeing", fields=fields, **said))).json()
    assert [one["outcome"] for one in told["acts"]] == ["taken"]
    assert Attempt.objects.filter(enrolment=mine).count() == 6
