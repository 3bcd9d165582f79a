"""A site of its own in a process of its own, which does what the tests tell it: `python -m takwin.config.tests.relay.site DATA` reads a line of JSON, [name, values],
does it, and writes what came of it as a line. Whatever a learner does goes through HTTP."""

import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class Site:
    """The tests' end: calling a name does it over there. What is refused comes back as {"refused": sentence}."""

    def __init__(self, data: Path, environment: dict[str, str]) -> None:
        self.data, self.environment = data, environment
        self.process = self._begin()

    def _begin(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "takwin.config.tests.relay.site", str(self.data)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.environment, text=True,
        )  # fmt: skip

    def __call__(self, what: str, /, **values: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([what, values]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the site died while it did {what}"
        return json.loads(line)

    def dies(self, what: str, /, **values: Any) -> None:
        """The machine goes off while it does this, as it was told to (`die_at`), and is switched on again."""
        answer, _ = self.process.communicate(json.dumps([what, values]) + "\n", timeout=120)
        assert (answer, self.process.returncode) == ("", 9)
        self.process = self._begin()

    def close(self) -> None:
        """End the process."""
        self.process.communicate(timeout=30)


def hands() -> dict[str, Any]:
    """What a site can be told to do."""
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.utils import timezone

    from takwin.accounts.mine import erase_everywhere
    from takwin.accounts.models import Person
    from takwin.assessment.models import AnswerFile, Attempt, HandMark
    from takwin.assessment.tests import builders
    from takwin.credentials.models import Credential
    from takwin.files.queries import path as blob_path
    from takwin.institutions import actions as institutions
    from takwin.institutions.models import Membership, Node
    from takwin.learning import actions as learning
    from takwin.learning import queries as learned
    from takwin.learning.models import Enrolment, Run
    from takwin.learning.timing import Extra
    from takwin.records import following
    from takwin.records.models import Sentence
    from takwin.records.queries import history
    from takwin.relay import actions, invitation, network, queries
    from takwin.relay.models import Came, Home, Turned
    from tests.journeys.pages import visit

    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    true_now = timezone.now

    def now() -> datetime:
        return timezone.now()

    def set_clock(days: int = 0, minutes: int = 0) -> None:
        """Set the clock of this machine wrong by so many days and minutes."""
        timezone.now = lambda: true_now() + timedelta(days=days, minutes=minutes)

    def country(people: list[str], work: str = "") -> Json:
        salma = Person.objects.get(is_staff=True)
        top = institutions.found(None, "academy", {"fr": "Académie"}, salma, now())
        one = institutions.found(top, "centre", {"fr": "Centre", "ar": "مركز"}, salma, now(), code="C1")
        two = institutions.found(top, "centre", {"fr": "Autre centre"}, salma, now())
        cohort = institutions.found(one, "cohort", {"fr": "Cohorte"}, salma, now())
        release = builders.of_quiz(work) if work else builders.release(attempts="2")
        run = learning.create_run(release)
        learning.set_audience(run, [one, two], None, now())
        for name in people:
            person = Person(username=name, name=name.title())
            person.set_password("un mot de passe d’ici")
            person.save()
            institutions.take_in(cohort, person, now())
            learning.enrol(person, run, now())
        return {"one": one.pk, "two": two.pk, "cohort": cohort.pk}

    def publish(answer: str, attempts: str = "2") -> None:
        builders.release(answer=answer, attempts=attempts)

    def invite(centre: int, file: str, address: str = "") -> None:
        made = actions.invite(Node.objects.get(pk=centre), address, None, now())
        Path(file).write_text(made.text())

    def close(centre: int) -> bool:
        return actions.close(Node.objects.get(pk=centre), now())

    def join(file: str) -> None:
        actions.join(invitation.read(Path(file).read_text()), now())

    def export(file: str, centre: int = 0, most: int = 1000) -> int:
        home = queries.home()
        with Path(file).open("wb") as stream:
            if home:
                return actions.pack_acts(home, stream, now(), most, files=True).acts
            return actions.pack_roster(queries.boxes().get(node=centre), stream, now())

    def take(file: str) -> Json:
        found = actions.take(Path(file), now())
        return {
            "taken": found.came.taken,
            "known": found.came.known,
            "refused": found.came.refused,
            "again": found.again,
        }

    def refusals() -> list[Any]:
        return [[one.kind, one.why[0]] for one in Turned.objects.order_by("pk")]

    def log() -> list[Any]:
        return [[one.kind, one.taken, one.sentence and one.sentence[0]] for one in Came.objects.order_by("pk")]

    def enter(name: str) -> int:
        """Come in for the first time, by the code from the sheet."""
        codes = {username: code for _, username, _, code in actions.entry_codes(now())}
        browser = Client()
        form = {"login": name, "code": codes[name], "password": "un mot de passe du centre"}
        return browser.post("/enter/", form).status_code

    def browser(name: str) -> Client:
        found = Client()
        found.force_login(Person.objects.get(username=name))
        return found

    def get(name: str, path: str) -> Any:
        answer = browser(name).get(path)
        return [answer.status_code, answer.content.decode()]

    def study(name: str, number: str = "12", even: list[str] | None = None) -> int:
        """Open the step, answer its quiz and say that it is done, as a browser with scripts off would."""
        page = visit(browser(name), "/courses/essai/one/check/")
        form = page.form("answer/count")
        values = [page.label(words)[1] for words in even or []]
        return page.send(form, answer__sum=number, answer__even=values).status

    def asked(name: str, quiz: str) -> list[str]:
        """What somebody is asked in a quiz now, as its page puts it."""
        page = visit(browser(name), f"/courses/essai/one/check/?again={quiz}")
        found = page.tree.xpath(f"//form[contains(@action, '/answer/{quiz}')]//fieldset")
        return [" ".join(" ".join(one.xpath(".//text()")).split()).split("Votre nombre")[0] for one in found]

    def answer(name: str, quiz: str, values: Json | None = None, file: str = "", number: str = "") -> int:
        """Answer a quiz: `values` by field; `number` in each of its number fields, `file` (its text) as a PDF in its file field."""
        page = visit(browser(name), f"/courses/essai/one/check/?again={quiz}")
        form = page.form(f"/answer/{quiz}")
        fields = page.tree.xpath(f"//form[contains(@action, '/answer/{quiz}')]//input[@inputmode='decimal']/@name")
        sent: Json = {**dict.fromkeys(fields, number), **(values or {})}
        if file:
            sent["answer.plan"] = SimpleUploadedFile("Ma fiche.pdf", file.encode(), "application/pdf")
        return page.send(form, **sent).status

    def mark(name: str, item: str, hundredths: int, words: str) -> None:
        from takwin.assessment import actions as assessment

        row = HandMark.objects.get(attempt__enrolment=of(name), item=item)
        assessment.mark_by_hand(row, hundredths, words, Person.objects.get(is_staff=True), row.at, now())

    def files(name: str) -> list[Any]:
        found = AnswerFile.objects.filter(enrolment=of(name)).select_related("blob").order_by("pk")
        return [[one.item, one.name, one.blob.size, blob_path(one.blob_id).read_bytes()[:20].decode()] for one in found]

    def notices(name: str) -> list[str]:
        from takwin.notices.models import Notice

        return list(
            Notice.objects.filter(person__username=name).order_by("created", "pk").values_list("message", flat=True)
        )

    def times(name: str) -> list[str]:
        return [one.at.isoformat() for one in history(of(name).uid) if one.verb == "answered"]

    def seen(centre: int) -> Json:
        one = queries.boxes().get(node=centre)
        return {"waits": one.waits, "days": round(one.behind / 86400)}

    def behind() -> int:
        reading = queries.reading()
        return round(reading.lacks / timedelta(days=1)) if reading else 0

    def finish(name: str) -> int:
        return browser(name).post("/courses/essai/one/check/done").status_code

    def note(name: str, text: str) -> int:
        return browser(name).post("/courses/essai/one/check/notes", {"text": text}).status_code

    def of(name: str) -> Enrolment:
        return Enrolment.objects.select_related("run__course", "progress", "person").get(person__username=name)

    def stands(name: str) -> Json:
        """All that must be equal on both sides."""
        one = of(name)
        marks = Attempt.objects.filter(enrolment=one).order_by("item", "number")
        answers = {item: said[1:3] for item, said in one.progress.state["answers"].items()}
        state = {name: one.progress.state.get(name) for name in ("opened", "done", "declared")}
        return {
            "uid": str(one.uid), "state": state, "answers": answers, "done": one.progress.done, "mark": one.progress.mark,
            "complete": one.progress.completed is not None,
            "attempts": [[each.item, each.number, str(each.uid), each.mark, each.response] for each in marks],
        }  # fmt: skip

    def rebuild() -> int:
        return learning.rebuild().changed

    def follow() -> int:
        from takwin.config.followers import followers

        while following.follow_all(followers()):
            pass
        return Credential.objects.count()

    def erase(name: str) -> None:
        erase_everywhere(Person.objects.get(username=name), now())

    def join_also(name: str, centre: int) -> None:
        """Somebody studies at another centre too."""
        top = Node.objects.get(pk=centre)
        cohort = institutions.found(top, "cohort", {"fr": "Autre cohorte"}, Person.objects.get(is_staff=True), now())
        institutions.take_in(cohort, Person.objects.get(username=name), now())

    def people() -> list[Any]:
        found = Person.objects.filter(is_staff=False).order_by("pk")
        return [[one.username, one.name, one.password[:1] == "!"] for one in found]

    def unenrol(name: str) -> None:
        member = Membership.objects.get(person__username=name, ended=None)
        institutions.unenrol(member, Person.objects.get(is_staff=True), now())

    def grant(name: str, percent: int) -> None:
        learning.grant_time(of(name), Extra(percent, 0), Person.objects.get(is_staff=True), now())

    def group_by(size: int) -> None:
        """The run has groups of so many people."""
        run = Run.objects.get()
        Run.objects.update(policy=replace(run.rules, group_size=size).to_json(), guided=True)

    def regroup(name: str, group: int) -> bool:
        return learning.move_to_group(of(name), group, Person.objects.get(is_staff=True), now())

    def group(name: str) -> int:
        return learned.my_group(of(name))

    def begin(name: str, quiz: str) -> int:
        return browser(name).post(f"/courses/essai/one/check/begin/{quiz}").status_code

    def die_at(module: str, call: str, times: int = 1) -> None:
        """The machine goes off when this is called for so many times."""
        where, left = import_module(module), [times]
        before = getattr(where, call)

        def off(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            return before(*given, **named) if left[0] else os._exit(9)

        setattr(where, call, off)

    def move(answer: str) -> None:
        from takwin.assessment import actions as assessment

        release = builders.release(answer=answer, attempts="2")
        assessment.move_run(Run.objects.get(), release, Person.objects.get(is_staff=True), "Une clé corrigée", now())

    def film(text: str, files: dict[str, int]) -> None:
        """Everybody moves to a release with media of so many bytes."""
        from takwin.assessment import actions as assessment

        media = {name: name.encode().ljust(size, b".") for name, size in files.items()}
        release = builders.of_quiz(text, media)
        assessment.move_run(Run.objects.get(), release, Person.objects.get(is_staff=True), "Un film", now())

    def play(name: str, film: str, size: int, parts: list[int]) -> str:
        """Somebody plays parts of one of these media, a hundred seconds long, on a page of the site."""
        from takwin.desk import actions as desk
        from takwin.lib import digest
        from takwin.lib.ids import uuid7

        one, person = of(name), Person.objects.get(username=name)
        said = {"length": 100, "time": parts[-1], "spent": parts[-1], "parts": parts}
        act = {"id": str(uuid7()), "enrolment": str(one.uid), "kind": "played", "at": now().isoformat(), **said}
        (taken,) = desk.take(person, now(), [act | {"film": digest.of_bytes(film.encode().ljust(size, b"."))}], now())
        return taken.outcome

    def played(name: str) -> list[Any]:
        """What the record tells of films, in order."""
        told = [each for each in history(of(name).uid) if each.verb in {"paused", "watched"}]
        return [
            [str(each.id), each.verb, each.activity, each.result["parts"], each.result["progress"]] for each in told
        ]

    def dress(centre: int, name: str) -> None:
        """What stands above a centre has a look, and offers the run."""
        from takwin.institutions.look import drawn
        from tests.journeys.test_look import logo

        salma, above = Person.objects.get(is_staff=True), Node.objects.get(pk=centre).parent
        assert above
        picture = drawn(logo().read())
        institutions.dress(above, institutions.Wanted({"fr": name}, "0B5C46", "", picture), salma, now())
        Run.objects.update(node=above)

    def choose(media: str) -> None:
        actions.choose(home(), media)

    def told(name: str) -> list[Any]:
        return [[str(one.id), one.verb, int(one.audience)] for one in history(of(name).uid)]

    def count() -> int:
        return Sentence.objects.count()

    def waiting() -> int:
        home = queries.home()
        return queries.waiting(home) if home else -1

    def serve() -> str:
        from wsgiref.simple_server import WSGIRequestHandler, make_server

        from takwin.config.wsgi import application

        class Quiet(WSGIRequestHandler):
            def log_message(self, *_: Any) -> None:
                """Nothing."""

        server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    def home() -> Home:
        found = queries.home()
        assert found
        return found

    def pull() -> int:
        return network.pull(home(), now).came.taken

    def push(most: int = 0) -> int:
        """Push, `most` parcels at most, as if the line broke then."""
        sent = 0
        for number, acts in enumerate(network.push(home(), now), start=1):
            sent += acts
            if number == most:
                break
        return sent

    def lost() -> int:
        """A parcel that the parent takes, whose answer never comes."""
        import io
        from urllib.request import Request, urlopen

        stream = io.BytesIO()
        acts = actions.pack_acts(home(), stream, now()).acts
        request = Request(f"{home().address}/relay/", stream.getvalue())  # noqa: S310 - a site of these tests
        with urlopen(request) as answer:  # noqa: S310
            answer.read()
        return acts

    def in_pieces(size: int) -> None:
        from takwin.relay.actions import sending

        sending.pack_acts.__defaults__ = (size,)

    return {name: value for name, value in locals().items() if callable(value)}


def main(data: Path) -> None:
    """Do what is told until the input ends."""
    from takwin.config import site

    site.enter(data)
    from takwin.relay.refused import Refused

    does = hands()
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for line in sys.stdin:
        name, values = json.loads(line)
        try:
            answer = does[name](**values)
        except Refused as why:
            answer = {"refused": str(why.sentence)}
        print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
