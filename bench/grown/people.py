"""Who is there: names, sign-in names, languages, and what each takes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

FIRST = (
    "Amina",
    "Brahim",
    "Fatima",
    "Hassan",
    "Khadija",
    "Youssef",
    "Latifa",
    "Omar",
    "Naïma",
    "Rachid",
    "Tilelli",
    "Idder",
)
FIRST_AR = ("أمينة", "إبراهيم", "فاطمة", "حسن", "خديجة", "يوسف", "لطيفة", "عمر", "نعيمة", "رشيد", "تيليلي", "إدّر")
LAST = (
    "Alaoui",
    "Bennani",
    "Chraibi",
    "El Fassi",
    "Idrissi",
    "Ouhssain",
    "Tazi",
    "Ziani",
    "Amrani",
    "Berrada",
    "Naciri",
)
LAST_AR = (
    "العلوي",
    "بناني",
    "الشرايبي",
    "الفاسي",
    "الإدريسي",
    "أوحساين",
    "التازي",
    "الزياني",
    "العمراني",
    "برادة",
    "الناصري",
)
LANGUAGES = ("fr", "fr", "fr", "fr", "fr", "ar", "ar", "ar", "ar", "en")


@dataclass(frozen=True, slots=True)
class Somebody:
    """An account, with the numbers that the people's table and the record's dictionary give it."""

    number: int
    actor: int
    pseudonym: UUID
    username: str
    name: str
    email: str
    language: str
    joined: datetime


def people(many: int, person: int, actor: int, joined: datetime, chance: random.Random) -> Iterator[Somebody]:
    """So many people, numbered from `person` and `actor` on. Six of ten have an e-mail address."""
    for more in range(many):
        username = f"person-{person + more}"
        language = chance.choice(LANGUAGES)
        first, last = (FIRST_AR, LAST_AR) if language == "ar" else (FIRST, LAST)
        yield Somebody(
            person + more,
            actor + more,
            UUID(bytes=chance.randbytes(16), version=4),
            username,
            f"{chance.choice(first)} {chance.choice(last)}",
            f"{username}@example.org" if chance.random() < 0.6 else "",
            language,
            joined,
        )
