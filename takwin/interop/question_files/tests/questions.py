"""Questions made up by hypothesis: every kind that files hold, in words full of signs."""

from hypothesis import strategies as st

from takwin.items.item import Answer, Choice, Gap, Line, Written
from takwin.items.shelf import kind

SIGNS = "abz 19é~=#{}%:\\/\"'<>&*_`[]()$|-+.,!?ا"
WORDS = st.text(st.sampled_from(SIGNS), min_size=1, max_size=12)
PLAIN = WORDS.map(lambda words: " ".join(words.split())).filter(bool)
"""Words with all the signs that mean something somewhere."""
_RICH = ("**a** b", "`x~=#{}`", "$x^2 = \\frac{1}{2}$", "[l](https://a.org/?b=1&c=2)", "a\\\nb", "- a\n- b", "> q", "x\n\ny", "H<sub>2</sub>O", "| a | b |\n| --- | --- |\n| 1 | 2 |")  # fmt: skip


def escaped(words: str) -> str:
    """Any words as Markdown that says them and nothing else."""
    return "".join("\\" + sign if sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" else sign for sign in words)


TEXT = PLAIN.map(escaped) | st.sampled_from(_RICH)
LINE = PLAIN.map(escaped) | st.sampled_from(_RICH[:4])
SAID = st.just("") | TEXT
SHORT = st.just("") | PLAIN.map(escaped)
FEEDBACK = st.fixed_dictionaries({}, optional={"always": TEXT, "right": TEXT, "wrong": TEXT})
HINTS = st.lists(TEXT, max_size=2).map(tuple)
OPTIONS = st.fixed_dictionaries({}, optional={"points": st.sampled_from(["2", "0.5", "1"]), "attempts": st.just("3")})
SCORING = st.fixed_dictionaries({}, optional={"scoring": st.sampled_from(["match_correct", "map_response"])})
SHUFFLE = st.fixed_dictionaries({}, optional={"shuffle": st.sampled_from(["yes", "no"])})
STRICT = st.fixed_dictionaries({}, optional={"strict": st.sampled_from(["yes", "no"])})


def _written(
    name: str, prompt: st.SearchStrategy[str] = TEXT, **parts: st.SearchStrategy[object]
) -> st.SearchStrategy[Written]:
    own = parts.pop("options", st.just({}))
    options = st.tuples(OPTIONS, own).map(lambda both: {**both[0], **both[1]})  # type: ignore[dict-item]
    made = st.builds(
        Written, st.just(name), st.just("q"), prompt, options=options, feedback=FEEDBACK, hints=HINTS, **parts
    )
    return made.filter(lambda one: not any(wrong.level == "error" for wrong in kind(name).check(one)))


def _choices(text: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Choice, ...]]:
    return st.lists(st.builds(Choice, text, st.booleans(), SAID), min_size=2, max_size=4).map(tuple)


def _gap(drop_down: bool) -> st.SearchStrategy[Gap]:
    weights = st.sampled_from([100, 0, 50])
    answers = st.lists(st.builds(Answer, PLAIN, weights, SHORT), min_size=2, max_size=4).map(tuple)
    return st.builds(Gap, answers, drop_down=st.just(drop_down))


GAP = _gap(False) | _gap(True)
CLOZE = st.lists(GAP, min_size=1, max_size=3).flatmap(
    lambda gaps: _written(
        "cloze",
        st.lists(LINE, min_size=len(gaps) + 1, max_size=len(gaps) + 1).map(
            lambda texts: "".join(f"{text} \ue000{n}\ue001 " for n, text in enumerate(texts[:-1])) + texts[-1]
        ),
        gaps=st.just(tuple(gaps)),
        options=st.tuples(STRICT, SHUFFLE).map(lambda both: {**both[0], **both[1]}),
    )
)
NUMBERS = st.decimals(-1000, 1000, places=2).map(lambda number: f"{number:f}")
NUMERIC = st.fixed_dictionaries(
    {"answer": NUMBERS},
    optional={
        "tolerance": st.sampled_from(["0.5", "4%", "0"]),
        "units": st.sampled_from(["m", "m; cm = 0.01; km = 1000", "s = 1/60; min"]),
    },
)
PATTERN = st.lists(PLAIN.map(escaped) | st.just("*"), min_size=1, max_size=3).map(" ".join)
PAIRS = st.lists(st.builds(Line, TEXT, PLAIN, SAID) | st.builds(Line, st.just(""), PLAIN), min_size=2, max_size=5).map(
    tuple
)
QUESTIONS = st.one_of(
    _written("single-choice", choices=_choices(TEXT), options=SHUFFLE),
    _written(
        "multiple-choice",
        choices=_choices(TEXT),
        options=st.tuples(SCORING, SHUFFLE).map(lambda both: {**both[0], **both[1]}),
    ),
    _written("true-false", options=st.sampled_from(["true", "false"]).map(lambda word: {"answer": word})),
    _written("matching", lines=PAIRS, options=SCORING),
    _written(
        "ordering",
        lines=st.lists(st.builds(Line, TEXT, st.just(""), SAID), min_size=2, max_size=4).map(tuple),
        options=SCORING,
    ),
    _written("short-text", choices=_choices(PATTERN), options=STRICT),
    _written("numeric", options=NUMERIC),
    _written("long-text", guide=SHORT),
    _written("file-answer", guide=SHORT),
    CLOZE,
)

_AREAS = st.one_of(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(61, 99), st.integers(61, 99)).map(lambda n: "rect {}%,{}%,{}.5%,{}%".format(*n)),
    st.tuples(st.integers(50, 200), st.integers(50, 100), st.integers(1, 50)).map(lambda n: "circle {},{},{}".format(*n)),
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=3, max_size=5, unique=True).map(lambda corners: "poly " + ",".join(f"{x}%,{y}%" for x, y in corners)),
)  # fmt: skip
_ZONES = st.lists(st.builds(Line, LINE, _AREAS), min_size=2, max_size=4).map(tuple)
_BELONG = st.lists(st.sampled_from("1234"), max_size=3, unique=True).map(lambda zones: ", ".join(sorted(zones)))
LABELS = st.lists(st.builds(Line, LINE, _BELONG, SAID), min_size=1, max_size=5).map(tuple)
PICTURE = {"image": "media/p.png", "alt": "x"}
PICTURED = _written("drag-and-drop", lines=LABELS, zones=_ZONES, options=SHUFFLE.map(lambda told: told | PICTURE))
"""Labels to put in their places in the picture `media/p.png`, of 400 by 200 pixels."""
