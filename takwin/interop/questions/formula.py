"""Formulas of other systems reckoned by our own small reader: numbers, names in braces, signs and a closed list of functions. Nothing is
ever run as a program. Numbers are floating, as they are where these formulas come from."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

LONGEST = 1_000
"""Signs of a formula."""
DEEPEST = 40
"""Brackets and functions within one another."""
TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d{1,60}(?:\.\d{0,60})?|\.\d{1,60})(?:[eE][+-]?\d{1,3})?)|\{(?P<value>[^{}<>]{1,60})\}"
    r"|(?P<word>[a-zA-Z_][a-zA-Z_0-9]{0,20})|(?P<sign>\*\*|[<>=!]=|&&|\|\||[-+*/%()<>,?:!]))"
)
Apply = Callable[..., float]


class NotReckoned(ValueError):
    """The formula cannot be read, or has no value; says where."""


def _round(number: float, places: float = 0) -> float:
    """Half away from zero."""
    scale = 10.0 ** int(places)
    return math.copysign(math.floor(abs(number) * scale + 0.5) / scale, number)


def _log(number: float, base: float = math.e) -> float:
    return math.log(number, base)


def _remainder(left: float, right: float) -> float:
    """Of whole numbers, with the sign of the first."""
    return math.fmod(int(left), int(right))


FUNCTIONS: dict[str, tuple[int, int, Apply]] = {
    "pi": (0, 0, lambda: math.pi),
    **{
        name: (1, 1, getattr(math, name))
        for name in (
            *("acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "exp", "expm1", "floor"),
            *("log10", "log1p", "sin", "sinh", "sqrt", "tan", "tanh"),
        )
    },
    "abs": (1, 1, abs),
    "bindec": (1, 1, lambda one: int(str(int(one)), 2)),
    "decbin": (1, 1, lambda one: int(f"{int(one):b}")),
    "decoct": (1, 1, lambda one: int(f"{int(one):o}")),
    "octdec": (1, 1, lambda one: int(str(int(one)), 8)),
    "deg2rad": (1, 1, math.radians),
    "rad2deg": (1, 1, math.degrees),
    "is_finite": (1, 1, math.isfinite),
    "is_infinite": (1, 1, math.isinf),
    "is_nan": (1, 1, math.isnan),
    "log": (1, 2, _log),
    "round": (1, 2, _round),
    "atan2": (2, 2, math.atan2),
    "fmod": (2, 2, math.fmod),
    "pow": (2, 2, math.pow),
    "max": (2, 20, max),
    "min": (2, 20, min),
}
"""What Moodle's manual lists: least and most arguments, and what is done."""
BINARY: dict[str, tuple[int, Apply]] = {
    "||": (1, lambda a, b: bool(a) or bool(b)),
    "&&": (2, lambda a, b: bool(a) and bool(b)),
    "==": (3, lambda a, b: a == b),
    "!=": (3, lambda a, b: a != b),
    "<": (4, lambda a, b: a < b),
    "<=": (4, lambda a, b: a <= b),
    ">": (4, lambda a, b: a > b),
    ">=": (4, lambda a, b: a >= b),
    "+": (5, lambda a, b: a + b),
    "-": (5, lambda a, b: a - b),
    "*": (6, lambda a, b: a * b),
    "/": (6, lambda a, b: a / b),
    "%": (6, _remainder),
}
"""Signs between two, with how closely they bind."""


def names(formula: str) -> list[str]:
    """The names in braces, each once, in their order."""
    return list(dict.fromkeys(name.strip() for name in re.findall(r"\{([^{}<>]{1,60})\}", formula)))


def reckoned(formula: str, values: Mapping[str, float]) -> float:
    """The value of a formula. Raises NotReckoned for what is no formula, an unknown name, and a value that is no finite number."""
    if len(formula) > LONGEST:
        raise NotReckoned(formula[:LONGEST])
    reading = _Reading(formula, values)
    try:
        found = float(reading.choice())
    except (ArithmeticError, ValueError, TypeError) as error:
        raise NotReckoned(str(error)) from error
    if reading.sign or reading.word or reading.is_value or not math.isfinite(found):
        raise NotReckoned(formula)
    return found


@dataclass(slots=True)
class _Reading:
    """A formula while it is read; `sign`, `word` and `number` are the piece that comes next, one of them at most."""

    text: str
    values: Mapping[str, float]
    at: int = 0
    deep: int = 0
    sign: str = ""
    word: str = ""
    number: float = 0.0
    is_value: bool = False

    def __post_init__(self) -> None:
        self.go_on()

    def go_on(self) -> None:
        """To the next piece."""
        self.sign, self.word, self.is_value = "", "", False
        if not self.text[self.at :].strip():
            return
        found = TOKEN.match(self.text, self.at)
        if not found:
            raise NotReckoned(self.text[self.at :][:20])
        self.at, self.sign, self.word = found.end(), found["sign"] or "", found["word"] or ""
        if found["number"] or found["value"]:
            self.is_value, self.number = True, self._value(found["number"], found["value"])

    def _value(self, number: str | None, name: str | None) -> float:
        if number:
            return float(number)
        try:
            return self.values[(name or "").strip()]
        except KeyError:
            raise NotReckoned(name) from None

    def take(self, sign: str) -> bool:
        """Whether the next piece is this sign, which is then passed."""
        if self.sign != sign:
            return False
        self.go_on()
        return True

    def need(self, sign: str) -> None:
        """Pass a sign. Raises NotReckoned when another comes."""
        if not self.take(sign):
            raise NotReckoned(self.text[self.at :][:20] or sign)

    def choice(self) -> float:
        """`a ? b : c`, or what binds more closely."""
        self.deep += 1
        if self.deep > DEEPEST:
            raise NotReckoned(self.text)
        found = self.chain(1)
        if self.take("?"):
            yes = self.choice()
            self.need(":")
            no = self.choice()
            found = yes if found else no
        self.deep -= 1
        return found

    def chain(self, least: int) -> float:
        """Signs between two, from the left."""
        left = self.signed()
        while self.sign in BINARY and BINARY[self.sign][0] >= least:
            bound, apply = BINARY[self.sign]
            self.go_on()
            left = apply(left, self.chain(bound + 1))
        return left

    def signed(self) -> float:
        """With signs before it; a power binds more closely than they do."""
        self.deep += 1
        if self.deep > DEEPEST:
            raise NotReckoned(self.text)
        if self.take("-"):
            found = -self.signed()
        elif self.take("+"):
            found = self.signed()
        elif self.take("!"):
            found = float(not self.signed())
        else:
            found = self.one()
            if self.take("**"):
                found = math.pow(found, self.signed())
        self.deep -= 1
        return found

    def one(self) -> float:
        """A number, a name in braces, a function, something in brackets."""
        if self.is_value:
            found = self.number
            self.go_on()
            return found
        if self.take("("):
            found = self.choice()
            self.need(")")
            return found
        name = self.word.lower()
        if name not in FUNCTIONS:
            raise NotReckoned(self.word or self.sign or self.text)
        self.go_on()
        return self.applied(name)

    def applied(self, name: str) -> float:
        """A function with what stands in its brackets."""
        least, most, apply = FUNCTIONS[name]
        self.need("(")
        given: list[float] = []
        while not self.take(")"):
            if given:
                self.need(",")
            given.append(self.choice())
        if not least <= len(given) <= most:
            raise NotReckoned(name)
        return float(apply(*given))
