"""An Open Badges 3.0 AchievementCredential (a W3C Verifiable Credential 2.0), built from plain values, not signed yet."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from takwin.credentials import contexts
from takwin.credentials.contexts import Json
from takwin.credentials.signing import timestamp
from takwin.lib.text import N_, Sentence

Say = Callable[[Sentence], str]
"""Puts a sentence into the credential's language."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who affirms: the site's did:web, its name and its address."""

    did: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who earned it. `identity` (an e-mail or an account name) is written salted and hashed, never as it is; it can be
    left empty, and so can `did`."""

    name: str
    identity: str = ""
    kind: str = "emailAddress"
    salt: str = ""
    did: str = ""


@dataclass(frozen=True, slots=True)
class Competency:
    """An item of a framework that the course claims."""

    code: str
    label: str
    framework: str
    url: str


@dataclass(frozen=True, slots=True)
class Achievement:
    """What the course asks. Texts by language; `release` is the digest of the exact course text that was studied."""

    url: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    criteria: Mapping[str, str]
    hours: Decimal
    release: str
    competencies: tuple[Competency, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessed:
    """One piece of assessed work and its result. Points are hundredths."""

    id: str
    title: str
    questions: int
    mark: int
    points: int


@dataclass(frozen=True, slots=True)
class Badge:
    """One credential before signing. `required` is the share of the points that completion asks, in percent.
    `replaces` is the address of the credential that this one corrects."""

    url: str
    language: str
    issuer: Issuer
    holder: Holder
    achievement: Achievement
    assessed: tuple[Assessed, ...]
    required: int
    steps: int
    started: datetime
    earned: datetime
    valid_from: datetime
    status: tuple[Json, ...]
    replaces: str = ""


def build(badge: Badge, say: Say = str) -> Json:
    """The credential as JSON-LD (Open Badges 3.0, section B.1), in the badge's language."""
    return {
        "@context": [contexts.CREDENTIALS, contexts.OPEN_BADGES],
        "id": badge.url,
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": _in(badge, badge.achievement.title),
        "issuer": {"id": badge.issuer.did, "type": ["Profile"], "name": badge.issuer.name, "url": badge.issuer.url},
        "validFrom": timestamp(badge.valid_from),
        "awardedDate": timestamp(badge.earned),
        "credentialSubject": _subject(badge, say),
        "evidence": _evidence(badge, say),
        "credentialStatus": list(badge.status),
    }


def hashed(identity: str, salt: str) -> str:
    """`sha256$` and the digest of the identity followed by the salt (Open Badges 3.0, IdentityHash)."""
    return "sha256$" + hashlib.sha256((identity + salt).encode()).hexdigest()


def number(hundredths: int) -> str:
    """Hundredths as a decimal text: 1850 → 18.5."""
    text = f"{Decimal(hundredths) / 100:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_in(language: str, decimal: str) -> str:
    """A decimal text as one reads it: French, and Arabic in the Maghreb, have a comma."""
    return decimal if language == "en" else decimal.replace(".", ",")


def marks(assessed: Iterable[Assessed]) -> dict[str, str]:
    """What assessed work tells as results: the share of the points in percent under "mark", then each work's points."""
    works = list(assessed)
    mark, points = sum(work.mark for work in works), sum(work.points for work in works)
    share = str(100 * mark // points if points else 100)
    return {"mark": share, **{work.id: number(work.mark) for work in works}}


def _in(badge: Badge, texts: Mapping[str, str]) -> str:
    return texts.get(badge.language) or next(iter(texts.values()))


def _subject(badge: Badge, say: Say) -> Json:
    holder = badge.holder
    named = {"type": "IdentityObject", "hashed": False, "identityHash": holder.name, "identityType": "name"}
    proved = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": hashed(holder.identity, holder.salt),
        "identityType": holder.kind,
        "salt": holder.salt,
    }
    return {
        **({"id": holder.did} if holder.did else {}),
        "type": ["AchievementSubject"],
        "identifier": [named, proved] if holder.identity else [named],
        "activityStartDate": timestamp(badge.started),
        "activityEndDate": timestamp(badge.earned),
        "achievement": _achievement(badge, say),
        "result": _results(badge),
    }


def _achievement(badge: Badge, say: Say) -> Json:
    what = badge.achievement
    others = [language for language in what.title if language != badge.language]
    return {
        "id": _edition(badge, badge.language),
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": _in(badge, what.title),
        "description": _in(badge, what.description),
        "criteria": {"narrative": _in(badge, what.criteria)},
        "inLanguage": badge.language,
        "version": what.release,
        "creator": {"id": badge.issuer.did, "type": ["Profile"], "name": badge.issuer.name},
        **({"alignment": [_alignment(item) for item in what.competencies]} if what.competencies else {}),
        **({"related": [_related(badge, language) for language in others]} if others else {}),
        "resultDescription": [
            _describe(badge, "mark", say(Sentence(N_("Share of the points"))), "Percent", "100", str(badge.required)),
            _describe(badge, "hours", say(Sentence(N_("Hours of work announced"))), "ext:hours", _hours(badge)),
            *(_describe(badge, work.id, work.title, "RawScore", number(work.points)) for work in badge.assessed),
        ],
    }


def _edition(badge: Badge, language: str) -> str:
    return f"{badge.achievement.url}#achievement-{language}"


def _related(badge: Badge, language: str) -> Json:
    return {"id": _edition(badge, language), "type": ["Related"], "inLanguage": language}


def _alignment(item: Competency) -> Json:
    return {
        "type": ["Alignment"],
        "targetCode": item.code,
        "targetFramework": item.framework,
        "targetName": item.label,
        "targetType": "CFItem",
        "targetUrl": item.url,
    }


def _describe(badge: Badge, work: str, name: str, kind: str, most: str, required: str = "") -> Json:
    return {
        "id": f"{badge.achievement.url}#result-{work}",
        "type": ["ResultDescription"],
        "name": name,
        "resultType": kind,
        "valueMin": "0",
        "valueMax": most,
        **({"requiredValue": required} if required else {}),
    }


def _results(badge: Badge) -> list[Json]:
    first, *rest = marks(badge.assessed).items()
    return [
        {"type": ["Result"], "resultDescription": f"{badge.achievement.url}#result-{work}", "value": value}
        for work, value in [first, ("hours", _hours(badge)), *rest]
    ]


def _hours(badge: Badge) -> str:
    return number(int(badge.achievement.hours * 100))


def _evidence(badge: Badge, say: Say) -> list[Json]:
    found = [_evidence_of(badge, work, say) for work in badge.assessed]
    found.append(
        {
            "type": ["Evidence"],
            "genre": "workload",
            "name": say(Sentence(N_("Course followed to the end"))),
            "narrative": say(
                Sentence(
                    N_("Steps done: %(steps)s. Hours of work announced: %(hours)s."),
                    {"steps": badge.steps, "hours": read_in(badge.language, _hours(badge))},
                )
            ),
        }
    )
    found.append(
        {
            "type": ["Evidence"],
            "genre": "course release",
            "name": say(Sentence(N_("The exact course that was studied"))),
            "narrative": say(Sentence(N_("Release sha256:%(digest)s"), {"digest": badge.achievement.release})),
        }
    )
    if badge.replaces:
        found.append(
            {
                "id": badge.replaces,
                "type": ["Evidence"],
                "genre": "replaced credential",
                "name": say(Sentence(N_("Replaces an earlier credential"))),
            }
        )
    return found


def _evidence_of(badge: Badge, work: Assessed, say: Say) -> Json:
    marks = [read_in(badge.language, number(hundredths)) for hundredths in (work.mark, work.points)]
    values = {"mark": marks[0], "points": marks[1], "questions": work.questions}
    told = Sentence(N_("%(mark)s of %(points)s points; questions: %(questions)s."), values)
    return {"type": ["Evidence"], "genre": "assessment", "name": work.title, "narrative": say(told)}
