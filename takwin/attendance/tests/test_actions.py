"""Meetings are planned, moved, cancelled; who was there is a sentence, and counts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from takwin.accounts.models import Person
from takwin.attendance import actions, dates, parts, queries
from takwin.attendance.forms import SessionForm, of_session
from takwin.attendance.models import Entry, Presence
from takwin.attendance.presence import ABSENT, CODE, CORRECTION, EXCUSED, LATE, LIST, PHONE, PRESENT, SHEET, SHOWN, Mark
from takwin.attendance.tests import builders
from takwin.attendance.tests.builders import ENDS, STARTS
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Progress, Run
from takwin.learning.queries import standing, state
from takwin.learning.run import Policy
from takwin.learning.tests import builders as runs
from takwin.notices.models import Notice
from takwin.records.models import Sentence
from takwin.records.queries import history
from takwin.records.vocabulary import Audience

pytestmark = pytest.mark.django_db
MINUTES = timedelta(minutes=1)
THERE = Mark(PRESENT, 180)


def hybrid(by: Person, share: int = 50, meetings: int = 2) -> Run:
    """A run that asks for meetings, and for nothing else."""
    shares = {"steps": 0, "mark": 0, "sessions": share}
    run = learning.found_run(
        runs.release(), "Rabat", "hybrid", Policy(room_sessions=meetings, shares=shares), by, STARTS
    )
    return Run.objects.select_related("course").get(pk=run.pk)


def again(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.select_related("run__course", "progress", "person").get(pk=enrolment.pk)


def test_a_presence_is_a_sentence_with_its_minutes_and_comes_back_from_the_record(
    amina: Person, ghizlane: Person
) -> None:
    enrolment = runs.enrolment(amina)
    session = builders.session(enrolment.run, ghizlane)
    actions.note(session, enrolment, Mark(LATE, 120), LIST, STARTS, by=ghizlane)
    told = history(enrolment.uid)[-1]
    assert (told.verb, told.activity, dict(told.result)) == (
        "attended",
        f"course/essai/session/{session.uid.hex}",
        {"minutes": 120, "status": "late"},
    )
    assert standing(again(enrolment)).minutes == 120
    kept = Progress.objects.get(enrolment=enrolment).state
    assert kept["attended"] == {session.uid.hex: 120}
    assert learning.rebuild().changed == 0


def test_a_correction_keeps_its_history_and_takes_the_hours_back(amina: Person, ghizlane: Person) -> None:
    enrolment = runs.enrolment(amina)
    session = builders.session(enrolment.run, ghizlane)
    actions.note(session, enrolment, THERE, SHOWN, STARTS, device="a")
    actions.note(session, enrolment, Mark(ABSENT, 0), CORRECTION, ENDS, by=ghizlane, why="Une autre personne")
    assert state(again(enrolment)).attended == {}
    assert history(enrolment.uid)[-1].verb == "retracted"
    shown = [(one.status, one.way, one.by, one.why) for one in queries.history(session, enrolment)]
    assert shown == [("absent", "correction", ghizlane, "Une autre personne"), ("present", "shown", None, "")]
    assert learning.rebuild().changed == 0


def test_people_note_themselves_once_and_undo_nothing(amina: Person, ghizlane: Person) -> None:
    enrolment = runs.enrolment(amina)
    session = builders.session(enrolment.run, ghizlane)
    actions.note(session, enrolment, Mark(ABSENT, 0), LIST, STARTS, by=ghizlane)
    decided = actions.note(session, enrolment, THERE, SHOWN, STARTS + MINUTES)
    assert decided is not None
    assert (decided.mark.status, decided.changed, decided.disagrees) == (ABSENT, False, True)
    assert Presence.objects.get().status == ABSENT
    assert list(Entry.objects.order_by("at").values_list("counts", flat=True)) == [True, False]
    assert not Sentence.objects.filter(activity__path__contains="/session/").exists()


def test_an_excuse_is_private_and_lowers_what_is_asked(amina: Person, brahim: Person, ghizlane: Person) -> None:
    run = hybrid(ghizlane, share=100, meetings=1)
    session = builders.session(run, ghizlane)
    excused, absent = (learning.enrol(one, run, STARTS) for one in (amina, brahim))
    actions.note(session, excused, Mark(EXCUSED, 0), LIST, ENDS, by=ghizlane)
    actions.note(session, absent, Mark(ABSENT, 0), LIST, ENDS, by=ghizlane)
    told = [one for one in history(excused.uid) if one.verb == "granted"]
    assert [one.audience for one in told] == [Audience.PRIVATE]
    assert Progress.objects.get(enrolment=excused).completed is not None
    assert Progress.objects.get(enrolment=absent).completed is None


def test_completion_may_ask_for_meetings(amina: Person, ghizlane: Person) -> None:
    run = hybrid(ghizlane, share=100)
    one, two = builders.session(run, ghizlane), builders.session(run, ghizlane, starts=STARTS + 99 * MINUTES)
    enrolment = learning.enrol(amina, run, STARTS)
    actions.note(one, enrolment, THERE, LIST, ENDS, by=ghizlane)
    assert Progress.objects.get(enrolment=enrolment).completed is None
    actions.note(two, again(enrolment), Mark(LATE, 30), LIST, ENDS + MINUTES, by=ghizlane)
    assert Progress.objects.get(enrolment=enrolment).completed == ENDS + MINUTES
    assert standing(again(enrolment)).sessions == 2
    assert learning.rebuild().changed == 0


def test_everybody_is_told_once_when_a_meeting_is_planned_moved_and_cancelled(
    amina: Person, brahim: Person, tilelli: Person, ghizlane: Person
) -> None:
    enrolment = runs.enrolment(amina)
    learning.leave(learning.enrol(brahim, enrolment.run, STARTS), STARTS)
    session = builders.session(enrolment.run, ghizlane, trainers=[tilelli])
    assert not actions.change(session, builders.what(trainers=[tilelli], capacity=9), ghizlane, STARTS)
    assert actions.change(session, builders.what(trainers=[tilelli], place="Salle 9"), ghizlane, STARTS)
    assert actions.cancel(session, "La salle est fermée", ghizlane, STARTS)
    assert not actions.cancel(session, "Encore", ghizlane, STARTS)
    actions.tell_everybody.call(session.pk, "cancelled", 2)
    actions.tell_everybody.call(session.pk, "moved", 1)
    for person in (amina, tilelli):
        told = [str(one.sentence) for one in Notice.objects.filter(person=person).order_by("pk")]
        assert len(told) == 3
        assert "salle 4" in told[0]
        assert "Salle 9" in told[1]
        assert "fermée" in told[2]
    assert not Notice.objects.filter(person=brahim).exists()


def test_the_meetings_of_a_person(amina: Person, tilelli: Person, zed: Person, ghizlane: Person) -> None:
    enrolment = runs.enrolment(amina)
    session = builders.session(enrolment.run, ghizlane, trainers=[tilelli])
    assert list(queries.sessions_of(amina)) == list(queries.sessions_of(tilelli)) == [session]
    assert list(queries.sessions_of(zed)) == []
    assert [where for where, _ in queries.linked(enrolment.run, "two/c")] == ["after"]
    assert Run.objects.get(pk=enrolment.run_id).meets


def test_calendars_get_them_cancelled_ones_too_with_the_steps_around_them(
    amina: Person, tilelli: Person, ghizlane: Person
) -> None:
    enrolment = runs.enrolment(amina)
    session = builders.session(enrolment.run, ghizlane, trainers=[tilelli])
    actions.cancel(session, "", ghizlane, STARTS)
    one, before, after = dates.of(amina, STARTS)
    assert (one.uid, one.title, one.begins, one.cancelled) == (str(session.uid), "Atelier 1", STARTS, True)
    assert (before.begins, before.day, before.link, before.cancelled) == (
        STARTS.date(),
        True,
        "/courses/essai/one/a/",
        True,
    )
    assert after.link == "/courses/essai/two/c/"
    assert all("Atelier 1" in step.title for step in (before, after))
    assert len({one.uid, before.uid, after.uid}) == 3
    assert [each.uid for each in dates.of(tilelli, STARTS)] == [one.uid]
    with translation.override("ar"):
        assert "\u2068Atelier 1\u2069" in dates.of(amina, STARTS)[1].title


def test_the_course_page_shows_the_order_around_a_meeting(amina: Person, ghizlane: Person) -> None:
    enrolment = runs.enrolment(amina)
    builders.session(enrolment.run, ghizlane)
    learning.finish_step(enrolment, "one/a", STARTS)
    (shown,) = parts.meetings(again(enrolment), STARTS)
    assert [(key, done) for key, _title, done in shown.before + shown.inside + shown.after] == [
        ("one/a", True),
        ("two/c", False),
    ]
    assert (shown.coming, shown.place) == (True, "")
    assert not parts.meetings(again(enrolment), ENDS)[0].coming


def test_hours_are_those_of_the_clock_on_the_wall_when_it_is_set_back_for_ramadan(
    amina: Person, ghizlane: Person
) -> None:
    """In 2026 clocks in Morocco went back by an hour on 15 February and forward again on 22 March."""
    run = runs.enrolment(amina).run
    for day, hour in ((date(2026, 2, 14), 8), (date(2026, 2, 16), 9), (date(2026, 3, 21), 9), (date(2026, 3, 23), 8)):
        form = SessionForm({}, [], {"title": "A", "place": "B", "day": day, "begins": "09:00", "finishes": "12:00"})
        assert form.is_valid(), form.errors
        session = actions.plan(run, form.plan, ghizlane, STARTS)
        session.refresh_from_db()
        assert session.starts == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        assert session.minutes == 180
        held = of_session(session)
        assert (held["day"], held["begins"].hour, held["finishes"].hour) == (day, 9, 12)
        told = Notice.objects.filter(person=amina).latest("pk")
        assert "09:00" in told.text
    across = SessionForm(
        {}, [], {"title": "A", "place": "B", "day": date(2026, 2, 15), "begins": "01:30", "finishes": "04:30"}
    )
    assert across.is_valid()
    assert actions.plan(run, across.plan, ghizlane, STARTS).minutes == 240


def test_three_ways_agree_and_count_once(amina: Person, ghizlane: Person) -> None:
    enrolment = runs.enrolment(amina)
    session = builders.session(enrolment.run, ghizlane)
    for mark, way, by in (
        (THERE, SHOWN, None),
        (Mark(LATE, 90), CODE, None),
        (THERE, PHONE, ghizlane),
        (THERE, SHEET, ghizlane),
    ):
        actions.note(session, again(enrolment), mark, way, STARTS, by=by)
    assert list(Entry.objects.order_by("pk").values_list("counts", flat=True)) == [True, False, False, False]
    assert [told.verb for told in history(enrolment.uid)].count("attended") == 1
    assert state(again(enrolment)).attended == {session.uid.hex: 180}
