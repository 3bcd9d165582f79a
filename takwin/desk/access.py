"""Which pack a person may have."""

from django.http import Http404

from takwin.accounts.models import Person
from takwin.desk.models import Pack
from takwin.learning.models import Enrolment


def my_pack(person: Person, digest: str) -> Pack:
    """A pack of a course that the person takes, in any of its runs; nothing for anybody else."""
    courses = Enrolment.objects.filter(person=person, left=None).values("run__course")
    found = Pack.objects.select_related("blob").filter(blob=digest, release__course__in=courses).first()
    if found is None:
        raise Http404(digest)
    return found
