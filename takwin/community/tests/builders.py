"""Hubs for tests."""

from collections.abc import Mapping

from django.utils import timezone

from takwin.accounts.models import Person
from takwin.community import actions
from takwin.community.actions import Written
from takwin.community.models import Hub, Post
from takwin.content.models import Member
from takwin.learning import actions as learning
from takwin.learning.models import Enrolment
from takwin.learning.tests.builders import enrolment, run
from takwin.lib.ids import uuid7
from takwin.lib.outside import Fetched, NoAnswer

RSS = b"""<rss version="2.0"><channel><title>Carnet</title><link>https://carnet.example/</link>
<item><title>Avec</title><link>https://carnet.example/1</link><guid>1</guid><category>ict</category><description>Un essai de classe.</description></item>
<item><title>Sans</title><link>https://carnet.example/2</link><guid>2</guid><description>Des vacances.</description></item></channel></rss>"""


def hub(owner: Person, *, public: bool = False, tag: str = "ict") -> Hub:
    """A hub in a run of a course that this person owns."""
    there = run()
    Member.objects.create(course=there.course, person=owner, role=Member.Role.OWNER)
    return actions.keep_hub(there, tag, public=public, by=owner, now=timezone.now())


def joined(person: Person, hub: Hub) -> Enrolment:
    """Somebody who takes the run of a hub."""
    return learning.enrol(person, hub.run, timezone.now())


def post(
    hub: Hub, person: Person, title: str = "Ma séance", html: str = "<p>Des mots.</p>", to: Post | None = None
) -> Post:
    """Something that a participant wrote."""
    taking = Enrolment.objects.filter(person=person, run=hub.run).first()
    return actions.publish(hub, person, taking, Written(title, html, "fr", ["ict"]), uuid7(), timezone.now(), to)


class Internet:
    """Sites by address: bytes, a status, or nobody there."""

    def __init__(self, pages: Mapping[str, bytes | int]) -> None:
        self.pages = dict(pages)
        self.asked: list[tuple[str, dict[str, str]]] = []

    def get(self, address: str, headers: dict[str, str]) -> Fetched:
        """As `lib.outside.fetch` answers."""
        self.asked.append((address, headers))
        page = self.pages.get(address)
        if page is None:
            raise NoAnswer("nobody")
        if isinstance(page, int):
            return Fetched(page, address, {}, b"")
        if headers.get("If-None-Match") == '"v1"':
            return Fetched(304, address, {}, b"")
        return Fetched(200, address, {"etag": '"v1"'}, page)


__all__ = ["RSS", "Internet", "enrolment", "hub", "joined", "post"]
