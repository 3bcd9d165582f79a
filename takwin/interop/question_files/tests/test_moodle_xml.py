"""Moodle XML: each type of question, its files, what is wrong in it, and what is told."""

import base64
import io
import re
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from lxml import etree
from PIL import Image

from takwin.interop.course_package import ImportRefused
from takwin.interop.question_files.moodle_xml import FORMAT
from takwin.interop.question_files.tests.asking import alone, examples, meaning, problems, reasons, said, step, wrong
from takwin.interop.question_files.tests.questions import PICTURED
from takwin.interop.question_shelf import QUESTION_FORMATS
from takwin.interop.question_shelf import read as read_any
from takwin.items import areas, markdown
from takwin.items.item import Written
from takwin.items.shelf import kind
from takwin.lib.html import text_of


def png(width: int = 400, height: int = 200) -> bytes:
    """A small image."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(stream, "PNG")
    return stream.getvalue()


PNG = png()
FILE = f'<file name="a b.png" path="/" encoding="base64">{base64.b64encode(PNG).decode()}</file>'


def quiz(kind: str, inside: str, text: str = "A?", more: str = "") -> bytes:
    """A file with one question."""
    said = f'<questiontext format="html"><text><![CDATA[{text}]]></text>{more}</questiontext>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n<question type="{kind}"><name><text>Q</text></name>{said}{inside}</question></quiz>'.encode()


def answer(fraction: str, text: str, said: str = "", more: str = "") -> str:
    feedback = f"<feedback><text>{said}</text></feedback>" if said else ""
    return f'<answer fraction="{fraction}"><text>{text}</text>{feedback}{more}</answer>'


def source(written: Written) -> str:
    """A question as course source, without its first and last line."""
    lines = markdown.write(written).split("\n")
    return "\n".join([written.kind, *lines[1:-2]])


YES, NO = answer("100", "b"), answer("0", "c")
UNITS = "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit><unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"
CAT = "".join(
    f"<selectoption><text>{word}</text><group>{group}</group></selectoption>"
    for word, group in (("cat", 1), ("mat", 2), ("dog", 1), ("bed", 2))
)
DRAG = "".join(f"<dragbox><text>{word}</text><group>1</group></dragbox>" for word in ("cat", "dog"))
MARKERS = (
    "<drag><no>1</no><text>Paris</text></drag><drag><no>2</no><text>Fès</text></drag><drag><no>3</no><text>Rome</text></drag>"
    "<drop><no>1</no><shape>circle</shape><coords>50,60;20</coords><choice>1</choice></drop>"
    "<drop><no>2</no><shape>rectangle</shape><coords>100,10;50,40</coords><choice>2</choice></drop>"
    "<drop><no>3</no><shape>polygon</shape><coords>200,10;250,10;220,60</coords><choice>1</choice></drop>"
)

SMALL = FILE.replace(base64.b64encode(PNG).decode(), base64.b64encode(png(60, 40)).decode())
LABELS = (
    "<drag><no>1</no><text>Paris</text><draggroup>1</draggroup></drag>"
    f"<drag><no>2</no><text>une carte</text><draggroup>2</draggroup>{SMALL}</drag>"
    "<drag><no>3</no><text>Casablanca</text><draggroup>1</draggroup><infinite/></drag>"
    "<drop><text>la capitale</text><no>1</no><choice>1</choice><xleft>10</xleft><ytop>20</ytop></drop>"
    "<drop><text></text><no>2</no><choice>2</choice><xleft>380</xleft><ytop>190</ytop></drop>"
    "<drop><text></text><no>3</no><choice>3</choice><xleft>50</xleft><ytop>60</ytop></drop>"
    "<drop><text></text><no>4</no><choice>3</choice><xleft>50</xleft><ytop>90</ytop></drop>"
)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (quiz("multichoice", f"<single>true</single><shuffleanswers>0</shuffleanswers>{answer('100', 'b', 'oui')}{NO}"), "single-choice\n:shuffle: no\n\nA?\n\n- [x] b\n  > oui\n- [ ] c"),
        (quiz("multichoice", f"<single>false</single>{answer('50', 'b')}{answer('50', 'd')}{answer('-50', 'c')}"), "multiple-choice\n:scoring: map_response\n\nA?\n\n- [x] b\n- [x] d\n- [ ] c"),
        (quiz("multichoiceset", f"{YES}{answer('100', 'd')}{NO}"), "multiple-choice\n:scoring: match_correct\n\nA?\n\n- [x] b\n- [x] d\n- [ ] c"),
        (quiz("truefalse", f"{answer('0', 'true', 'non')}{answer('100', 'false', 'oui')}"), "true-false\n:answer: false\n\nA?\n\n:::{feedback} right\noui\n:::\n\n:::{feedback} wrong\nnon\n:::"),
        (quiz("shortanswer", f"<usecase>1</usecase>{YES}{answer('50', 'b*')}"), "short-text\n:strict: yes\n\nA?\n\n- [x] b\n- [ ] %50% b*"),
        (quiz("numerical", answer("100", "6.25", "oui", "<tolerance>0.05</tolerance>") + answer("0", "*", "non")), "numeric\n:answer: 6.25\n:tolerance: 0.05\n\nA?\n\n:::{feedback} right\noui\n:::\n\n:::{feedback} wrong\nnon\n:::"),
        (quiz("numerical", answer("100", "2") + UNITS + "<unitgradingtype>2</unitgradingtype><unitpenalty>1.000</unitpenalty>"), "numeric\n:answer: 2\n:units: m; cm = 1/100\n\nA?"),
        (quiz("matching", "".join(f"<subquestion><text>{a}</text><answer><text>{b}</text></answer></subquestion>" for a, b in (("a", "x"), ("b", "y"), ("", "z")))), "matching\n\nA?\n\n- a -> x\n- b -> y\n- -> z"),
        (quiz("ordering", f"<gradingtype>ABSOLUTE_POSITION</gradingtype>{answer('2', 'b')}{answer('1', 'a')}"), "ordering\n\nA?\n\n1. a\n2. b"),
        (quiz("cloze", "", "A {1:SHORTANSWER_C:=Rabat#oui~%50%Fès} {1:MC:one~=two}."), "cloze\n:points: 2\n:strict: yes\n:shuffle: no\n\nA {gap}`=Rabat#oui ~%50%Fès` {select}`~one =two`."),
        (quiz("cloze", "", "A {2:NUMERICAL:=23.8:0.1#oui} b."), "numeric\n:points: 2\n:answer: 23.8\n:tolerance: 0.1\n\nA \\_\\_\\_\\_\\_ b.\n\n:::{feedback} right\noui\n:::"),
        (quiz("cloze", "", "<b>A</b> {:MCS:%100%x &lt; \\}~y\\~z}"), "cloze\n\n**A** {select}`=x < } ~y\\~z`"),
        (quiz("essay", "<responseformat>plain</responseformat><graderinfo><text>g</text></graderinfo>"), "long-text\n\nA?\n\n:::{guide}\ng\n:::"),
        (quiz("essay", "<responseformat>noinline</responseformat><attachments>1</attachments><filetypeslist>.pdf,.jpg</filetypeslist><maxbytes>4000000</maxbytes>"), "file-answer\n:types: pdf, jpg\n:size: 4\n\nA?"),
        (quiz("gapselect", CAT + "<shuffleanswers>1</shuffleanswers>", "The [[1]] on the [[2]]."), "cloze\n\nThe {select}`=cat ~dog` on the {select}`=mat ~bed`."),
        (quiz("multichoice", f"{YES}{NO}<defaultgrade>2.5000000</defaultgrade><hint><text>h</text></hint><tags><tag><text>digcompedu/1.2</text></tag></tags><idnumber>my-id</idnumber>"), "single-choice\n:aligned: digcompedu/1.2\n:points: 2.5\n\nA?\n\n- [x] b\n- [ ] c\n\n:::{hint}\nh\n:::"),
    ],
)  # fmt: skip
def test_reads_and_keeps(data: bytes, wanted: str) -> None:
    found = FORMAT.read(data)
    assert FORMAT.recognises(data)
    assert source(alone(found)).replace("fès", "Fès") == wanted
    assert reasons(found) == []
    assert problems(found) == []
    assert alone(found).id == ("my-id" if "idnumber" in data.decode() else "q")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (quiz("multichoice", f"<single>false</single>{answer('50', 'b')}{answer('50', 'd')}{NO}"), "weights"),
        (quiz("multichoice", f"{YES}{NO}<defaultgrade>0</defaultgrade>"), "worth nothing"),
        (quiz("multichoice", f"{YES}{NO}<defaultgrade>100000</defaultgrade>"), "100000 points cannot be kept"),
        (quiz("multichoice", f"{YES}{NO}<tags><tag><text>easy</text></tag></tags>"), "easy"),
        (quiz("multichoice", f"{answer('90', 'b')}{NO}"), "No choice is right"),
        (quiz("matching", "".join(f"<subquestion><text>{a}</text><answer><text>{a}</text></answer></subquestion>" for a in "aab")), "said the same"),
        (quiz("matching", "<partiallycorrectfeedback><text>en partie</text></partiallycorrectfeedback>" + "".join(f"<subquestion><text>{a}</text><answer><text>{a}</text></answer></subquestion>" for a in "ab")), "partly right"),
        (quiz("ddwtos", DRAG, "The [[1]]."), "drop-down"),
        (quiz("cloze", "", "{1:MCV:=a~b}"), "now a drop-down"),
        (quiz("cloze", "", "{1:SA:=a~*#autre} {2:SA:=b}"), "unequal"),
        (quiz("cloze", "", "{1:SA:=a~*#autre} {1:SAC:=b}"), "in others"),
        (quiz("cloze", "", "{1:NM:=5} {1:SA:=b}"), "compared as it is written"),
        (quiz("cloze", "", "{1:NM:=5:1} {1:SA:=b}"), "tolerance among other gaps"),
        (quiz("cloze", "", "{1:MR:%50%a~%50%b~c} {1:SA:=d}"), "a question of its own"),
        (quiz("cloze", "", "{1:MR:%50%a~%50%b~c}"), "now they are a list"),
        (quiz("cloze", "", "<pre>{1:SA:=a}</pre> {1:SA:=b}"), "mixes answers and layout"),
        (quiz("numerical", answer("100", "2") + UNITS + "<unitgradingtype>1</unitgradingtype><unitpenalty>0.1</unitpenalty>"), "unit cost"),
        (quiz("numerical", answer("100", "2") + UNITS + "<unitgradingtype>0</unitgradingtype>"), "left out; now"),
        (quiz("numerical", answer("100", "2") + UNITS.replace(">m<", ">a=b<")), "units cannot be kept"),
        (quiz("essay", ""), "plain text"),
        (quiz("essay", "<responseformat>plain</responseformat><maxwordlimit>50</maxwordlimit>"), "number of words"),
        (quiz("essay", "<responseformat>plain</responseformat><attachments>2</attachments>"), "only words"),
        (quiz("essay", "<responseformat>plain</responseformat><responsetemplate><text>Cher…</text></responsetemplate>"), "begin"),
        (quiz("essay", "<responseformat>noinline</responseformat><attachments>-1</attachments>"), "now it is one"),
        (quiz("essay", "<responseformat>noinline</responseformat><filetypeslist>.exe,.pdf</filetypeslist>"), "exe"),
        (quiz("formulas", ""), "question that varies"),
        (quiz("stack", ""), "Formulas"),
        (quiz("random", ""), "question bank"),
        (quiz("ddimageortext", FILE + LABELS), "how large"),
        (quiz("ddimageortext", FILE + LABELS), "belonged to groups"),
        (quiz("ddimageortext", FILE + LABELS), "several places"),
        (quiz("ddimageortext", LABELS), "picture is missing"),
        (quiz("flashcard", ""), "“flashcard” are not known"),
        (quiz("multichoice", f"{YES}{NO}<hidden>1</hidden>"), "hidden"),
        (quiz("truefalse", YES.replace(">b<", ">true<"), 'A <img src="@@PLUGINFILE@@/none.png">'), "missing"),
        (quiz("truefalse", YES.replace(">b<", ">true<"), '<a href="@@PLUGINFILE@@/a.exe">x</a>', FILE.replace("a b.png", "a.exe")), "not taken in"),
        (quiz("truefalse", YES.replace(">b<", ">true<"), 'A <img src="@@PLUGINFILE@@/a.png">', '<file name="a.png" encoding="base64">aGVsbG8=</file>'), "cannot be read"),
        (quiz("truefalse", YES.replace(">b<", ">true<"), "A", '<file name="a.png" encoding="base64">!!</file>'), "is broken"),
        (quiz("ddmarker", MARKERS), "picture is missing"),
    ],
)  # fmt: skip
def test_tells_what_changes(data: bytes, words: str) -> None:
    found = FORMAT.read(data)
    assert wrong(found) == []
    assert any(words in reason for reason in reasons(found)), reasons(found)
    assert problems(found) == []


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (quiz("multichoice", YES), 3, "two of them"),
        (quiz("multichoice", "\n" + YES + "\n" + answer("viele", "c")), 5, "“viele” is not a number"),
        (quiz("multichoice", YES + answer("0", " ")), 3, "no words"),
        (quiz("truefalse", YES), 3, "whether its sentence is true"),
        (quiz("shortanswer", ""), 3, "no words"),
        (quiz("numerical", "\n" + answer("100", "zwei")), 4, "“zwei” is not a number"),
        (quiz("matching", "<subquestion><text>a</text></subquestion>"), 3, "no words"),
        (quiz("gapselect", CAT, "No gap"), 3, "no gap"),
        (quiz("gapselect", CAT, "A [[9]]"), 3, "[[9]]"),
        (quiz("cloze", "", "A {1:SA:=b"), 3, "not closed"),
        (quiz("cloze", "", "A {1:SA}"), 3, "no answers"),
        (quiz("cloze", "", "A {1:SA:%50%x}"), 3, "wholly right"),
        (quiz("multichoice", YES + NO, " "), 3, "no text"),
        (quiz("", YES + NO), 3, "does not say its type"),
        (quiz("multichoice", YES * 201), 3, "more than 200"),
        (quiz("ddmarker", MARKERS.replace("50,60;20", "50")), 3, "no circle"),
        (quiz("ddimageortext", FILE + LABELS.replace("<choice>2<", "<choice>7<")), 3, "place 2 does not say"),
        (quiz("ddimageortext", FILE + LABELS.replace("<xleft>380<", "<xleft>-3<")), 3, "-3, 190"),
        (quiz("ddimageortext", FILE), 3, "no places"),
    ],
)
def test_refuses_with_a_line(data: bytes, line: int, words: str) -> None:
    (first, *_) = wrong(FORMAT.read(data))
    assert first[0] == line
    assert words in first[1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<quiz><question></quiz>", "line 1"),
        (b"<html><quiz/></html>", "first element is not <quiz>"),
        (b'<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>', "document type"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "klingon"),
        (b"<quiz>" + b"<question>" * 100_000, "not well-formed"),
        (b"<quiz>\n\xe9</quiz>", "line 2"),
    ],
)
def test_what_is_no_quiz_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_any(data)
    assert words in str(refused.value.sentence)


def test_files_come_along_and_go_out_again() -> None:
    picture = '<p><img src="@@PLUGINFILE@@/a%20b.png" alt="x"></p>'
    found = FORMAT.read(quiz("multichoice", YES + NO, picture, FILE))
    ((path, data),) = found.media.items()
    assert data == PNG
    assert alone(found).prompt == f"![x]({path})"
    assert problems(found) == []
    out = FORMAT.write(found.questions, found.media)
    assert out.losses == ()
    again = FORMAT.read(out.text.encode())
    assert list(again.media.values()) == [PNG]
    assert alone(again).prompt.startswith("![x](media/a-b-")
    lost = FORMAT.write(found.questions, {})
    assert any("was left out" in str(loss.reason) for loss in lost.losses)


def test_an_image_beside_the_text_and_one_within_it() -> None:
    data = base64.b64encode(PNG).decode()
    old = FORMAT.read(quiz("multichoice", f"{YES}{NO}<image>x/y.png</image><image_base64>\n{data}\n</image_base64>"))
    within = FORMAT.read(quiz("multichoice", YES + NO, f'<img alt="x" src="data:image/png;base64,{data}">'))
    assert list(old.media.values()) == list(within.media.values()) == [PNG]


def test_markers_become_labels_on_the_picture() -> None:
    found = FORMAT.read(quiz("ddmarker", FILE + MARKERS))
    question = alone(found)
    assert [zone.match for zone in question.zones] == [
        "circle 50,60,20",
        "rect 100,10,150,50",
        "poly 200,10,250,10,220,60",
    ]
    assert [(line.text, line.match) for line in question.lines] == [("Paris", "1, 3"), ("Fès", "2"), ("Rome", "")]
    assert problems(found) == []
    (one, two), rest = re.findall("<drop>.*?</drop>", MARKERS)[:2], re.findall("<drag>.*?</drag>", MARKERS)
    odd = "".join(rest).replace("<no>1<", "<no>01<") + one + one.replace("<choice>1", "<choice>02")
    together = alone(FORMAT.read(quiz("ddmarker", FILE + odd)))
    assert [(line.text, line.match) for line in together.lines] == [("Paris", "1"), ("Fès", "2"), ("Rome", "")]
    for bad in (rest[0] + rest[0] + one + two, MARKERS.replace("200,10;", "-5,2;")):
        assert reasons(FORMAT.read(quiz("ddmarker", FILE + bad)))


def test_words_and_images_to_drag_become_labels_on_the_picture() -> None:
    found = FORMAT.read(quiz("ddimageortext", FILE + LABELS))
    question = alone(found)
    wide = 8 * len("Casablanca") + 12
    assert [(zone.text, zone.match) for zone in question.zones] == [
        ("la capitale", f"rect 10,20,{10 + wide},46"),
        ("2", "rect 380,190,400,200"),
        ("3", f"rect 50,60,{50 + wide},86"),
        ("4", f"rect 50,90,{50 + wide},116"),
    ]
    (_, picture) = sorted(found.media)
    assert [(line.text.split("(")[0], line.match) for line in question.lines] == [
        ("Paris", "1"), ("![une carte]", "2"), ("Casablanca", "3, 4"),
    ]  # fmt: skip
    assert len(found.media) == 2
    assert picture.startswith("media/")
    assert question.options["one-each"] == "yes"
    assert problems(found) == []


@pytest.mark.parametrize(("kind", "order"), [("MR", {"shuffle": "no"}), ("MULTIRESPONSE_HS", {})])
def test_several_choices_alone_in_a_text_are_a_list(kind: str, order: dict[str, str]) -> None:
    found = FORMAT.read(quiz("cloze", "", f"Pairs : {{2:{kind}:%50%deux#oui~%50%quatre~%-50%trois#non}}"))
    question = alone(found)
    assert (question.kind, question.options) == ("multiple-choice", {"points": "2", **order, "scoring": "map_response"})
    assert [(one.text, one.right, one.feedback) for one in question.choices] == [
        ("deux", True, "oui"), ("quatre", True, ""), ("trois", False, "non"),
    ]  # fmt: skip
    assert problems(found) == []


def test_what_is_written_is_what_moodle_reads() -> None:
    body = "::::{multiple-choice} q\n:points: 2\n:scoring: map_response\n:shuffle: no\n\nA $x<2$?\n\n- [x] **b**\n  > oui\n- [x] c\n- [ ] d\n\n:::{hint}\nh\n:::\n:::{feedback} wrong\nnon\n:::\n::::"
    out = FORMAT.write(step(body), {})
    assert out.losses == ()
    root = etree.fromstring(out.text.encode())
    (question,) = root
    assert question.get("type") == "multichoice"
    assert question.findtext("questiontext/text") == "A \\(x&lt;2\\)?"
    assert [one.get("fraction") for one in question.findall("answer")] == ["50.00000", "50.00000", "-50.00000"]
    told = {name: question.findtext(name) for name in ("single", "shuffleanswers", "defaultgrade", "hint/text")}
    assert told == {"single": "false", "shuffleanswers": "false", "defaultgrade": "2", "hint/text": "h"}
    assert question.findtext("partiallycorrectfeedback/text") == question.findtext("incorrectfeedback/text") == "non"
    assert meaning(alone(FORMAT.read(out.text.encode()))) == meaning(step(body)[0])


def test_labels_with_one_zone_each_go_out_as_pairs() -> None:
    body = "::::{drag-and-drop} q\n\nQuand ?\n\n1. **Avant** la leçon\n2. Pendant\n3. Après\n\n- Demander -> 1\n- Noter -> 2\n::::"
    for name in ("moodle-xml", "gift"):
        out = QUESTION_FORMATS[name].write(step(body), {})
        assert [str(loss.reason) for loss in out.losses] == ["The labels are chosen from lists there, not dragged."]
        found = alone(QUESTION_FORMATS[name].read(out.text.encode()))
        told = [("Demander", "Avant la leçon"), ("Noter", "Pendant"), ("", "Après")]
        assert (found.kind, [(line.text, line.match) for line in found.lines]) == ("matching", told)
    out = FORMAT.write(step(body.replace("-> 2", "-> 2, 3").replace("q\n", "q\n:points: 2\n")), {})
    assert [str(loss.reason) for loss in out.losses] == ["The labels are chosen from lists there, not dragged."]
    (_, second) = alone(FORMAT.read(out.text.encode())).gaps
    assert [(one.text, one.weight) for one in second.answers] == [
        ("Avant la leçon", 0),
        ("Pendant", 100),
        ("Après", 100),
    ]


COORDINATES = {
    "rectangle": r"\d+,\d+;[1-9]\d*,[1-9]\d*",
    "circle": r"\d+,\d+;[1-9]\d*",
    "polygon": r"(\d+,\d+)(;(?!\1(;|$))\d+,\d+){2,}",
}


def labels_of(written: Written) -> tuple[object, ...]:
    """What somebody sees and must do: the places with their areas in pixels, where each label is right, the picture's description."""
    drawn = [areas.parse(zone.match).within(400, 200) for zone in written.zones]
    places = [
        (text_of(said(zone.text)), [round(n) for n in area]) for zone, area in zip(written.zones, drawn, strict=True)
    ]
    belong = sorted((text_of(said(one.text)), one.match.replace(" ", "")) for one in written.lines)
    return places, belong, written.options["alt"], written.options.get("shuffle", "yes"), dict(written.feedback).keys()


