"""Exercises beyond problems: open responses, polls, surveys, drag and drop, images to point at, questions drawn from a library."""

import json
import zipfile
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from django.conf import settings as site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from takwin.content.check import check
from takwin.content.source import writer
from takwin.interop.course_package import CoursePackage
from takwin.interop.formats.olx import FORMAT
from takwin.interop.formats.olx.tests.packing import body, component, problems_of, reasons

SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"/>'
STATIC = {"static/a.svg": SQUARE}
ORA = """
<openassessment file_upload_type="image" submission_due="2026-03-11T18:20" leaderboard_show="3" teams_enabled="true">
  <title>A lesson seen twice</title>
  <prompts><prompt><description>Tell what you saw.\n\nThen * why.</description></prompt></prompts>
  <rubric>
    <criterion feedback="optional"><name>c1</name><label>Facts</label><prompt>Would a camera have seen it?</prompt>
      <option points="3"><name>o1</name><label>Yes</label><explanation>every line</explanation></option>
      <option points="0"><name>o2</name><label>No -&gt; not yet</label><explanation/></option></criterion>
    <criterion feedback="required"><name>Dignity</name><prompt>Dignity</prompt></criterion>
    <criterion><name>Length</name><prompt>How long?</prompt><option points="1"><name>Half a page</name></option></criterion>
    <feedbackprompt>Anything else?</feedbackprompt>
  </rubric>
  <assessments><assessment name="student-training"><example/></assessment><assessment name="peer-assessment"/></assessments>
</openassessment>"""
TASK = """\
::::{task} a-lesson-seen-twice
:title: A lesson seen twice

:::{instructions}
Tell what you saw.

Then \\* why.
:::

:::{criteria}
- **Facts** Would a camera have seen it?
  - (0) No → not yet ->
  - (3) Yes -> every line
- Dignity
- **Length** How long?

  Half a page
:::
::::"""


def sound(package: CoursePackage, folder: Path) -> str:
    """The text of the only step of a course that can be published."""
    assert problems_of(package, folder / "course") == []
    return body(package)


def test_an_open_response_is_a_task_with_its_rubric(tmp_path: Path) -> None:
    package = component("openassessment", ORA)
    assert sound(package, tmp_path) == TASK
    assert reasons(package, "openassessment") == [
        "A criterion with one level only keeps it as words.",
        "It was handed in and assessed (student-training, peer-assessment); now learners read its criteria and declare it done.",
        "Files could be handed in with it.",
        "Teams handed it in together; now each learner declares it done.",
        "Marked examples, with which learners practised the criteria, were left out.",
        "The list of the best answers was left out.",
        "Its dates were left out.",
        "The words that ask for comments were left out.",
    ]
    assert package.blocks["openassessment"].changed == 1


def test_an_open_response_with_html_and_odd_points(tmp_path: Path) -> None:
    xml = ORA.replace("<openassessment", '<openassessment prompts_type="html"').replace('points="3"', 'points="1.5"')
    package = component(
        "openassessment", xml.replace("Tell what you saw.", "&lt;p&gt;Tell &lt;b&gt;all&lt;/b&gt;.&lt;/p&gt;")
    )
    text = sound(package, tmp_path)
    assert "Tell **all**." in text
    assert "  - Yes -> every line\n  - No → not yet ->" in text
    assert "Points that are no whole numbers from 0 to 1000 were left out." in reasons(package, "openassessment")


def test_an_open_response_that_counted_says_that_it_no_longer_does() -> None:
    graded = ORA.replace("<openassessment", '<openassessment graded="true"')
    assert "Its points no longer count for the mark." in reasons(component("openassessment", graded), "openassessment")


def test_an_empty_open_response_is_lost() -> None:
    package = component(
        "openassessment", "<html><p>Text</p></html><openassessment><title>T</title><rubric/></openassessment>"
    )
    assert reasons(package, "openassessment") == ["It is empty."]
    assert package.blocks["openassessment"].lost == 1


