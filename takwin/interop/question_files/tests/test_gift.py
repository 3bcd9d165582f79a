"""GIFT: each form that it has, as a question of ours; each mistake with its line."""

import pytest

from takwin.interop.question_files.gift import FORMAT
from takwin.interop.question_files.tests.asking import alone, problems, reasons, step, wrong
from takwin.items import markdown


def read(text: str) -> str:
    """The only question as course source: its kind, then all but its fences."""
    lines = markdown.write(alone(FORMAT.read(text.encode()))).split("\n")
    return "\n".join([lines[0].strip(":").split()[0].strip("{}"), *lines[1:-2]])


@pytest.mark.parametrize(
    ("gift", "wanted"),
    [
        ("A?{=b ~c}", "single-choice\n\nA?\n\n- [x] b\n- [ ] c"),
        ("A?{~%50%b#oui ~%50%c ~%-50%d#non}", "multiple-choice\n:scoring: map_response\n\nA?\n\n- [x] b\n  > oui\n- [x] c\n- [ ] d\n  > non"),
        ("A.{T}", "true-false\n:answer: true\n\nA."),
        ("A.{FALSE#wrong#right####all}", "true-false\n:answer: false\n\nA.\n\n:::{feedback}\nall\n:::\n\n:::{feedback} right\nright\n:::\n\n:::{feedback} wrong\nwrong\n:::"),
        ("A?{=b =%50%c#x}", "short-text\n\nA?\n\n- [x] b\n- [ ] %50% c\n  > x"),
        ("A?{b}", "short-text\n\nA?\n\n- [x] b"),
        ("A?{#3}", "numeric\n:answer: 3\n\nA?"),
        ("A?{#3:0.5}", "numeric\n:answer: 3\n:tolerance: 0.5\n\nA?"),
        ("A?{#1..5}", "numeric\n:answer: 3\n:tolerance: 2\n\nA?"),
        ("A?{#=-1.5e2:10#oui ~#non}", "numeric\n:answer: -150\n:tolerance: 10\n\nA?\n\n:::{feedback} right\noui\n:::\n\n:::{feedback} wrong\nnon\n:::"),
        ("A?{=b -> c =d -> e = -> f}", "matching\n\nA?\n\n- b -> c\n- d -> e\n- -> f"),
        ("A?{>3 ALL VERTICAL ABSOLUTE_POSITION\nx\ny\nz\n}", "ordering\n\nA?\n\n1. x\n2. y\n3. z"),
        ("A? {####said} B.", "long-text\n\nA? B.\n\n:::{feedback}\nsaid\n:::"),
        ("A {=b ~c} d.", "cloze\n\nA {select}`=b ~c` d."),
        ("A {=b =%25%c} d.", "cloze\n\nA {gap}`=b ~%25%c` d."),
        ("A {=b* =c} d.", "short-text\n\nA \\_\\_\\_\\_\\_ d.\n\n- [x] b*\n- [x] c"),
        ("[html]<b>A</b> &lt;{T}", "true-false\n:answer: true\n\n**A** \\<"),
        ("[markdown]**A** {T}", "true-false\n:answer: true\n\n**A**"),
        ("[plain]<b>A</b>{T}", "true-false\n:answer: true\n\n\\<b>A\\</b>"),
        ("[plain]A?{=[html]<i>b</i> ~<i>c</i>}", "single-choice\n\nA?\n\n- [x] *b*\n- [ ] \\<i>c\\</i>"),
        ("A\\: \\{b\\} \\= \\~ \\# \\\\{T}", "true-false\n:answer: true\n\nA: \\{b} = ~ # \\\\"),
        ("A\\nb{T}", "true-false\n:answer: true\n\nA\\\nb"),
        ("A?{=b#1 ~%50%c ~d}", "cloze\n\nA?\n\n{select}`=b#1 ~%50%c ~d`"),
        ("A \\\\(x^2\\\\){T}", "true-false\n:answer: true\n\nA $x^2$"),
    ],
)  # fmt: skip
def test_reads(gift: str, wanted: str) -> None:
    assert read(gift) == wanted


def test_titles_ids_tags_and_categories() -> None:
    found = FORMAT.read(
        b"$CATEGORY: $course$/top/Un//deux/Trois\n\n// a note\n// [id:my-id] [tag:digcompedu/1.2] [tag:hard]\n"
        b"::Rivers \\: of Morocco::A?{T}\n\n::Rivers::B?{F}\n\nOnly words."
    )
    first, second, words = found.entries
    assert first.written is not None
    assert second.written is not None
    assert (first.written.id, first.written.options["aligned"]) == ("my-id", "digcompedu/1.2")
    assert second.written.id == "rivers"
    assert (words.written, words.text) == (None, "Only words.")
    assert {entry.category for entry in found.entries} == {("Un/deux", "Trois")}
    assert reasons(found) == ["Tags that are no items of a framework were left out: hard"]
    assert found.losses[0].place == "5 · Rivers : of Morocco"