@settings(max_examples=80, deadline=None)
@given(PICTURED)
def test_labels_in_a_picture_are_markers_there_and_back(written: Written) -> None:
    (asked,) = step(markdown.write(written))
    assume(not any(one.level == "error" for one in kind(asked.kind).check(asked)))
    out = FORMAT.write([asked], {"media/p.png": PNG})
    question = etree.fromstring(out.text.encode())[0]
    drags = {one.findtext("no"): one for one in question.findall("drag")}
    for number, drop in enumerate(question.findall("drop"), 1):
        assert drop.findtext("no") == str(number)
        assert re.fullmatch(COORDINATES[drop.findtext("shape", "")], drop.findtext("coords", "")), drop.findtext(
            "coords"
        )
        assert drop.findtext("choice") in {"0", *drags}
    for no, drag in drags.items():
        wanted = sum(drop.findtext("choice") == no for drop in question.findall("drop"))
        assert drag.find("infinite") is not None or int(drag.findtext("noofdrags", "")) == max(wanted, 1)
    found = FORMAT.read(out.text.encode())
    assert list(found.media.values()) == [PNG]
    assert problems(found) == []
    assert labels_of(alone(found)) == labels_of(asked)
    told = {str(loss.reason) for loss in out.losses}
    assert ("A label that fits nowhere, but was put somewhere, costs another share there." in told) == any(
        not one.match for one in asked.lines
    )


