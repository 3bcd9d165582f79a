"""A person who does everything that the record tells of, and leaves words of her own wherever words can be left."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils import timezone

from takwin.accounts.models import Decision, Person
from takwin.assessment import actions as assessment
from takwin.assessment.actions.handing_in import hand_in, keep_file
from takwin.assessment.models import HandMark
from takwin.attendance import actions as attendance
from takwin.attendance.models import RoomSession
from takwin.attendance.presence import CORRECTION, LIST, Mark
from takwin.community import actions as community
from takwin.community.models import Hub
from takwin.config.followers import followers
from takwin.content.actions import teams
from takwin.content.actions.publish import publish
from takwin.content.models import Member, Release
from takwin.desk import actions as desk
from takwin.institutions import actions as institutions
from takwin.institutions.models import Node
from takwin.institutions.tests.builders import country, role
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment, Run
from takwin.learning.presets import FORMATS
from takwin.learning.timing import Extra
from takwin.lib import digest
from takwin.lib.ids import uuid7
from takwin.notebook import actions as notebook
from takwin.records.following import follow_all
from takwin.scenarios.supervision import ROLES
from takwin.scenarios.tests.builders import TASK
from takwin.tutoring import actions as tutoring
from takwin.tutoring.models import Case, Tutor
from tests.cast import person
from tests.journeys.craft import number, write
from tests.journeys.test_by_hand import FILE, LONG

USERNAME, NAME, EMAIL = "zqselva", "Canari Zqselva", "zqselva@takwin.test"
PLAYED = {"a.mp4": "video", "b.mp3": "audio"}
"""What plays in the step, with any bytes: no server looks into a film."""
PLAYERS = "".join(f"\n:::{{{kind}}} {name}\nÀ voir\n:::\n" for name, kind in PLAYED.items())
DILEMMA = "::::{dilemma} phone\nEt vous ?\n\n- A\n- B\n\n:::{feedback}\nMerci.\n:::\n::::\n"
TIMED = f"::::::{{quiz}} short\n:attempts: 2\n:minutes: 20\n\n{number('un', 1)}{number('deux', 2)}::::::\n"
HAND = f"::::::{{quiz}} hand\n:attempts: 3\n\n{LONG}{FILE}::::::\n"
WORD = "zq{}zq"
"""What stands in a text of hers, by the name of the text: no other text has it."""


@dataclass
class World:
    """The people, the run, and when it is."""

    cast: dict[str, Person]
    run: Run
    enrolment: Enrolment
    centre: Node
    now: datetime
    words: dict[str, str] = field(default_factory=dict)

    def said(self, name: str) -> str:
        """A text of hers that is known by its name."""
        self.words[name] = WORD.format(name)
        return f"Voici {self.words[name]}, et rien de plus."


def release(folder: Path, more: str = "", by: Person | None = None) -> Release:
    """A course with every sort of question that leaves a text, a quiz with a limit, and a task."""
    write(folder, f"{number('sum', 4)}{DILEMMA}{HAND}{TIMED}{TASK}{PLAYERS}{more}")
    for name in PLAYED:
        (folder / name).write_bytes(name.encode() * 99)
    source = folder / "course.yaml"
    told = source.read_text("utf-8").replace("steps: 0%, mark: 60%", "steps: 100%, mark: 0%")
    source.write_text(told, "utf-8")
    return publish(folder, by, timezone.now()).release


def lived(folder: Path, cast: dict[str, Person]) -> World:
    """She joins and does everything; the others teach, organise and study beside her."""
    now = timezone.now() - timedelta(days=2)
    author, salma, omar = cast["ghizlane"], cast["salma"], cast["omar"]
    selva = person(USERNAME, NAME)
    Person.objects.filter(pk=selva.pk).update(email=EMAIL)
    selva.refresh_from_db()
    nodes = country(salma)
    role(omar, nodes["rabat"], "organiser")
    for one in (selva, cast["brahim"]):
        institutions.take_in(nodes["a"], one, now, omar)
    first = release(folder, by=author)
    run = learning.found_run(first, "Automne", "hybrid", FORMATS["hybrid"].policy, author, now, nodes["one"])
    Run.objects.filter(pk=run.pk).update(policy=run.policy | {"pace": "free"}, listed=True)
    run = Run.objects.select_related("course", "release").get(pk=run.pk)
    tutoring.appoint(run, cast["tilelli"], ROLES, 60, author, now)
    learning.enrol(cast["brahim"], run, now)
    learning.leave(learning.enrol(selva, run, now), now)
    learning.enrol(selva, run, now)
    taking = Enrolment.objects.select_related("run__course", "run__release", "release", "person", "progress")
    world = World(cast | {"selva": selva}, run, taking.get(person=selva), nodes["one"], now)
    for part in (_studies, _meets, _publishes, _asks, _others_tell):
        part(world)
    learning.finish_step(world.enrolment, "one/quiz", now + timedelta(hours=8))
    while follow_all(followers()):
        pass
    learning.move_enrolment(world.enrolment, release(folder, number("more", 3), author), now + timedelta(hours=9))
    return world


def _studies(world: World) -> None:
    one, now, author = world.enrolment, world.now, world.cast["ghizlane"]
    learning.open_step(one, "one/quiz", now)
    _plays(world)

    def answer(responses: dict[str, Any]) -> None:
        assessment.answer(one, responses, uuid4(), "fr", now + timedelta(minutes=5))

    answer({"sum": {"number": "4"}})
    answer({"phone": {"choice": "c1", "reason": world.said("reason")}})
    file = keep_file(one, "plan", world.said("file")[:90] + ".pdf", b"%PDF-1.7 " + world.said("inside").encode(), now)
    answer({"account": {"text": world.said("answer")}, "plan": {"file": str(file.uid)}})
    for marking in HandMark.objects.filter(attempt__enrolment=one).select_related("attempt"):
        hand_in(marking.attempt)
        assessment.mark_by_hand(marking, 100, world.said("comment"), author, None, now + timedelta(hours=1))
    learning.begin_quiz(one, "short", now)
    answer({"un": {"number": "1"}, "deux": {"number": "2"}})
    learning.grant_time(one, Extra(25, 5), author, now + timedelta(hours=1))
    learning.begin_quiz(one, "short", now + timedelta(hours=2))
    for done in (True, False):
        learning.declare_task(one, "visite", done, now + timedelta(hours=done))
    for kind, place in (("note", "one/quiz"), ("draft", "visite")):
        for turn in ("before", "now"):
            notebook.keep(one, kind, place, world.said(f"{kind}{turn}"), uuid7(), uuid4().hex, timezone.now())


def _plays(world: World) -> None:
    """A film and a sound whole, in two viewings each."""
    one, at = world.enrolment, world.now + timedelta(minutes=1)
    said = {"kind": "played", "length": 60, "time": 40, "spent": 40, "enrolment": str(one.uid), "at": at.isoformat()}
    acts = [
        {**said, "id": str(uuid7()), "film": digest.of_bytes(name.encode() * 99), "parts": parts}
        for name in PLAYED
        for parts in ([0, 40], [35, 60])
    ]
    taken = desk.take(world.cast["selva"], timezone.now(), acts, timezone.now())
    assert {each.outcome for each in taken} == {"taken"}


def _meets(world: World) -> None:
    trainer, one = world.cast["tilelli"], world.enrolment
    for title, ends in (("Un", "absent"), ("Deux", "present"), ("Trois", "excused")):
        at = world.now + timedelta(hours=3)
        plan = attendance.Plan(title, "Salle 4", at, at + timedelta(hours=2), None, {}, [trainer])
        meeting: RoomSession = attendance.plan(world.run, plan, world.cast["ghizlane"], world.now)
        for status in ("present", "absent", "excused", ends):
            why = world.said("excuse") if status == "excused" else ""
            way = CORRECTION if why else LIST
            mark = Mark(status, 120 if status == "present" else 0)
            attendance.note(meeting, one, mark, way, at, by=trainer, why=why, device="b")


def _publishes(world: World) -> None:
    author, brahim, selva = (world.cast[who] for who in ("ghizlane", "brahim", "selva"))
    hub: Hub = community.keep_hub(world.run, "zq", public=True, by=author, now=world.now)
    theirs = Enrolment.objects.get(person=brahim)

    def publish(who: Person, taking: Enrolment, title: str, text: str, to: Any = None) -> Any:
        written = community.Written(title, f"<p>{text}</p>", "fr", ["zq"])
        return community.publish(hub, who, taking, written, uuid7(), world.now, to)

    asked = publish(brahim, theirs, "Une question", "Comment faites-vous ?")
    post = publish(selva, world.enrolment, world.said("title"), world.said("post"), asked)
    community.connect(asked, post, selva, world.said("connection"), world.now)
    community.report(asked, selva, world.said("report"), world.now)
    community.report(post, brahim, "Hors sujet", world.now)
    community.hide(post, author, "Hors sujet", world.now)
    community.appeal(post.hidings.get(), world.said("appeal"), world.now)


def _asks(world: World) -> None:
    one, tutor = world.enrolment, Tutor.objects.get(person=world.cast["tilelli"])
    tutoring.ask(one, world.said("help"), uuid7(), world.now)
    tutoring.pulse(one, "worried", uuid7(), world.now)
    for case in Case.objects.filter(enrolment=one):
        tutoring.contact(case, "message", f"Chère {NAME}, voici.", tutor, world.now)
        tutoring.note(case, world.said("tutors"), tutor, world.now)


def _others_tell(world: World) -> None:
    """What is written of her by those who look after a site, and what else holds her address."""
    selva, author, salma = (world.cast[who] for who in ("selva", "ghizlane", "salma"))
    learning.invite(world.run, [EMAIL], author, "fr", world.now)
    Decision.objects.create(person=selva, by=salma, what="author", reason=world.said("decision"), at=world.now)


def rises(world: World) -> None:
    """She has an office too: in the team, as a tutor, in an institution; others are told so."""
    selva, author, brahim = (world.cast[who] for who in ("selva", "ghizlane", "brahim"))
    teams.join_team(world.run.course, selva, Member.Role.OWNER, author, world.now)
    teams.join_team(world.run.course, brahim, Member.Role.READER, selva, world.now)
    tutoring.appoint(world.run, selva, ROLES, 10, author, world.now)
    institutions.announce(world.centre, "À lundi.", selva, world.now)
