"""Files that people have handed in, for themselves and for whoever marks them."""

from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from takwin.accounts.access import me
from takwin.assessment import access
from takwin.files.handing import hand_over


@require_safe
def my_file(request: HttpRequest, slug: str, file: UUID) -> StreamingHttpResponse:
    """A file that I have handed in."""
    found = access.my_file(me(request), slug, file)
    return hand_over(found.blob, found.name)


@require_safe
def file_to_mark(request: HttpRequest, slug: str, run: str, answer: int) -> StreamingHttpResponse:
    """The file of an answer that the course team marks."""
    found = access.file_of_team(me(request), slug, run, answer)
    return hand_over(found.blob, found.name)
