"""Which column holds what: headings in French, Arabic and English, in any order."""

from collections.abc import Sequence

from takwin.lib.text import fold

NAME, FIRST, LAST, EMAIL, USERNAME, CODE, COHORT, LANGUAGE = (
    "name", "first", "last", "email", "username", "code", "cohort", "language",
)  # fmt: skip
HEADINGS: dict[str, tuple[str, ...]] = {
    NAME: ("name", "full name", "nom complet", "nom et prenom", "prenom et nom", "nom prenom", "الاسم", "الاسم الكامل", "الاسم والنسب"),
    FIRST: ("first name", "given name", "givenname", "prenom", "الاسم الشخصي"),
    LAST: ("last name", "family name", "familyname", "surname", "nom", "nom de famille", "النسب", "الاسم العائلي"),
    EMAIL: (
        "email", "e-mail", "mail", "courriel", "adresse electronique", "adresse e-mail", "adresse mail", "البريد", "البريد الالكتروني",
    ),
    USERNAME: ("username", "sign-in name", "login", "identifiant", "اسم الدخول", "اسم المستخدم"),
    CODE: ("code", "number", "matricule", "numero", "som", "ppr", "drpp", "رقم التاجير", "الرقم", "رقم"),
    COHORT: ("cohort", "group", "class", "cohorte", "groupe", "classe", "section", "الفوج", "المجموعه", "المجموعة", "القسم"),
    LANGUAGE: ("language", "langue", "اللغة", "اللغه"),
}  # fmt: skip
_KNOWN = {fold(heading): column for column, headings in HEADINGS.items() for heading in headings}


def heading(said: str) -> str | None:
    """The column of a heading; None for one that is not known."""
    return _KNOWN.get(fold(said).strip(" :*.°"))


def columns(head: Sequence[str]) -> list[str | None]:
    """The column of each heading. “Nom” alone, with no first name beside it, is the whole name."""
    found = [heading(said) for said in head]
    if FIRST not in found and NAME not in found:
        found = [NAME if column == LAST else column for column in found]
    return found


def twice(found: Sequence[str | None]) -> str | None:
    """A column that two headings name, if there is one."""
    known = [column for column in found if column]
    return next((column for column in known if known.count(column) > 1), None)
