"""Who is there in the demo site. Their password is public, so the demo is for trying out, never for real people."""

from dataclasses import dataclass

from takwin.lib.text import N_

PASSWORD = "takwin-demo"  # noqa: S105 - printed for everybody to use


@dataclass(frozen=True, slots=True)
class Role:
    """One of the demo's people: sign-in name, name, language, what they are (an English msgid), and how far they are in the first sample
    course and in the second (percent of its steps; 100 completes it)."""

    username: str
    name: str
    language: str
    what: str
    progress: int | None = None
    second: int | None = None
    author: bool = False
    administrator: bool = False


PEOPLE = (
    Role("amina", "Amina Bennani", "fr", N_("a teacher, half-way through the first course"), progress=45, second=10),
    Role("brahim", "إبراهيم العلوي", "ar", N_("a teacher who holds the credential, reads in Arabic"), progress=100),
    Role(
        "hassan",
        "Hassan Chraibi",
        "en",
        N_("a teacher who holds the credential, reads in English"),
        progress=100,
        second=30,
    ),
    Role("driss", "Driss Ouhadi", "fr", N_("joined the xMOOC and has never opened it")),
    Role("anas", "Anas Filali", "fr", N_("a teacher of mathematics, in the SPOC of the centre of Kénitra")),
    Role("meryem", "Meryem Alaoui", "fr", N_("a future teacher, in the hybrid run of the centre of Rabat")),
    Role("latifa", "لطيفة المنصوري", "ar", N_("publishes in the cMOOC, reads in Arabic")),
    Role(
        "tilelli",
        "Tilelli Ouhssain",
        "fr",
        N_("a tutor at the centre of Rabat, has just begun a course herself"),
        progress=0,
    ),
    Role("younes", "Younes Haddad", "fr", N_("a tutor at the centre of Kénitra")),
    Role("omar", "Omar Idrissi", "fr", N_("the organiser of a regional academy, has not joined yet")),
    Role("ghizlane", "Ghizlane Tazi", "fr", N_("the author of the courses"), author=True),
    Role("salma", "Salma Amrani", "fr", N_("the administrator"), administrator=True),
)