@pytest.mark.corpus
def test_every_definition_of_the_corpus_is_a_task_with_all_its_criteria(tmp_path: Path) -> None:
    whole = 0
    with zipfile.ZipFile(Path(site.CORPUS) / "olx" / "openassessment-xml-fixtures.zip") as archive:
        for number, name in enumerate(sorted(one for one in archive.namelist() if one.endswith(".xml"))):
            root = etree.fromstring(archive.read(name))
            package = component("openassessment", etree.tostring(root, encoding="unicode"))
            folder = tmp_path / str(number)
            writer.write(package.course, package.media, folder)
            found = check(folder)
            assert found.compiled is not None
            assert found.publishable, name
            (task,) = found.compiled.outline["tasks"].values()
            (part,) = next(iter(found.compiled.pages.values()))
            assert [len(levels) for levels in task["criteria"]] == _levels(root), name
            assert Counter(points for levels in task["criteria"] for points in levels) == _points(root), name
            assert part["title"] == " ".join((root.findtext("title") or "").split())
            whole += 1
    assert whole == 88


def _levels(root: etree._Element) -> list[int]:
    """By other means than the reader's: the options of each criterion; one alone is no level."""
    counts = [len(one.findall("option")) for one in root.findall("rubric/criterion")]
    return [0 if count == 1 else count for count in counts]


def _points(root: etree._Element) -> Counter[int]:
    options = [one.findall("option") for one in root.findall("rubric/criterion")]
    return Counter(int(one.get("points", "")) for several in options if len(several) > 1 for one in several)


ANSWERS = [
    ["R", {"label": "<b>Now</b>", "img": "", "img_alt": ""}],
    ["B", {"label": "", "img": "/static/a.svg", "img_alt": "Later"}],
]


def poll(**more: object) -> str:
    told = {
        "display_name": "When",
        "question": "When do you begin?",
        "answers": json.dumps(ANSWERS),
        "feedback": "<p>Thanks.</p>",
        **more,
    }
    return f"<poll {' '.join(f'{name}={quoteattr(str(value))}' for name, value in told.items())}/>"


def test_a_poll_is_a_dilemma_that_shows_how_the_group_answered(tmp_path: Path) -> None:
    package = component("poll", poll(), STATIC)
    assert sound(package, tmp_path) == (
        "::::{dilemma} when\n\nWhen do you begin?\n\n- **Now**\n- ![Later](media/a.svg)\n\n:::{feedback}\nThanks.\n:::\n::::"
    )
    assert "also asks why" in reasons(package, "poll")[0]


def test_a_poll_whose_results_were_private_is_a_scale(tmp_path: Path) -> None:
    package = component("poll", poll(private_results="true"), STATIC)
    assert sound(package, tmp_path).startswith("::::{scale} when\n")
    assert reasons(package, "poll") == ["The course team saw the answers; now nobody but the learner does."]


def test_an_old_poll_is_read_from_its_elements(tmp_path: Path) -> None:
    xml = '<poll_question display_name="P"><p>Yes?</p><answer id="y">Yes</answer><answer id="n">No</answer></poll_question>'
    assert sound(component("poll_question", xml), tmp_path) == "::::{dilemma} p\n\nYes?\n\n- Yes\n- No\n::::"


@pytest.mark.parametrize(
    "xml", ["<poll/>", poll(answers="[]"), poll(answers="nonsense"), poll(answers='[["a", "One"]]'), "<survey/>"]
)
def test_what_asks_nothing_is_lost(xml: str) -> None:
    kind = xml[1:5] if xml.startswith("<poll") else "survey"
    assert reasons(component(kind, f"<html><p>Text</p></html>{xml}"), kind) == ["It is empty."]


def test_a_survey_is_a_scale_for_each_of_its_lines(tmp_path: Path) -> None:
    questions = [["a", {"label": "Do you teach?", "img": ""}], ["b", {"label": "Do you learn?"}]]
    answers = [["Y", "Yes"], ["N", "No"], ["M", "Maybe"]]
    xml = f"<survey block_name='Us' questions={quoteattr(json.dumps(questions))} answers={quoteattr(json.dumps(answers))}/>"
    package = component("survey", xml)
    text = sound(package, tmp_path)
    assert text.startswith(
        "## Us\n\n::::{scale} do-you-teach\n\nDo you teach?\n\n- Yes\n- No\n- Maybe\n::::\n\n::::{scale} do-you-learn"
    )
    assert package.blocks["survey"].changed == 1


