"""What a form says is carried over to its page as that stands by now, after the course was updated or the questions were asked anew."""

from collections.abc import Iterable, Iterator, Mapping

from django.http import HttpRequest

from takwin.assessment.foresight import differences
from takwin.assessment.models import Attempt
from takwin.assessment.variants import is_fresh
from takwin.content.queries import outline
from takwin.items.item import Json
from takwin.items.shelf import kind
from takwin.lib import digest
from takwin.web.reading import Reading


def still_asked(request: HttpRequest, desk: Reading, items: Iterable[str]) -> Iterator[str]:
    """The questions to which a form of an earlier page still says something: they are asked as they were there, or what was typed
    to them is the person's own whatever is asked. A question that asks another row each time is a new one."""
    same = _same(request, desk)
    for item in items:
        rule = desk.outline["items"][item]
        if not is_fresh(rule) and (item in same or kind(rule["kind"]).typed):
            yield item


def _same(request: HttpRequest, desk: Reading) -> set[str]:
    release = request.POST.get("release", "")
    known = release.isascii() and release.isdigit() and len(release) < 19
    if not known or not desk.run.course.releases.filter(pk=int(release)).exists():
        return set()
    found = differences(outline(int(release)), desk.outline)
    return {item for item, what in found.items() if what in {"same", "key"}}


def are_other(taken: Iterable[Attempt], responses: Mapping[str, Json]) -> bool:
    """Whether answers say something else than those that were taken. A file sent twice is the same file."""
    return any(_words(one.response) != _words(responses.get(one.item, {})) for one in taken)


def _words(response: Json) -> str:
    return digest.of_json({name: value for name, value in response.items() if name != "file"})
