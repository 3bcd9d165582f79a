"""A real course that is bent out of shape in every way: its author is told what is wrong, and never sees a traceback."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takwin.content.check import check
from takwin.content.report import as_json
from takwin.content.sarif import as_sarif
from takwin.content.source import folder

SAMPLE = Path(__file__).resolve().parents[3] / "courses" / "feedback-to-a-colleague"
FENCES = [
    ":::", "::::", ":::::", ":::{tip}", "::::{note} Un titre", ":::::{quiz} q", "::::{single-choice} a", ":::{hint}",
    ":::{feedback} wrong", ":::{figure} media/seats.svg", ":::{video} https://a.example/b", ":::{dropdown}", "::::{cloze} b",
    "::::::{task} t", "::::{criteria}", ":::{section}", "::::{matching} c", "::::{numeric} d", "::::{hotspot} e", ":::{}", ":::{tips}",
]  # fmt: skip
SCRAPS = [
    "{gap}`=a ~b#c %50%d`", "{select}`", "`", "$$", "$x^$", "|a|b|\n|-|-|", "[^1]", "[^1]: note", "- [x] a", "- [ ] ", "1. a", "> b", "a -> b",
    "<b", "<svg>", "<!--", "&amp;", "\\", "![](media/none.svg)", "[a](b/c#d)", "[a]{lang=", ":alt:", ":answer: 1e999", ":points: -1",
    ":minutes: 99999999999", ":aligned: x/y", "\x00", "\u202e", "\ud7ff", "٣", "ـــ", "---", "...", "\t", "# ", "####### ",
]  # fmt: skip
BENDS: list[Callable[[str], str]] = [
    lambda line: f"  {line}",
    str.lstrip,
    lambda line: line.replace(":", "", 1),
    lambda line: line.replace(":", ": [", 1),
    lambda line: line.replace(":", ": {", 1),
    lambda line: f"{line.partition(':')[0]}:",
    lambda line: f"{line.partition(':')[0]}: &a [*a]",
    lambda line: f"{line.partition(':')[0]}: !!python/object:os.system x",
    lambda line: f"{line.partition(':')[0]}: {{fr: [a, {{b: c}}], ar: , en: 1}}",
    lambda line: f"{line.partition(':')[0]}: 1e400",
    lambda line: f"- {line}",
    lambda line: f"? {line}",
    lambda line: f"\t{line}",
    lambda line: line.replace("[", "", 1),
    lambda line: line * 2,
]


@cache
def sample() -> Mapping[str, bytes]:
    """The files of the course by name."""
    return {name: path.read_bytes() for name, path in folder.listing(SAMPLE).items() if not name.endswith(".pdf")}


def cut(text: str, at: float) -> tuple[list[str], int]:
    """The lines of a text and one of them."""
    lines = text.split("\n")
    return lines, min(int(at * len(lines)), len(lines) - 1)


def lined(change: Callable[[list[str], int, int], None]) -> Callable[[bytes, float, float, int], bytes]:
    """A change of lines as one of bytes."""

    def changed(data: bytes, one: float, other: float, _: int) -> bytes:
        lines, first = cut(data.decode("utf-8", "surrogateescape"), one)
        change(lines, first, cut("\n".join(lines), other)[1])
        return "\n".join(lines).encode("utf-8", "surrogatepass")

    return changed


def swap(lines: list[str], one: int, other: int) -> None:
    lines[one], lines[other] = lines[other], lines[one]


def drop(lines: list[str], one: int, other: int) -> None:
    del lines[one]


def double(lines: list[str], one: int, other: int) -> None:
    lines.insert(other, lines[one])


def flip(data: bytes, one: float, _: float, byte: int) -> bytes:
    at = int(one * len(data))
    return data[:at] + bytes([byte]) + data[at + 1 :]


def bend(data: bytes, one: float, _: float, which: int) -> bytes:
    lines, at = cut(data.decode("utf-8", "replace"), one)
    lines[at] = BENDS[which % len(BENDS)](lines[at])
    return "\n".join(lines).encode()


def scrap(data: bytes, one: float, _: float, which: int) -> bytes:
    lines, at = cut(data.decode("utf-8", "replace"), one)
    lines[at] += " " + SCRAPS[which % len(SCRAPS)]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def nest(data: bytes, one: float, other: float, which: int) -> bytes:
    lines, at = cut(data.decode("utf-8", "replace"), one)
    lines.insert(at, FENCES[which % len(FENCES)])
    lines.insert(cut("\n".join(lines), other)[1], FENCES[which // 7 % len(FENCES)])
    return "\n".join(lines).encode()


def shorten(data: bytes, one: float, _: float, __: int) -> bytes:
    return data[: int(one * len(data))]


CHANGES = [lined(swap), lined(drop), lined(double), flip, bend, scrap, nest, shorten]
SHARE = st.floats(0, 1, exclude_max=True)
STEPS = st.lists(
    st.tuples(
        st.one_of(st.just("course.yaml"), st.deferred(lambda: st.sampled_from(sorted(sample())))),
        st.sampled_from(CHANGES),
        SHARE,
        SHARE,
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=5,
)
Step = tuple[str, Callable[[bytes, float, float, int], bytes], float, float, int]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, to be bent and straightened again."""
    place = tmp_path_factory.mktemp("fuzz")
    for name, data in sample().items():
        put(place, name, data)
    return place


def put(place: Path, name: str, data: bytes) -> None:
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(data)


def bent(place: Path, steps: list[Step]) -> None:
    """Bend the course, check it, straighten it."""
    changed = dict(sample())
    for name, change, one, other, byte in steps:
        changed[name] = change(changed[name], one, other, byte)
    names = {name for name, *_ in steps}
    try:
        for name in names:
            put(place, name, changed[name])
        checked = check(place)
    finally:
        for name in names:
            put(place, name, sample()[name])
    assert all(str(one.sentence) and str(one.try_this) and one.line >= 1 for one in checked.problems)
    assert checked.publishable or any(one.level == "error" for one in checked.problems)
    assert json.dumps([as_json(checked), as_sarif(checked, place, "0")])


SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]


@settings(deadline=None, max_examples=15, suppress_health_check=SLOW)
@given(STEPS)
def test_a_bent_course_is_told_and_never_breaks(place: Path, steps: list[Step]) -> None:
    bent(place, steps)


@pytest.mark.long
@settings(deadline=None, max_examples=500, suppress_health_check=SLOW)
@given(STEPS)
def test_a_course_bent_in_many_ways(place: Path, steps: list[Step]) -> None:
    bent(place, steps)
