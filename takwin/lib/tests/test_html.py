"""The door for HTML: what is on the list comes in unchanged, the rest stays outside, and cleaning twice changes nothing."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takwin.lib.html import clean, text_of, unbroken
from takwin.lib.tests.payloads import PAYLOADS, Watch

KEPT = [
    "<p>Bonjour <strong>vous</strong> <em>tous</em></p>",
    '<p lang="ar" dir="rtl">مرحبا</p>',
    '<div class="callout callout-tip" role="note"><p class="callout-title">Conseil</p></div>',
    '<figure><img src="/files/a/b.png" alt="Un carré" width="40" height="30" loading="lazy" decoding="async"></figure>',
    '<figure class="video"><video controls="" preload="none"><source src="a.mp4" type="video/mp4"></video></figure>',
    '<video controls="" preload="none"><track kind="captions" src="a.vtt" srclang="fr" label="Français" default=""></video>',
    '<details class="dropdown"><summary>Plus</summary><p>x</p></details>',
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mfrac><mi>a</mi><mn>2</mn></mfrac></math>',
    '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
    "<ruby>a<rt>b</rt></ruby><bdi>c</bdi><kbd>d</kbd>",
    '<p id="c-fn1">a</p>',
]


@pytest.mark.parametrize("html", KEPT)
def test_kept(html: str) -> None:
    assert clean(html) == html


@pytest.mark.parametrize(
    "box",
    ["<input>", "<input type=password>", '<INPUT checked title=">" type="text">', '<input title=" type=checkbox">'],
)
def test_nobody_writes_into_a_text(box: str) -> None:
    assert clean(f'<p>{box}<a title="{escape(box)}">b</a></p>').count("<input") == 0
    tick = '<input type="checkbox" disabled="">'
    assert clean(f"{box}{tick}") == tick


@pytest.mark.parametrize("payload", PAYLOADS)
def test_harmless(payload: str) -> None:
    for html in (payload, f"<p>{payload}</p>", f"<math><mi>{payload}</mi></math>", f"<table><tr><td>{payload}"):
        assert Watch.of(clean(html)) == []


@given(
    st.lists(
        st.sampled_from([*PAYLOADS, *KEPT, "<", ">", '"', "'", "=", "/", "&", "<math>", "<table>", "</p>", "a"]),
        max_size=8,
    )
)
def test_cleaning_twice_changes_nothing(pieces: list[str]) -> None:
    once = clean("".join(pieces))
    assert clean(once) == once
    assert Watch.of(once) == []


def test_addresses_pass_the_callers_hands() -> None:
    seen: list[tuple[str, str, str]] = []

    def link(tag: str, name: str, address: str) -> str | None:
        seen.append((tag, name, address))
        return None if address == "b.png" else "/there"

    html = clean('<a href="a.pdf">x</a><img src="b.png" alt=""><a href="#n">y</a>', link)
    assert seen == [("a", "href", "a.pdf"), ("img", "src", "b.png")]
    assert (
        html
        == '<a href="/there" rel="noopener noreferrer">x</a><img alt=""><a href="#c-n" rel="noopener noreferrer">y</a>'
    )


def test_words_alone() -> None:
    assert text_of("<p>Un <b>deux</b>\n trois<script>4</script></p>") == "Un deux trois"


def test_numbers_of_laws_and_names_of_licences_stay_on_one_line_with_the_hyphen_that_is_typed() -> None:
    held = '<span class="nowrap">09-08</span> (<span class="nowrap">CC BY-NC-ND</span>)'
    assert unbroken("09-08 (CC BY-NC-ND)") == clean(held) == held
    plain = "https://a.org/2026-11 step-1 12345-1 self-made"
    assert unbroken(plain) == plain
