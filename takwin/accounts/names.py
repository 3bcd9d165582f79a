"""Sign-in names: made from a person's name, compared without regard to case."""

import re
import unicodedata
from collections.abc import Container
from itertools import count

LONGEST = 40
HANDY = 24
"""What one types on a phone without a sigh: of a longer name only the first and the last word are proposed."""
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_SHAPE = re.compile(r"[^\W\d_][\w.-]*")


def tidy(typed: str) -> str:
    """A sign-in name as it is kept and looked for: compatibility forms composed, no case, no Arabic vowel marks or
    tatweel, no blanks around."""
    composed = unicodedata.normalize("NFKC", typed).casefold().replace("ـ", "").strip()
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Mn")


def tidy_name(typed: str) -> str:
    """A person's name with single blanks and without signs that cannot be seen."""
    shown = "".join(
        sign if unicodedata.category(sign)[0] != "C" else " " for sign in unicodedata.normalize("NFC", typed)
    )
    return " ".join(shown.split())


def is_a_name(name: str) -> bool:
    """Whether a tidy name could stand on a credential: letters above all, and no sign that belongs into an address."""
    letters = sum(sign.isalpha() for sign in name)
    others = all(sign.isalnum() or unicodedata.category(sign)[0] == "M" or sign in " '’ʼ`´.,·-–()" for sign in name)
    return letters >= 2 and others


def well_formed(name: str) -> bool:
    """Whether a tidy sign-in name begins with a letter and has only letters, digits, dots, dashes and underscores."""
    return len(name) <= LONGEST and _SHAPE.fullmatch(name) is not None


def proposed(name: str) -> str:
    """The sign-in name that a person's name suggests: "Amina Berrada" gives "amina.berrada". Latin letters lose their
    accents; Arabic and Tifinagh ones stay as they are, without vowel marks. Of a long name the first and the last word do."""
    plain = "".join(_plain(sign) for sign in tidy(name).translate(_LIGATURES))
    words = re.findall(r"[^\W\d_]+[\w-]*", plain)
    handy = words if len(".".join(words)) <= HANDY else [words[0], words[-1]]
    return ".".join(handy)[:LONGEST].rstrip(".-_") or "teacher"


def _plain(sign: str) -> str:
    latin = unicodedata.name(sign, "").startswith("LATIN")
    return unicodedata.normalize("NFKD", sign)[0] if latin else sign


def free(base: str, taken: Container[str]) -> str:
    """The first of base, base2, base3 … that nobody has."""
    for number in count(2):
        if base not in taken:
            return base
        base = numbered(base, number)
    raise AssertionError


def numbered(base: str, number: int) -> str:
    """The same name with another number: amina, or amina2, and 1903 give amina1903."""
    return f"{base.rstrip('0123456789')[: LONGEST - 6]}{number}"