def test_images_to_drag_go_back_as_they_came() -> None:
    before = FORMAT.read(quiz("ddimageortext", FILE + LABELS))
    out = FORMAT.write(before.questions, before.media)
    assert etree.fromstring(out.text.encode())[0].get("type") == "ddimageortext"
    after = alone(again := FORMAT.read(out.text.encode()))
    assert labels_of(after) == labels_of(alone(before))
    assert sorted(again.media.values()) == sorted(before.media.values())
    assert FORMAT.write(before.questions, {}).blocks["drag-and-drop"].lost == 1
    two = [replace(alone(before), lines=tuple(replace(one, match="1") for one in alone(before).lines))]
    assert "takes several labels" in str(FORMAT.write(two, before.media).losses[0].reason)


def test_a_drawing_is_told_its_size() -> None:
    """Without one a browser lays it out as it likes, and the places lie elsewhere."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"/>'
    (board,) = [one for one in examples() if one.id == "drag-and-drop-board-fr"]
    for more in (b"", b' height="360"', b' width="100%"'):
        told = drawing.replace(b"/>", more + b"/>")
        (again,) = FORMAT.read(FORMAT.write([board], {"media/board.svg": told}).text.encode()).media.values()
        assert (etree.fromstring(again).get("width"), etree.fromstring(again).get("height")) == ("640", "360")
    assert "width and a height" in str(FORMAT.write([board], {"media/board.svg": b"<svg/>"}).losses[0].reason)
