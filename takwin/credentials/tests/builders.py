"""A credential to try things on."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from takwin.credentials import badge, did, multikey, signing, status_list
from takwin.credentials.badge import Achievement, Assessed, Badge, Competency, Holder, Issuer
from takwin.credentials.contexts import Json
from takwin.lib.text import Sentence

SITE = "https://school.example"
DID = did.of_url(SITE)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = multikey.public_text(KEY.public_key())
METHOD = did.method(DID, PUBLIC)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
COMPETENCIES = {
    "fr": ("Culture numérique", "Collaboration professionnelle"),
    "ar": ("الثقافة الرقمية", "التعاون المهني"),
    "en": ("Digital literacy", "Professional collaboration"),
}
NAMES = {"fr": "Amina Benjelloun", "ar": "آمنة بنجلون", "en": "Amina Benjelloun"}


def lists(index: int = 4711) -> tuple[Json, ...]:
    """Places in one list for each purpose."""
    return (
        status_list.entry(f"{SITE}/credentials/status/revocation-1", "revocation", index),
        status_list.entry(f"{SITE}/credentials/status/suspension-1", "suspension", index + 1),
    )


def a_badge(language: str = "fr", **changes: Any) -> Badge:
    """A teacher's badge for the sample course."""
    values: dict[str, Any] = {
        "url": f"{SITE}/credentials/0195d1a0-0000-7000-8000-000000000001",
        "language": language,
        "issuer": Issuer(DID, "École de démonstration", SITE),
        "holder": Holder(NAMES[language], "amina@example.org", salt="x7Kq2"),
        "achievement": Achievement(
            url=f"{SITE}/courses/feedback-to-a-colleague/",
            title={
                "fr": "Le retour à un collègue",
                "ar": "تقديم ملاحظات لزميل",
                "en": "Feedback to a colleague",
            },
            description={
                "fr": "Observer une leçon et en parler de façon utile.",
                "ar": "ملاحظة درس والحديث عنه بشكل مفيد.",
                "en": "Watch a lesson and talk about it usefully.",
            },
            criteria={
                "fr": "Suivre toutes les étapes et obtenir 60 % des points.",
                "ar": "إتمام جميع المراحل والحصول على 60% من النقاط.",
                "en": "Follow every step and earn 60% of the points.",
            },
            hours=Decimal("6.0"),
            release="7d3c" * 16,
            competencies=(
                Competency("KA.6", COMPETENCIES[language][0], "ICT-CFT", "https://unesdoc.unesco.org/x"),
                Competency("1.2", COMPETENCIES[language][1], "DigCompEdu", "https://doi.org/10.2760/159770"),
            ),
        ),
        "assessed": (
            Assessed("first-check", "Ce que j'ai retenu", 5, 450, 500),
            Assessed("final", "Bilan", 16, 1350, 1600),
        ),
        "required": 60,
        "steps": 12,
        "started": datetime(2026, 10, 1, 8, tzinfo=UTC),
        "earned": NOW,
        "valid_from": NOW,
        "status": lists(),
    }
    return Badge(**(values | changes))


def a_credential(language: str = "fr", **changes: Any) -> Json:
    """The same, signed."""
    return signing.sign(badge.build(a_badge(language, **changes), spoken(language)), KEY, METHOD, NOW)


def spoken(language: str) -> Callable[[Sentence], str]:
    """What `say` is in a language, read from the room's translations."""
    if language == "en":
        return str
    path = Path(__file__).parents[1] / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=language)

    def say(sentence: Sentence) -> str:
        message = catalogue.get(sentence.message)
        text = str(message.string) if message and message.string else sentence.message
        return text % sentence.values if sentence.values else text

    return say
