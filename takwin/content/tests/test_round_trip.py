"""Laws: reading what was written gives it back; the digest depends on what is said, not on how; a question survives its source."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takwin.content.compiler import compile
from takwin.content.compiler.media import Shelf
from takwin.content.compiler.page import Page
from takwin.content.compiler.render import LONE_PARAGRAPH, block, html_of, tokens_of
from takwin.content.source import questions, reader, writer
from takwin.content.source.course import Accepted, Completion, Course, Module, Step, StepText
from takwin.content.source.fences import Fence
from takwin.content.source.lists import quoted
from takwin.content.source.markdown import parse
from takwin.items import manual, markdown
from takwin.items.item import Choice, Line, Written
from takwin.items.shelf import KINDS, kind
from takwin.scenarios.communication import DEGREES, Communication
from takwin.scenarios.supervision import (
    ADDRESSEES,
    CALENDAR,
    CHANNELS,
    EVENTS,
    INITIATIVES,
    ROLES,
    UNITS,
    Intervention,
    Supervision,
    Trigger,
)  # fmt: skip

# Control characters and our placeholders are refused in files; surrogates cannot be written at all.
SIGNS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ue000\ue001")
WORDS = st.text(SIGNS, min_size=1, max_size=20).map(str.strip).filter(bool)
LINES = st.lists(WORDS, min_size=1, max_size=4).map("\n".join)
SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
LANGUAGES = st.lists(st.sampled_from(["fr", "ar", "en", "zgh"]), min_size=1, max_size=3, unique=True)
BODIES = (
    st.text(st.one_of(SIGNS, st.just("\n")), max_size=60)
    .map(lambda text: text.strip("\n").rstrip())
    .filter(lambda text: bool(text) and not text.split("\n")[0].isspace())
)


def texts(languages: list[str], words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[Mapping[str, str]]:
    """One text for each language."""
    return st.fixed_dictionaries(dict.fromkeys(languages, words))


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Any course."""
    languages = draw(LANGUAGES)
    modules = draw(st.lists(SLUGS, min_size=1, max_size=3, unique=True))
    return Course(
        id=draw(SLUGS),
        languages=tuple(languages),
        title=draw(texts(languages)),
        summary=draw(texts(languages)),
        description=draw(texts(languages, LINES)),
        audience=draw(texts(languages)),
        prerequisites=draw(texts(languages)),
        hours=draw(st.decimals("0.25", "99", places=2, allow_nan=False)),
        licence="CC-BY-4.0",
        authors=tuple(draw(st.lists(WORDS, min_size=1, max_size=2))),
        image=draw(st.sampled_from(["", "media/a.svg"])),
        competencies=tuple(draw(st.sets(st.sampled_from(["digcompedu/1.2", "ict-cft/KA.6"])))),
        policies=tuple(draw(st.sets(st.sampled_from(["roadmap-2022-2026/C6"])))),
        completion=Completion(draw(st.integers(0, 100)), draw(st.integers(0, 100)), draw(st.integers(0, 100))),
        supervision=draw(st.none() | supervisions(languages)),
        accepted=tuple(draw(st.lists(st.builds(Accepted, SLUGS, st.one_of(st.just(""), SLUGS), WORDS), max_size=2))),
        modules=tuple(
            Module(one, draw(texts(languages)), tuple(draw(steps(languages))), draw(talks(languages)))
            for one in modules
        ),
    )


@st.composite
def steps(draw: st.DrawFn, languages: list[str]) -> list[Step]:
    """The steps of a module."""
    return [
        Step(
            name,
            {one: StepText(draw(WORDS), draw(st.integers(1, 600)), draw(BODIES)) for one in languages},
            draw(st.sampled_from([(), ("digcompedu/1.2",), ("ict-cft/KA.6", "takwin-values/V3")])),
        )
        for name in draw(st.lists(SLUGS, min_size=1, max_size=2, unique=True))
    ]


@st.composite
def talks(draw: st.DrawFn, languages: list[str]) -> Mapping[str, Communication]:
    """How people work together on a module, or nothing."""
    if not draw(st.booleans()):
        return {}
    degree, how = draw(st.sampled_from(DEGREES)), draw(st.booleans())
    return {
        one: Communication(degree, draw(WORDS), draw(WORDS), draw(WORDS), draw(WORDS), draw(WORDS) if how else "")
        for one in languages
    }