def test_a_survey_with_more_answers_than_a_scale_takes_is_lost() -> None:
    answers = [[str(n), str(n)] for n in range(12)]
    xml = f'<html><p>T</p></html><survey questions=\'[["a", "Q?"]]\' answers={quoteattr(json.dumps(answers))}/>'
    assert reasons(component("survey", xml), "survey") == ["It has 12 answers, and a scale takes 11."]


DATA = {
    "targetImg": "/static/a.svg",
    "targetImgDescription": "A class",
    "displayLabels": True,
    "feedback": {"start": "Drag the items onto the image above.", "finish": "Done."},
    "zones": [
        {"uid": "top", "title": "Board", "x": 10, "y": 20, "width": "100", "height": 50},
        {"uid": "low", "title": "Door", "x": 200, "y": 200, "width": 50, "height": 50},
    ],
    "items": [
        {"displayName": "chalk", "zones": ["top"], "feedback": {"incorrect": "Look again.", "correct": ""}},
        {"displayName": "bell", "zones": ["top", "low"], "feedback": {}},
        {"displayName": "car", "zones": [], "feedback": {}},
    ],
}


def drop(data: object, **more: str) -> str:
    told = {"display_name": "Places", "question_text": "Where?", "data": json.dumps(data), "mode": "assessment", **more}
    return f"<drag-and-drop-v2 {' '.join(f'{name}={quoteattr(value)}' for name, value in told.items())}/>"


def test_drag_and_drop_keeps_its_picture_zones_and_decoys(tmp_path: Path) -> None:
    package = component("drag-and-drop-v2", drop(DATA, max_attempts="2"), STATIC)
    text = sound(package, tmp_path)
    assert ":image: media/a.svg\n:alt: A class\n" in text
    assert "1. Board -> rect 10,20,110,70\n2. Door -> rect 200,200,250,250\n" in text
    assert "- chalk -> 1\n  > Look again.\n- bell -> 1, 2\n- car\n" in text
    assert ":attempts: 2" in text
    assert ":::{feedback} right\nDone.\n:::" in text
    assert package.blocks["drag-and-drop-v2"].kept == 1


def test_drag_and_drop_without_its_picture_has_a_list_of_zones(tmp_path: Path) -> None:
    package = component("drag-and-drop-v2", drop({**DATA, "targetImg": ""}, mode="standard", graded="true"))
    text = sound(package, tmp_path)
    assert text.startswith(":::::{quiz} places-quiz\n:title: Places\n:attempts: unlimited\n")
    assert "1. Board\n2. Door\n" in text
    assert len(reasons(package, "drag-and-drop-v2")) == 2


@pytest.mark.parametrize(
    "data", ["x", [], {}, {"zones": 1, "items": "a"}, {**DATA, "items": []}, {**DATA, "zones": []}]
)
def test_drag_and_drop_without_labels_or_zones_is_lost(data: object) -> None:
    package = component("drag-and-drop-v2", f"<html><p>T</p></html>{drop(data)}", STATIC)
    assert "It has no labels or no zones." in reasons(package, "drag-and-drop-v2")


def pointing(more: str = "", width: str = "400") -> str:
    return f'<problem><p>Where?</p><imageresponse><imageinput src="/static/a.svg" width="{width}" height="300" alt="A class" {more}/></imageresponse></problem>'


def test_an_image_to_point_at_has_other_places_of_the_same_size(tmp_path: Path) -> None:
    package = component("problem", pointing('rectangle="(100,100)-(200,200)"'), STATIC)
    text = sound(package, tmp_path)
    assert "{hotspot} where\n:image: media/a.svg\n:alt: A class\n\nWhere?\n\n" in text
    places = [line for line in text.split("\n") if line.startswith("- [")]
    assert [line for line in places if line.startswith("- [x]")] == [
        f"- [x] {'ABCDE'[len(places) // 2]} -> rect 100,100,200,200"
    ]
    assert 2 <= len(places) <= 5
    assert reasons(package, "problem")


def test_an_outline_in_an_image_stays_an_outline(tmp_path: Path) -> None:
    package = component(
        "problem", pointing("regions='[[[10,10],[60,10],[60,60]],[[100,100],[120,100],[110,120]]]'"), STATIC
    )
    assert "- [x] A -> poly 10,10,60,10,60,60" in sound(package, tmp_path)
    assert "Several places were right; only the first is kept." in reasons(package, "problem")


