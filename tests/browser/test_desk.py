"""The course team's desk in a browser: a draft is uploaded, seen at the size of a phone, tried, compared and thrown away."""

from pathlib import Path

import pytest

from takwin.content import pack
from takwin.content.source import folder
from tests.browser.conftest import DESK, Visit, speak
from tests.browser.test_pages import AUTHOR, SLUG, barriers
from tests.house.source import HOUSE

STUDIO = f"/studio/{SLUG}/"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The sample course with a step that changed."""
    files: dict[str, Path | bytes] = dict(folder.listing(HOUSE / "courses" / SLUG))
    for language, words in (("fr", "Un paragraphe de plus."), ("ar", "فقرة إضافية.")):
        name = f"see/check-seeing.{language}.md"
        files[name] = (HOUSE / "courses" / SLUG / name).read_bytes() + f"\n{words}\n".encode()
    path = tmp_path / "course.zip"
    path.write_bytes(pack.of_files(files))
    return path


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_draft_is_seen_tried_and_compared(visit: Visit, archive: Path, language: str) -> None:
    page = visit(language, as_=AUTHOR)
    speak(page, language)
    page.goto("/studio/upload")
    page.set_input_files("input[name=archive]", archive)
    page.click("main form button")
    assert page.url.endswith("/draft/")
    assert barriers(page) == []
    page.goto(f"{STUDIO}draft/preview/?step=see/check-seeing&in={language}")
    assert barriers(page) == []
    frame = page.frame_locator("iframe")
    assert frame.locator("html").evaluate("html => html.clientWidth") <= 360
    assert frame.locator("html").evaluate("html => html.scrollWidth - html.clientWidth") <= 0
    assert frame.locator("html").get_attribute("dir") == {"fr": "ltr", "ar": "rtl"}[language]
    frame.locator("form.quiz button").first.click()
    frame.locator(".error").first.wait_for()
    page.goto(f"{STUDIO}draft/supervision/")
    assert barriers(page) == []
    page.goto(f"{STUDIO}changes/")
    assert page.locator("ins").count() >= 2
    assert barriers(page) == []
    page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
    page.goto(f"{STUDIO}translations/see/check-seeing/?right=en")
    assert page.locator("ins").count() >= 1
    assert barriers(page) == []
    page.goto(f"{STUDIO}draft/")
    page.locator("details.ask > summary").last.click()
    page.locator("form[action*='draft/discard'] button").click()
    assert page.url.endswith(STUDIO)