def supervisions(languages: list[str]) -> st.SearchStrategy[Supervision]:
    """Any supervision scenario."""
    days = st.lists(st.integers(0, 99), min_size=1, max_size=3).map(tuple)
    signs = st.sampled_from(EVENTS).map(Trigger) | st.builds(Trigger, st.sampled_from(CALENDAR), days)
    links = {name: st.just("") | SLUGS for name in ("step", "task", "quiz")}
    one = st.builds(
        Intervention, id=SLUGS, role=st.sampled_from(ROLES), initiative=st.sampled_from(INITIATIVES),
        addressee=st.sampled_from(ADDRESSEES), trigger=signs, channel=st.sampled_from(CHANNELS), within=st.integers(0, 999),
        minutes=st.integers(1, 999), per=st.sampled_from(UNITS), texts=texts(languages, LINES), share=st.integers(0, 100), **links,
    )  # fmt: skip
    found = st.lists(one, min_size=1, max_size=3, unique_by=lambda made: made.id).map(tuple)
    return st.builds(Supervision, found, st.integers(1, 99), st.integers(1, 999))


def written_and_read(course: Course) -> Course | None:
    with tempfile.TemporaryDirectory() as place:
        writer.write(course, {"media/a.svg": b"<svg/>"}, Path(place))
        return reader.read(Path(place))[0]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(courses())
def test_reading_gives_back_what_was_written(course: Course) -> None:
    assert written_and_read(course) == course


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(courses())
def test_the_digest_is_that_of_what_is_said(course: Course) -> None:
    again = written_and_read(replace(course, title=dict(sorted(course.title.items(), reverse=True))))
    assert again is not None
    first = compile(course, {"media/a.svg": b"<svg/>"})
    second = compile(again, {"media/z.svg": b"<svg>\n</svg>", "media/a.svg": b"\xef\xbb\xbf<svg/>"})
    assert first.digest == second.digest
    assert (first.outline, first.pages) == (second.outline, second.pages)
    other = replace(course, hours=course.hours + Decimal(1))
    assert compile(other, {"media/a.svg": b"<svg/>"}).digest != first.digest


INERT = st.text(st.sampled_from("abÉقَ1 ,.;?!'’«»“”()–—…%/\u202f\u00a0_*[-:+=،؛؟÷×−°"), max_size=12)


@settings(deadline=None, max_examples=300)
@given(INERT)
def test_plain_words_become_what_the_parser_makes_of_them(text: str) -> None:
    page = Page("one/a.fr.md", "fr", [text], Shelf({}))
    slow = html_of(*tokens_of(text, page))
    lone = LONE_PARAGRAPH.fullmatch(slow)
    assert block(text, page) == (lone[1] if lone else slow)


QUOTED = st.lists(
    st.sampled_from(
        [
            "Oui",
            "Non | a",
            "« Oui »",
            "(a)",
            "> b",
            "> - c",
            ">",
            "",
            "===",
            "- d",
            "  > e",
            "1. f",
            "```",
            ": g",
            "$$",
            "|-|",
        ]
    ),
    max_size=5,
).map("\n".join)


@settings(deadline=None, max_examples=300)
@given(QUOTED)
def test_a_quote_is_where_the_parser_finds_it(text: str) -> None:
    found = next((one.map for one in parse(text) if one.type == "blockquote_open" and one.level == 0 and one.map), None)
    lines = text.split("\n")
    words = lines[: found[0]] + lines[found[1] :] if found else lines
    assert quoted(text)[0] == "\n".join(words).strip("\n").rstrip(" \n" if found else "\n")


# Words that mean nothing else in Markdown, so that the question is the one that was meant.
PLAIN = st.lists(st.from_regex(r"[A-Za-zéàçؠ-ي]{1,8}", fullmatch=True), min_size=1, max_size=5).map(" ".join)
CHOICES = st.builds(Choice, text=PLAIN, right=st.booleans(), feedback=st.one_of(st.just(""), PLAIN))
QUESTIONS = st.builds(
    Written,
    kind=st.sampled_from(["single-choice", "multiple-choice"]),
    id=SLUGS,
    prompt=st.lists(PLAIN, min_size=1, max_size=3).map("\n\n".join),
    options=st.dictionaries(st.sampled_from(["points", "attempts"]), st.sampled_from(["1", "2"])),
    choices=st.lists(CHOICES, min_size=1, max_size=5).map(tuple),
    hints=st.lists(PLAIN, max_size=2).map(tuple),
    feedback=st.dictionaries(st.sampled_from(["always", "right", "wrong"]), PLAIN),
)