@pytest.mark.parametrize(
    "more",
    [
        "",
        'rectangle="x"',
        "regions='{}'",
        "regions='[[[1,2]]]'",
        "regions='[[[1,1],[1,2],[1,3]]]'",
        "regions='[[NaN,1],[1e999,2],[3,[]]]'",
        """regions='{"a": 1}'""",
        'rectangle="(0,0)-(400,300)"',
    ],
)
def test_an_image_whose_right_place_cannot_be_read_is_lost(more: str) -> None:
    package = component("problem", f"<html><p>T</p></html>{pointing(more)}", STATIC)
    assert reasons(package, "problem") == ["The right place in its image cannot be read."]


def library(count: int, pick: str, weights: str = "1", **more: str) -> str:
    told = "".join(f' {name}="{value}"' for name, value in {"graded": "true", "max_attempts": "3", **more}.items())
    asked = "".join(
        f'<problem display_name="Q{n}" weight="{weights[n % len(weights)]}"><p>Intro {n}</p><stringresponse answer="a" type="ci"><label>Say {n}</label><textline/></stringresponse></problem>'
        for n in range(count)
    )
    return f'<library_content display_name="Some" max_count="{pick}"{told}>{asked}</library_content>'


def test_problems_drawn_from_a_library_are_a_pool(tmp_path: Path) -> None:
    package = component("library_content", library(4, "2"))
    text = sound(package, tmp_path)
    assert text.startswith("::::::{quiz} some-quiz\n:title: Some\n:attempts: 3\n\n:::::{pool} some-pool\n:pick: 2\n")
    assert text.count("{cloze}") == 4
    assert "Intro 0\n\nSay 0\n\n{gap}`=a`" in text
    assert reasons(package, "library_content") == [
        "Its questions are now sent together, and an attempt is one at all of them."
    ]
    assert package.blocks["problem"].kept == 4


@pytest.mark.parametrize(
    "xml",
    [
        library(4, "2", graded="false"),
        library(4, "2", weights="12"),
        library(4, "2").replace("</library_content>", "<html><p>T</p></html></library_content>"),
    ],
)
def test_what_cannot_be_a_pool_is_shown_to_everyone(xml: str, tmp_path: Path) -> None:
    package = component("library_content", xml)
    assert "{pool}" not in sound(package, tmp_path)
    assert reasons(package, "library_content") == [
        "Each learner saw 2 of its components at random; now everyone sees all of them."
    ]


def test_a_library_of_which_all_is_drawn_stays_as_it_was(tmp_path: Path) -> None:
    package = component("library_content", library(2, "-1"))
    assert sound(package, tmp_path).count("{quiz}") == 2
    assert package.blocks["library_content"].kept == 1


def test_a_pool_with_too_few_questions_left_asks_them_all(tmp_path: Path) -> None:
    broken = library(3, "2").replace('answer="a"', 'answer="a(b" ', 2).replace('type="ci"', 'type="ci regexp"', 2)
    package = component("library_content", broken)
    text = sound(package, tmp_path)
    assert "{pool}" not in text
    assert text.count("{cloze}") == 1
    assert package.blocks["problem"].lost == 2


def test_an_exercise_may_stand_directly_in_the_course() -> None:
    course = f'<course url_name="r" org="o" course="c" display_name="C" language="en">{poll()}</course>'
    assert "{dilemma}" in body(FORMAT.read({"course/course.xml": course.encode(), "course/static/a.svg": SQUARE}))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats() | st.text("a<&[]\n-> 1", max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["label", "img", "zones", "items", "uid", "displayName", "x", "feedback", "targetImg"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(JUNK, JUNK)
def test_settings_that_hold_anything_are_at_worst_a_loss(first: object, second: object) -> None:
    told, more = (quoteattr(json.dumps(one)) for one in (first, second))
    package = component(
        "x",
        f"<html><p>Text</p></html><poll question='Q' answers={told}/><survey questions={told} answers={more}/>"
        f"<drag-and-drop-v2 question_text='Q' data={told}/><problem><p>Q</p><imageresponse>"
        f"<imageinput src='/static/a.svg' width='400' height='300' regions={told} rectangle={more}/></imageresponse></problem>",
        STATIC,
    )
    assert sum(tally.total for tally in package.blocks.values()) == 9
