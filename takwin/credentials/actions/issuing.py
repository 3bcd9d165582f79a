"""Issue a credential for a completion."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from takwin.accounts.models import Person
from takwin.content.models import Release
from takwin.credentials import badge, composing, did, evidence, printing, queries, signing, status_list
from takwin.credentials.actions import lists
from takwin.credentials.badge import Badge, Competency, Holder, Issuer
from takwin.credentials.contexts import Json
from takwin.credentials.models import Credential
from takwin.credentials.saying import write
from takwin.frameworks import tree
from takwin.learning import actions as learning
from takwin.learning import queries as taken
from takwin.learning.counting import Counted, counted, summary
from takwin.learning.merged import whole
from takwin.learning.models import Enrolment
from takwin.learning.progress import Rules, State
from takwin.lib.ids import derived
from takwin.lib.text import N_
from takwin.notices.actions import tell
from takwin.records.statement import Statement


@dataclass(frozen=True, slots=True)
class Earned:
    """Somebody who completed a course: the enrolment, the person, the sentence that says so, and what the evidence rests on: a release
    and the sentences that count, as of `looked_at` (None: as at the completion)."""

    enrolment: Enrolment
    person: Person
    completed: Statement
    release: Release
    acts: Sequence[Statement]
    looked_at: datetime | None = None

    @property
    def state(self) -> State:
        """Where the learner stood, whatever came after."""
        return whole(self.acts, self.rules, self.enrolment.uid)

    @property
    def rules(self) -> Rules:
        """What the release asked this learner."""
        return Rules.of(self.release.outline, self.enrolment.uid)

    @property
    def counts(self) -> dict[str, Counted]:
        """The questions that counted, with their marks."""
        return counted(self.state, self.rules)


def earned(completed: Statement, looked_at: datetime | None = None, of: UUID | None = None) -> Earned | None:
    """What a sentence of completion speaks of, in the enrolment `of` where it was told of another one that was merged into that; None when
    the person is gone, or where another site gives the credentials."""
    enrolments = Enrolment.objects.select_related("person", "run__course")
    found = enrolments.filter(uid=of or completed.registration).first() if completed.registration else None
    if found is None or found.person is None or not found.person.name or found.run.elsewhere:
        return None
    told, of_course = taken.told(found), Release.objects.filter(course=found.run.course)
    then = of_course.get(digest=completed.result["release"])
    now = of_course.get(digest=evidence.release(told, completed, looked_at))
    asked = {item: rule["asked"] for item, rule in then.outline["items"].items()}
    return Earned(found, found.person, completed, now, evidence.acts(told, completed, looked_at, asked), looked_at)


def earned_again(enrolment: Enrolment, looked_at: datetime | None) -> Earned | None:
    """The same from an enrolment; None when it was never completed or the person is gone."""
    completed = next((told for told in taken.told(enrolment) if told.verb == "completed"), None)
    return earned(completed, looked_at, enrolment.uid) if completed else None


def give(achieved: Earned | None, now: datetime) -> Credential | None:
    """Issue what was earned; None where there is nobody to give it to, or the run gives no credential. Raises KeysRefused."""
    if achieved is None or not achieved.enrolment.run.rules.gives_credential:
        return None
    return issue(achieved, now)


@transaction.atomic
def issue(achieved: Earned, now: datetime) -> Credential:
    """Sign what was earned, tell the record and the holder. Once for a completion: again changes nothing, and neither does that of a run
    for which the person has a credential from an account that was merged. Raises KeysRefused."""
    cause = achieved.completed.id
    pk = derived(cause, "credential")
    if (there := Credential.objects.filter(enrolment=achieved.enrolment, replaces=None).first()) is not None:
        return there
    credential = create(pk, achieved, now)
    sentence = learning.sentence(achieved.enrolment, "earned", f"credential/{pk}", now, uid=derived(cause, "earned"))
    learning.tell(achieved.enrolment, sentence, now)
    inform(credential, pk, N_("Your credential for “%(course)s” is ready."), now)
    return credential


def create(pk: UUID, achieved: Earned, now: datetime, replaces: Credential | None = None) -> Credential:
    """A new row with its signature and its places in the lists; its printed page is made later. Call it in a transaction."""
    (revocation, revoked_at), (suspension, suspended_at) = (
        lists.place("revocation", now),
        lists.place("suspension", now),
    )
    status = (
        status_list.entry(queries.list_address(revocation), "revocation", revoked_at),
        status_list.entry(queries.list_address(suspension), "suspension", suspended_at),
    )
    made = _badge(pk, achieved, now, status, queries.address(replaces.pk) if replaces else "")
    credential = Credential.objects.create(
        id=pk,
        person=achieved.person,
        enrolment=achieved.enrolment,
        title=made.achievement.title.get(made.language, ""),
        language=made.language,
        signed=_signed(made, now),
        issued=now,
        looked_at=achieved.looked_at,
        replaces=replaces,
        revocation=revocation,
        revocation_index=revoked_at,
        suspension=suspension,
        suspension_index=suspended_at,
    )
    printing.print_certificate.enqueue(str(pk))
    return credential


def inform(credential: Credential, cause: UUID, message: str, now: datetime, **values: str) -> None:
    """Tell the holder, if there still is one."""
    if credential.person is not None:
        told = {"course": credential.title, **values}
        link = reverse("credential", args=[credential.pk])
        tell(credential.person, cause=cause, message=message, values=told, link=link, now=now)


def _signed(made: Badge, now: datetime) -> str:
    ours, keys = queries.our_did(), queries.ring()
    with translation.override(made.language):
        document = badge.build(made, write)
    return json.dumps(signing.sign(document, keys.signing, did.method(ours, keys.public), now), ensure_ascii=False)


def _badge(pk: UUID, achieved: Earned, now: datetime, status: tuple[Json, ...], replaces: str) -> Badge:
    outline = achieved.release.outline
    language = composing.language(outline, achieved.person.language)
    rules, state = achieved.rules, achieved.state
    course = settings.BASE_URL + reverse("course", args=[outline["course"]])
    with translation.override(language):
        what = composing.achievement(
            outline, achieved.release.digest, course, _competencies(outline["competencies"], language), write
        )
    return Badge(
        url=queries.address(pk),
        language=language,
        issuer=Issuer(queries.our_did(), settings.ISSUER, settings.BASE_URL),
        holder=_holder(achieved.person),
        achievement=what,
        assessed=composing.assessed(outline, achieved.counts, language),
        required=rules.mark_share,
        steps=summary(state, rules).done,
        started=achieved.enrolment.enrolled,
        earned=achieved.completed.at,
        valid_from=now,
        status=status,
        replaces=replaces,
    )


def _holder(person: Person) -> Holder:
    """The name, and the e-mail or sign-in name hashed with a salt of its own."""
    kind = "emailAddress" if person.email else "userName"
    return Holder(person.name, person.email or person.username, kind, salt=token_urlsafe(12))


def _competencies(claimed: list[str], language: str) -> Iterator[Competency]:
    for code in claimed:
        item = tree.item(code)
        label = tree.worded(item.label, language)
        framework = tree.framework(item.framework)
        title = tree.worded(framework.title, language)
        yield Competency(item.code, label, title, framework.source_url or settings.BASE_URL + item.uri)