SPOTS = st.builds(
    Written,
    kind=st.just("hotspot"),
    id=SLUGS,
    prompt=st.lists(PLAIN, min_size=1, max_size=3).map("\n\n".join),
    options=st.fixed_dictionaries({"image": st.just("media/a.svg"), "alt": PLAIN}),
    choices=st.lists(
        st.builds(Choice, text=PLAIN, right=st.booleans(), feedback=st.just("") | PLAIN, area=st.just("") | PLAIN),
        min_size=1,
    ).map(tuple),
)
DROPS = st.builds(
    Written,
    kind=st.just("drag-and-drop"),
    id=SLUGS,
    prompt=st.lists(PLAIN | st.just("1. one\n2. two") | st.just("- one\n- two"), min_size=1, max_size=3).map(
        "\n\n".join
    ),
    zones=st.lists(st.builds(Line, text=PLAIN, match=st.just("") | PLAIN), min_size=1, max_size=11).map(tuple),
    lines=st.lists(
        st.builds(Line, text=PLAIN, match=st.sampled_from(["", "1", "1, 3"]), feedback=st.just("") | PLAIN), min_size=1
    ).map(tuple),
)
PAIRS = st.builds(Line, text=PLAIN, match=PLAIN, feedback=st.one_of(st.just(""), PLAIN)) | st.builds(
    Line, text=st.just(""), match=PLAIN
)
MATCHING = st.builds(
    Written,
    kind=st.just("matching"),
    id=SLUGS,
    prompt=st.lists(PLAIN | st.just("- one\n- two"), min_size=1, max_size=3).map("\n\n".join),
    lines=st.lists(PAIRS, min_size=1, max_size=5).map(tuple),
    hints=st.lists(PLAIN, max_size=2).map(tuple),
)

SCALES = st.builds(
    Written,
    kind=st.sampled_from(["scale", "dilemma"]),
    id=SLUGS,
    prompt=st.lists(PLAIN | st.just("- one\n- two"), min_size=1, max_size=3).map("\n\n".join),
    lines=st.lists(st.builds(Line, text=PLAIN, feedback=st.one_of(st.just(""), PLAIN)), min_size=1, max_size=4).map(
        tuple
    ),
)
ORDERING = st.builds(
    Written,
    kind=st.just("ordering"),
    id=SLUGS,
    prompt=st.lists(PLAIN | st.just("1. one\n2. two"), min_size=1, max_size=3).map("\n\n".join),
    lines=st.lists(st.builds(Line, text=PLAIN, feedback=st.one_of(st.just(""), PLAIN)), min_size=1, max_size=12).map(
        tuple
    ),
)


@settings(deadline=None, max_examples=100)
@given(QUESTIONS | MATCHING | ORDERING | SCALES | SPOTS | DROPS)
def test_a_question_survives_its_source(question: Written) -> None:
    read, mistakes = questions.read(fence(markdown.write(question)))
    assert mistakes == []
    assert replace(read, line=1) == replace(question, line=1)


def fence(source: str) -> Fence:
    found: Fence = next(token.meta["fence"] for token in parse(source) if token.type == "directive")
    return found


@pytest.mark.parametrize("name", KINDS)
def test_the_examples_of_every_kind_are_read_and_written_as_they_are(name: str) -> None:
    for source in manual.examples(kind(name)).values():
        read, mistakes = questions.read(fence(source))
        assert mistakes == []
        assert kind(name).check(read) == []
        assert markdown.write(read) == source


MARKS = ["- [x] ", "- [ ] ", "- ", "1. ", " -> ", "rect 1,2,3,4", "%50%", "*", "\n", "\n\n", "  > ", ":::{hint}", ":::{feedback} right", ":::",
         ":image: media/a.svg\n", ":alt: a\n", ":answer: 3\n", ":units: s = 1/60; min\n", "{gap}`=a ~b#c`", "{select}`=a`", "`", "$x$", "|a|\n|-|\n", "\\", "]("]  # fmt: skip
SOURCES = st.lists(st.sampled_from(MARKS) | st.text(SIGNS | st.just("\n"), max_size=8), max_size=25).map("".join)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(KINDS)), SOURCES)
def test_any_text_is_a_question_or_a_complaint(name: str, source: str) -> None:
    """Whatever stands in a question, the author gets sentences; and what has no error can be compiled, shown and answered."""
    step_text = f"::::::{{{name}}} q\n{source}\n::::::"
    text = {"fr": "x"}
    modules = (Module("m", text, (Step("a", {"fr": StepText("A", 1, step_text)}),)),)
    course = Course("a", ("fr",), text, text, text, text, text, Decimal(1), "CC-BY-4.0", ("A",), modules)
    compiled = compile(course, {"media/a.svg": b"<svg width='9' height='9'/>"})
    assert all(str(told) for told in compiled.problems)
    for item in compiled.items.values():
        book, key = kind(name), item.key["fr"]
        public = book.arrange(dict(item.public["fr"]), 1)
        outcome = book.score(key, book.solution(key), 100)
        assert book.score(key, {}, 100).mark <= outcome.mark <= 100
        assert public
