"""HTML becomes Markdown that says the same, and that a person would have written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from takwin.content.compiler.media import Shelf
from takwin.content.compiler.page import Page
from takwin.content.compiler.steps import compile_step
from takwin.content.source.problems import errors
from takwin.interop.markdown import Surroundings, convert, parse, tidy_headings

TOLD: list[str] = []


def markdown(text: str) -> str:
    """The Markdown of a fragment; what was lost gathers in TOLD."""
    TOLD.clear()
    around = Surroundings(
        link=lambda address: None if address.startswith(("#", "javascript:")) else address,
        file=lambda address: f"media/{address}" if "//" not in address else address,
        lost=lambda sentence: TOLD.append(str(sentence)),
    )
    return convert(parse(text), around)


@pytest.mark.parametrize(
    ("given_html", "wanted"),
    [
        ("<p>Un <b>mot</b> et <i>un autre</i>.</p>", "Un **mot** et *un autre*."),
        ("<p>a<b> b </b>c</p>", "a **b** c"),
        ("<p><b>Bonjour&nbsp;!</b>suite</p>", "<strong>Bonjour\xa0!</strong>suite"),
        ("<p><b><i>x</i></b></p>", "***x***"),
        ("<p><b></b>x<b> </b></p>", "x"),
        ("<p>a<br>b<br><br>c</p>", "a\\\nb\n\nc"),
        ("<h1>A</h1><h2><b>B</b> b</h2><h3> </h3>", "# A\n\n## B b"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ol start=3><li><p>a</p><p>b</p></li><li>c</li></ol>", "3. a\n\n   b\n\n4. c"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ("<dl><dt>T</dt><dd>un</dd><dd>deux</dd></dl>", "T\n: un\n: deux"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre>a\n```\nb</pre>", "````\na\n```\nb\n````"),
        ("<p><code>a`b</code></p>", "``a`b``"),
        ("<p>1. a</p><p># b</p><p>- c</p><p>::: d</p><p>+</p>", "1\\. a\n\n\\# b\n\n\\- c\n\n\\::: d\n\n\\+"),
        ("<p>{gap}`x` \\(y</p>", "\\{gap}\\`x\\` \\\\(y"),
        ("<p>\\( x&lt;2 \\) 5\\(y\\)6</p>", "$x<2$ 5 $y$ 6"),
        ("<p>\\[\\frac{1}{2}\\]</p>", "$$\\frac{1}{2}$$"),
        ("<p>[mathjaxinline]x^2[/mathjaxinline]</p>", "$x^2$"),
        ('<a href="https://a.org/x y(1)">l[i]en</a>', "[l\\[i\\]en](<https://a.org/x y(1)>)"),
        ('<a href="#x">ici</a>', "ici"),
        ('<img src="a.png" alt="Une [classe]"><img src="b.png" alt="">', "![Une \\[classe\\]](media/a.png)![](media/b.png){.decorative}"),
        ('<figure><img src="a.png" alt="A"><figcaption>Une <i>classe</i></figcaption></figure>', ":::{figure} media/a.png\n:alt: A\nUne *classe*\n:::"),
        ("<details><summary>Plus</summary>reste<p>b</p></details>", ":::{dropdown} Plus\n\nreste\n\nb\n:::"),
        ('<p><span lang="ar" dir="rtl">سلام</span> x</p>', "[سلام]{lang=ar dir=rtl} x"),
        ("<p>H<sub>2</sub>O <u>x</u></p>", "H<sub>2</sub>O <u>x</u>"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td>x<br>y</td></tr></table>", "| a | b |\n| --- | --- |\n| 1\\|2 | x<br>y |"),
        ("<table><tr><td>seul</td></tr></table>", "seul"),
        ('<table><tr><td colspan="2" class="x">a</td></tr><tr><td>b</td><td>c</td></tr></table>', '<table>\n<tr><td colspan="2">a</td>\n</tr>\n<tr><td>b</td><td>c</td>\n</tr>\n</table>'),
        ('<iframe src="//player.vimeo.com/video/12345678" title="T"></iframe>', ":::{video} https://vimeo.com/12345678\nT\n:::"),
        ('<video src="a.mp4"></video>', ":::{video} media/a.mp4\nVideo\n:::"),
        ("<p>&nbsp;</p><div><div>a</div>b</div>", "a\n\nb"),
        ("", ""),
        ("<<<>>&&; &amp;amp; &lt;b>", "<<<>>&&; \\&amp; \\<b>"),
    ],
)  # fmt: skip
def test_writes(given_html: str, wanted: str) -> None:
    assert markdown(given_html) == wanted


@pytest.mark.parametrize(
    ("given_html", "told"),
    [
        ("<script>x</script>", "script"),
        ("<style>x</style>", "style sheet"),
        ("<form><input type=text value=nom></form>", "nom"),
        ("<object data=x></object>", "object"),
        ("<svg><path/></svg>", "svg"),
        ('<iframe src="https://a.org/b"></iframe>', "https://a.org/b"),
        ('<iframe src="javascript:alert(1)"></iframe>', "iframe"),
        ('<img src="https://a.org/b.png">', "https://a.org/b.png"),
        ("<p>\\(\\nosuch{\\)</p>", "nosuch"),
        ("<div>" * 300 + "x" + "</div>" * 300, "deeply"),
    ],
)
def test_tells_what_it_leaves_out(given_html: str, told: str) -> None:
    written = markdown(given_html)
    assert any(told in one for one in TOLD)
    assert "<script" not in written
    assert "javascript:" not in written


def test_headings_leave_no_level_out() -> None:
    body = "### a\n\n##### b\n\n```\n# code\n```\n\n### c\n\n# d\n\n## e"
    assert tidy_headings(body) == "## a\n\n### b\n\n```\n# code\n```\n\n## c\n\n## d\n\n### e"


WORDS = st.text(st.sampled_from("ab1 *_`[](){}<>#+-=|~:!$&\\.'\"^%@/éم\n"), min_size=1, max_size=14)
INLINE = ("b", "i", "em", "span", "u", "sub", "q")
BLOCK = ("p", "div", "h2", "blockquote", "li", "dd")


def escaped(words: str) -> str:
    """Words as HTML."""
    return words.replace("&", "&amp;").replace("<", "&lt;")


LINES = st.recursive(
    WORDS.map(escaped),
    lambda inner: st.builds("{1}<{0}>{2}</{0}>{3}".format, st.sampled_from(INLINE), inner, inner, inner),
    max_leaves=6,
)
PAGES = st.lists(st.builds("<{0}>{1}</{0}>".format, st.sampled_from(BLOCK), LINES), min_size=1, max_size=4).map("".join)
PAGES = PAGES.filter(lambda page: "\\(" not in page and "\\[" not in page)
"""Without formulas, which do change their words."""


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_no_word_is_lost_and_nothing_begins_by_accident(page_html: str) -> None:
    written = markdown(page_html)
    page = Page("x.md", "en", written.split("\n"), Shelf({}))
    draft = compile_step(written, page)
    shown = "".join(part["html"] for part in draft.parts)
    assert words_of(shown) == words_of(page_html), written
    assert errors(page.problems) == []


def words_of(text: str) -> str:
    """All words without white space."""
    return "".join("".join(html.fragment_fromstring(text, create_parent="div").itertext()).split())
