"""The demo's institutions have a look of their own: a logo that is drawn here, an accent, the language of their people."""

from collections.abc import Mapping
from datetime import datetime
from math import cos, pi, sin

from PIL import Image, ImageDraw

from takwin.accounts.models import Person
from takwin.files.pictures import png
from takwin.institutions import actions, look
from takwin.institutions.actions import Wanted
from takwin.institutions.models import Branding, Node

SIDE = 288
GREEN, GOLD = "#0b5c46", "#c08a2b"


def dress(nodes: Mapping[str, Node], by: Person, now: datetime) -> None:
    """The regional academy has a logo and an accent, which its centres keep under their own names; the cohort of teachers of Arabic is spoken to
    in Arabic. What somebody has changed since stays."""
    if Branding.objects.exists():
        return
    for short, wanted in _wanted().items():
        actions.dress(nodes[short], wanted, by, now)


def _wanted() -> dict[str, Wanted]:
    return {
        "academy": Wanted(
            {
                "fr": "AREF Rabat-Salé-Kénitra",
                "ar": "أكاديمية الرباط سلا القنيطرة",
                "en": "Academy of Rabat-Salé-Kénitra",
            },
            GREEN,
            logo=look.drawn(logo()),
        ),
        "kenitra": Wanted(
            {"fr": "CRMEF de Kénitra", "ar": "المركز الجهوي بالقنيطرة", "en": "Training centre of Kénitra"}
        ),
        "arabic": Wanted({}, language="ar"),
    }


def logo() -> bytes:
    """A star of eight points over two waves, for a region between two rivers and the sea, as PNG."""
    image = Image.new("RGB", (SIDE, SIDE), "white")
    pen = ImageDraw.Draw(image)
    centre = SIDE * 0.4
    for turn in (0.0, pi / 4):
        pen.polygon(_square(SIDE / 2, centre, SIDE * 0.37, turn), fill=GREEN)
    for turn in (0.0, pi / 4):
        pen.polygon(_square(SIDE / 2, centre, SIDE * 0.2, turn), fill="white")
    pen.ellipse([SIDE / 2 - 26, centre - 26, SIDE / 2 + 26, centre + 26], fill=GOLD)
    for height, colour in ((0.85, GREEN), (0.95, GOLD)):
        pen.line([(x, SIDE * height + 9 * sin(x * 6 * pi / SIDE)) for x in range(SIDE)], fill=colour, width=12)
    return png(image)


def _square(x: float, y: float, reach: float, turn: float) -> list[tuple[float, float]]:
    return [(x + reach * cos(turn + at * pi / 2), y + reach * sin(turn + at * pi / 2)) for at in range(4)]