@pytest.mark.parametrize(
    ("gift", "line", "words"),
    [
        ("ok{T}\n\nA?{=b", 3, "not closed"),
        ("\n\nA?}", 3, "no { has opened"),
        ("A?{=b}\nB?{=c}", 2, "second brace"),
        ("A?\n{=b {x} }", 2, "second brace"),
        ("A?{=b} c}", 1, "no { has opened"),
        ("::A?{=b}", 1, "no :: at its end"),
        ("A?{=b\n\n=c}", 1, "not closed"),
        ("A?{~b}", 1, "two of them"),
        ("A?\n{~b ~#x}", 2, "no words"),
        ("A?{=b -> c =d}", 1, "no arrow"),
        ("A?{=b -> }", 1, "no words"),
        ("A?{#trois}", 1, "“trois” is no number"),
        ("A?{#}", 1, "no number"),
        ("A?{#1..x}", 1, "no number"),
        ("A?{=%x%b}", 1, "“x” is not a percentage"),
        ("A?{=#x}", 1, "no words"),
        ("A?{>x}", 1, "two of them"),
        ("A?{" + "~x" * 201 + "}", 1, "more than 200"),
    ],
)
def test_refuses_with_a_line(gift: str, line: int, words: str) -> None:
    (first, *_) = wrong(FORMAT.read(gift.encode()))
    assert first[0] == line
    assert words in first[1]


@pytest.mark.parametrize(
    ("gift", "words"),
    [
        ("A?{~%50%b ~%50%c ~d}", "weights"),
        ("A?{=b ~%-50%c}", "took points away"),
        ("A?{=b =c ~d}", "right alone"),
        ("A?{=[html]<b>b</b> ~%50%c ~d}", "earns nothing"),
        ("A?{#=3 =4}", "compared as it is written"),
        ("A?{#=3:1 =7:1}", "only the first"),
        ("A?{#=3 =%50%4#presque}", "nearly right"),
        ("A?{=été}", "Accents"),
        ("A?{=b =B#x}", "same when compared"),
        ("A?{=*}", "Any answer"),
        ("A?{=b ~b ~c}", "said the same"),
        ("A?{=a -> b =a -> b =c -> d}", "said the same"),
        ("A?{=a -> x-\\>y -> z =c -> d}", "→"),
        ("A?{=a -> b =c -> b}", "same words"),
        ("A?{=%33.3%b =c}", "rounded"),
        ("A?{>2 RANDOM VERTICAL ABS\nx\ny\nz\n}", "Only some"),
        ("A?{>3 ALL VERTICAL RELATIVE_NEXT_EXCLUDE_LAST\nx\ny\nz\n}", "neighbours"),
        ('[html]<img src\\="@@PLUGINFILE@@/a.png">A?{T}', "missing"),
        ('[html]<a href\\="../x">A</a>?{T}', "does not lead to a page"),
        ("[html]<script>alert(1)</script>A?{T}", "script"),
        ("A?{#1e30}", "too large"),
        ("{T}", "asks nothing"),
    ],
)
def test_tells_what_changes(gift: str, words: str) -> None:
    found = FORMAT.read(gift.encode())
    assert wrong(found) == []
    assert any(words in reason for reason in reasons(found)), reasons(found)
    assert problems(found) == []


def test_tells_that_foreseen_numbers_stay_behind() -> None:
    source = "::::{numeric} q\n:answer: 3\n\nA?\n\n- [ ] 9\n  > Not squared.\n::::"
    told = [str(loss.reason) for loss in FORMAT.write(step(source), {}).losses]
    assert told == ["Feedback for numbers that were foreseen as not quite right was left out."]
    assert FORMAT.write(step(source.replace("\n\n- [ ] 9\n  > Not squared.", "")), {}).losses == ()


def test_weights_that_are_shares_are_kept() -> None:
    for gift in ("A?{~%33.33333%b ~%33.333%c ~%33.3%d ~%-33.3%e}", "A?{~%50%b ~%50%c ~%-50%d}", "A?{~%100%b ~%-100%c}"):
        assert reasons(FORMAT.read(gift.encode())) == []


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("::é::été ?{=oui}".encode("cp1252"), "Windows-1252"),
        ("::س::ما عاصمة المغرب؟{=الرباط}".encode("cp1256"), "Windows-1256"),
        ("A?{=b}".encode("utf-16"), ""),
        ("A?{=b}".encode("utf-16-le"), "UTF-16"),
        ("A?{=b}".encode("utf-16-be"), "UTF-16"),
        (b"\xef\xbb\xbfA?{=b}", ""),
        (b"A?\r\n{=b}\r\n", ""),
    ],
)
def test_says_which_encoding_it_assumed(data: bytes, encoding: str) -> None:
    found = FORMAT.read(data)
    assert len(found.questions) == 1
    assert FORMAT.recognises(data)
    assert [one.values.get("encoding") for one in found.assumed] == ([encoding] if encoding else [])
