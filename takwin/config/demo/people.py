"""Who is there in the demo site. Their password is public, so the demo is for trying out, never for real people."""

from dataclasses import dataclass

PASSWORD = "takwin-demo"  # noqa: S105 - printed for everybody to use


@dataclass(frozen=True, slots=True)
class Role:
    """One of the demo's people: sign-in name, name, language, what they are, and how far they are in the first sample course
    and in the second (percent of its steps; 100 completes it)."""

    username: str
    name: str
    language: str
    what: str
    progress: int | None = None
    second: int | None = None
    author: bool = False
    administrator: bool = False


PEOPLE = (
    Role("amina", "Amina Bennani", "fr", "a teacher, half-way through the first course", progress=45, second=10),
    Role("brahim", "إبراهيم العلوي", "ar", "a teacher who holds the credential, reads in Arabic", progress=100),
    Role(
        "hassan",
        "Hassan Chraibi",
        "en",
        "a teacher who holds the credential, reads in English",
        progress=100,
        second=30,
    ),
    Role("tilelli", "Tilelli Ouhssain", "fr", "a tutor at a training centre, has just begun", progress=0),
    Role("omar", "Omar Idrissi", "fr", "the organiser of a regional academy, has not joined yet"),
    Role("ghizlane", "Ghizlane Tazi", "fr", "the author of the courses", author=True),
    Role("salma", "Salma Amrani", "fr", "the administrator", administrator=True),
)
