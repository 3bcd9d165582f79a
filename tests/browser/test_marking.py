"""The marker of the device gives what the server gives: every vector, in a browser that knows nothing of the site."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from takwin.items import assets
from takwin.items.tests.vectors import FILE, device_kinds

MODULES = Path(assets.FOLDER) / "marking"
HERE = "http://marker.test"
MARK = """async ([kind, key, points, responses]) => {
  const { mark } = await import("/mark.js");
  return responses.map((response) => {
    const each = points.map((worth) => mark(kind, key, response, worth));
    return [each.map((one) => one.mark), each[0].parts];
  });
}"""
VECTORS = json.loads(FILE.read_text(encoding="utf-8"))


def serve(route: Route) -> None:
    name = route.request.url.removeprefix(f"{HERE}/")
    if not name:
        route.fulfill(body="<!doctype html><title>Marker</title>", content_type="text/html")
    else:
        route.fulfill(body=(MODULES / name).read_text(encoding="utf-8"), content_type="text/javascript")


@pytest.fixture(scope="module")
def marker(chromium: Browser) -> Page:
    page = chromium.new_page()
    page.route(f"{HERE}/**", serve)
    page.goto(f"{HERE}/")
    return page


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["kind"])
def test_device_and_server_agree(vector: Any, marker: Page) -> None:
    responses = [case["response"] for case in vector["cases"]]
    found = marker.evaluate(MARK, [vector["kind"], vector["key"], vector["points"], responses])
    expected = [[case["marks"], case["parts"]] for case in vector["cases"]]
    assert [pair for pair in zip(responses, expected, found, strict=True) if pair[1] != pair[2]] == []


def test_the_marker_knows_which_kinds_it_marks(marker: Page) -> None:
    asked = [*device_kinds(), "dilemma", "long-text", "toString"]
    found = marker.evaluate(
        "async (names) => { const m = await import('/mark.js'); return names.filter(m.marks); }", asked
    )
    assert found == device_kinds()
