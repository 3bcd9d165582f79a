"""The words of an SVG image with their colour, and what was painted behind them, where that can be decided.

Rectangles, circles, ellipses, polygons and paths of straight lines are decided; a curve, a gradient, a turned or reused shape that may lie
behind a word leaves it undecided, and nothing is said of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from takwin.content.review import colours, css
from takwin.content.review.colours import Colour
from takwin.content.review.css import Rules, Style
from takwin.content.review.shapes import Point, Shape, inside, length, near, numbers, outline, share

INHERITED = ("fill", "fill-opacity", "color", "font-size", "font-weight", "text-anchor", "direction", "visibility")
SHAPES = {"rect", "circle", "ellipse", "polygon", "path", "polyline"}
UNKNOWN = {"use", "image", "foreignObject", "switch", "symbol"}
SKIPPED = {
    "defs",
    "clipPath",
    "mask",
    "marker",
    "pattern",
    "symbol",
    "linearGradient",
    "radialGradient",
    "style",
    "title",
    "desc",
    "metadata",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they are painted. `ground` is None where it cannot be decided, () where it is the page; `size` in user units."""

    text: str
    colour: Colour
    alpha: int
    ground: Colour | tuple[()] | None
    size: float
    bold: bool
    line: int


@dataclass(frozen=True, slots=True)
class At:
    """What holds where we are: style, scale and shift (no turning), opacity in hundredths of 255."""

    style: Style
    scale: Point = (1.0, 1.0)
    shift: Point = (0.0, 0.0)
    opacity: float = 1.0
    straight: bool = True

    def point(self, x: float, y: float) -> Point:
        """Where a point stands in the whole drawing."""
        return x * self.scale[0] + self.shift[0], y * self.scale[1] + self.shift[1]


@dataclass(slots=True)
class Drawing:
    """A drawing while it is walked through, in the order in which it is painted."""

    rules: Rules
    shapes: list[Shape] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


def words_in(root: etree._Element) -> list[Words]:
    """The words of a drawing."""
    drawing = Drawing(list(css.rules(root)))
    _walk(root, At({}), drawing)
    return drawing.words


def _walk(element: etree._Element, at: At, drawing: Drawing) -> None:
    name = css.name(element)
    if name in SKIPPED or not name:
        return
    here = _at(element, at, drawing.rules, root=element.getparent() is None)
    if here is None:
        return
    if name in UNKNOWN or (name == "svg" and element.getparent() is not None):
        drawing.shapes.append(Shape(None, 255, (), sure=False))
    elif name in SHAPES:
        drawing.shapes += _shape(element, name, here)
    elif name == "text":
        drawing.words += _text(element, here, drawing)
    else:
        for child in element:
            _walk(child, here, drawing)


def _at(element: etree._Element, at: At, rules: Rules, *, root: bool = False) -> At | None:
    """What holds inside an element; None where nothing is painted."""
    own = css.own(element, rules)
    if own.get("display") == "none":
        return None
    style = {**at.style, **{key: value for key, value in own.items() if key in INHERITED and value != "inherit"}}
    opacity = at.opacity * share(own.get("opacity", "1"))
    here = replace(at, style=style, opacity=opacity)
    return here if root else _moved(here, element.get("transform", own.get("transform", "")))


def _moved(at: At, transform: str) -> At:
    """After translate, scale and matrix; anything that turns is no longer straight."""
    for name, said in re.findall(r"(\w+)\s*\(([^)]*)\)", transform):
        given = numbers(said)
        if name == "matrix" and len(given) == 6 and given[1] == given[2] == 0:
            at = _scaled(_shifted(at, given[4], given[5]), given[0], given[3])
        elif name == "translate" and given:
            at = _shifted(at, given[0], given[1] if len(given) > 1 else 0)
        elif name == "scale" and given:
            at = _scaled(at, given[0], given[1] if len(given) > 1 else given[0])
        else:
            at = replace(at, straight=False)
    return at


def _shifted(at: At, x: float, y: float) -> At:
    return replace(at, shift=at.point(x, y))


def _scaled(at: At, x: float, y: float) -> At:
    return replace(at, scale=(at.scale[0] * x, at.scale[1] * y))


def _shape(element: etree._Element, name: str, at: At) -> Iterator[Shape]:
    fill = at.style.get("fill", "black")
    if fill == "none" or at.style.get("visibility") in {"hidden", "collapse"}:
        return
    colour = colours.parse(at.style.get("color", "black") if fill == "currentColor" else fill)
    alpha = round((colour[1] if colour else 255) * at.opacity * share(at.style.get("fill-opacity", "1")))
    found, sure = outline(element, name)
    sure = sure and at.straight
    points = tuple(at.point(x, y) for x, y in found)
    if len(points) > 2 or not sure:
        yield Shape(colour[0] if colour else None, alpha, points if at.straight else (), sure)


def _text(element: etree._Element, at: At, drawing: Drawing) -> Iterator[Words]:
    """The words of a text element, each `tspan` by itself."""
    pieces = [(element, element.text or "", at)]
    for child in element:
        within = _at(child, at, drawing.rules) if css.name(child) == "tspan" else None
        if within:
            pieces += [(child, css.text(child), within)]
        pieces += [(element, child.tail or "", at)]
    for place, said, here in pieces:
        text = " ".join(said.split())
        if text and (one := _painted(place, element, text, here, drawing)):
            yield one


def _painted(place: etree._Element, whole: etree._Element, text: str, at: At, drawing: Drawing) -> Words | None:
    fill = at.style.get("fill", "black")
    colour = colours.parse(at.style.get("color", "black") if fill == "currentColor" else fill)
    size = length(at.style.get("font-size", "16"))
    x, y = (length(place.get(side) or whole.get(side) or "0") for side in ("x", "y"))
    if colour is None or size is None or x is None or y is None or at.style.get("visibility") == "hidden":
        return None
    alpha = round(colour[1] * at.opacity * share(at.style.get("fill-opacity", "1")))
    middle = at.point(x + _middle(at.style, text) * size, y - size * 0.35)
    ground = _ground(drawing.shapes, middle) if at.straight else None
    bold = at.style.get("font-weight", "") in {"bold", "bolder", "600", "700", "800", "900"}
    return Words(text, colour[0], alpha, ground, size * abs(at.scale[1]), bold, _line(whole))


def _middle(style: Style, text: str) -> float:
    """How far the middle of the words is from where they are put, in sizes of the letters: half a size for a letter."""
    anchor, turned = style.get("text-anchor", "start"), style.get("direction") == "rtl"
    if anchor == "middle":
        return 0.0
    half = len(text) * 0.25
    return -half if (anchor == "end") != turned else half


def _ground(shapes: Sequence[Shape], point: Point) -> Colour | tuple[()] | None:
    """What was painted last at a point; () for nothing, None when it cannot be told."""
    ground: Colour | tuple[()] | None = ()
    for shape in shapes:
        if not shape.sure and near(shape.outline, point):
            ground = None
        elif shape.sure and inside(shape.outline, point):
            if shape.colour is None:
                ground = None
            elif shape.alpha >= 250:
                ground = shape.colour
            elif shape.alpha > 5:
                ground = colours.over(shape.colour, shape.alpha, ground) if ground else None
    return ground


def _line(element: etree._Element) -> int:
    line = getattr(element, "sourceline", None)
    return line if isinstance(line, int) else 1
