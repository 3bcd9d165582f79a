"""Images: words in a drawing that can be read, photographs that can be seen, nothing that eats a prepaid phone."""

import io
from collections.abc import Iterable, Iterator

from PIL import Image, UnidentifiedImageError

from takwin.content.compiler.compiled import Compiled
from takwin.content.compiler.media import FORMATS, Medium, content
from takwin.content.review import colours, drawing
from takwin.content.review.drawing import Words
from takwin.content.review.texts import steps
from takwin.content.source.course import Course
from takwin.content.source.problems import Problem, problem
from takwin.files.types import IMAGES, ending
from takwin.lib.xml import XmlRefused, parse

PHONE = 328
"""CSS pixels for an image on a phone 360 wide."""
READABLE = 9
"""CSS pixels of the smallest letters that can be read there."""
LARGE, LARGE_BOLD = 24, 19
"""CSS pixels from which WCAG 2.2 (1.4.3) calls words large."""
ON_PAGE = 300
"""Hundredths of contrast for words without a ground of their own: they lie on a page that is light for some and dark for others, and no
colour has 4.5 to 1 on both."""
PALE = 300
HEAVY, HEAVIER, STEP = 250_000, 2_000_000, 1_000_000
"""Bytes of an image that is worth making smaller, of one of which `media-heavy` speaks, and of all images of a step."""
ICON, NARROW = 64, 320
MOST_PIXELS = 40_000_000
SEEN = (800, 800)
"""Pixels that are enough to see thin letters."""


def findings(course: Course, compiled: Compiled) -> Iterable[Problem]:
    """What is weak in the images that the course uses."""
    for medium in compiled.media.values():
        if ending(medium.path) == ".svg":
            yield from of_drawing(medium)
        elif ending(medium.path) in IMAGES:
            yield from _photograph(medium)
        if ending(medium.path) in IMAGES and HEAVY < medium.size <= HEAVIER:
            yield problem("picture-heavy", medium.path, 1, kilobytes=medium.size // 1000)
    yield from _steps(course, compiled)


def of_drawing(medium: Medium) -> Iterator[Problem]:
    """What is weak in an SVG image; nothing for one that cannot be read."""
    try:
        found = drawing.words_in(parse(content(medium)))
    except (XmlRefused, OSError, ValueError, ArithmeticError, RecursionError):
        return
    width = medium.width or PHONE
    faint = min((one for told in found for one in _faint(told)), default=None, key=lambda one: one[0])
    if faint:
        ratio, least, words, ground = faint
        yield problem(
            "contrast-text",
            medium.path,
            words.line,
            words=words.text[:40],
            colour=colours.name(words.colour),
            background=colours.name(ground),
            ratio=f"{ratio / 100:.1f}",
            least=f"{least / 100:.1f}",
        )
    small = min(found, default=None, key=lambda one: one.size)
    if small and (shown := round(small.size * min(1, PHONE / width))) < READABLE:
        yield problem("text-small", medium.path, small.line, words=small.text[:40], size=shown, least=READABLE)


def _faint(words: Words) -> Iterator[tuple[int, int, Words, colours.Colour]]:
    """The contrasts of words that are too low, in hundredths, with what is needed and on what."""
    least = 300 if words.size >= (LARGE_BOLD if words.bold else LARGE) else 450
    for ground in () if words.ground is None else (words.ground,) if words.ground else colours.PAGES:
        ratio = colours.contrast(colours.over(words.colour, words.alpha, ground), ground)
        needed = least if words.ground else ON_PAGE
        if ratio < needed:
            yield ratio, needed, words, ground


def _photograph(medium: Medium) -> Iterator[Problem]:
    sides = (medium.width, medium.height)
    if min(sides) <= ICON or medium.width * medium.height > MOST_PIXELS:
        return
    if medium.width < NARROW:
        yield problem("picture-small", medium.path, 1, width=medium.width, height=medium.height, least=NARROW)
    spread = _spread(medium)
    if spread is not None and spread < PALE:
        yield problem("picture-pale", medium.path, 1, ratio=f"{spread / 100:.1f}")


def _spread(medium: Medium) -> int | None:
    """The contrast between the lightest and the darkest pixels of an image, half a hundredth of each left out, in hundredths; None when it cannot be read."""
    try:
        with Image.open(io.BytesIO(content(medium)), formats=FORMATS) as image:
            image.draft("RGB", SEEN)
            image.thumbnail(SEEN)
            shown = image.convert("RGBA")
            ground = Image.new("RGBA", shown.size, (255, 255, 255, 255))
            grey = Image.alpha_composite(ground, shown).convert("L").histogram()
    except (
        OSError,
        ValueError,
        SyntaxError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return None
    dark, light = _place(grey, 5), _place(grey, 995)
    return colours.contrast((dark,) * 3, (light,) * 3)


def _place(histogram: list[int], thousandths: int) -> int:
    """The grey below which this share of the pixels lies."""
    wanted, seen = sum(histogram) * thousandths // 1000, 0
    for grey, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return grey
    return 255


def _steps(course: Course, compiled: Compiled) -> Iterator[Problem]:
    """All the images of one page together."""
    for texts in steps(course, compiled):
        paths = {one.path.removeprefix("../") for one in texts[0].facts.pictures}
        sizes = [compiled.media[path].size for path in paths if path in compiled.media]
        if sum(sizes) > STEP and len(sizes) > 1:
            megabytes = f"{sum(sizes) / 1_000_000:.1f}"
            yield problem("step-heavy", texts[0].file, texts[0].said.line, megabytes=megabytes, images=len(sizes))
