"""What the command and the page say of the same export: the same kinds, the same numbers, the same losses; each opens where it is seen."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from takwin.accounts.models import Person
from takwin.config import cli
from takwin.content.models import Draft
from takwin.interop.formats.olx.tests.test_corpus import COURSES, archive
from tests.cast import SignIn
from tests.journeys.pages import Shown, visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.corpus]

LARGE = {"dhis2-intro-en", "dhis2-intro-fr-assembled", "openedx-demo-course"}


def listed(page: Shown) -> tuple[dict[str, dict[str, int]], Counter[tuple[str, str, str]], Counter[str]]:
    """The kinds with their numbers, the losses as (kind, place, reason), and where each leads."""
    rows = [
        [cell.text_content().strip() for cell in row]
        for row in page.tree.xpath("//section[@aria-labelledby='blocks']//tbody/tr")
    ]
    blocks = {kind: dict(zip(("kept", "changed", "lost"), map(int, numbers), strict=True)) for kind, *numbers in rows}
    losses, links = Counter[tuple[str, str, str]](), Counter[str]()
    for group in page.tree.xpath("//section[@aria-labelledby='losses']/ul/li"):
        kind = group.xpath("string(.//strong)").strip()
        many = bool(group.xpath("./details"))
        reason = group.xpath("string(./p[2])" if many else "string(./p[@class='meta'][1])").strip()
        for place in group.xpath(".//bdi[@class='long']"):
            losses[kind, place.text_content().strip(), reason] += 1
            links[
                place.xpath(
                    "string(ancestor::a/@href | ancestor::li[parent::ul/parent::section]/p[@class='meta']/a/@href)"
                )
            ] += 1
    return blocks, losses, links


def told(
    name: str, into: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[dict[str, dict[str, int]], Counter[tuple[str, str, str]]]:
    """What the command says, for programs."""
    assert cli.main(["import", str(archive(name)), "--into", str(into), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    return said["blocks"], Counter((one["kind"], one["place"], one["reason"]) for one in said["losses"])


@pytest.mark.parametrize("name", [pytest.param(one, marks=[pytest.mark.long] * (one in LARGE)) for one in COURSES])
def test_the_page_says_what_the_command_says(
    name: str, ghizlane: Person, sign_in: SignIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Person.objects.filter(pk=ghizlane.pk).update(language="en")
    author: Client = sign_in(ghizlane)
    form = visit(author, "/studio/import")
    page = form.send(
        form.form("/studio/import"), archive=SimpleUploadedFile("course.tar.gz", archive(name).read_bytes())
    )
    assert page.status == 200
    blocks, losses, links = listed(page)
    wanted, lost = told(name, tmp_path / "course", capsys)
    assert blocks == wanted
    assert {(kind, " ".join(place.split()), reason): count for (kind, place, reason), count in losses.items()} == {
        (kind, " ".join(place.split()), reason): count for (kind, place, reason), count in lost.items()
    }
    assert "" not in links
    steps = {link: re.fullmatch(r".*/preview/\?step=(.+)", link) for link in links}
    found = Draft.objects.get().losses
    for link in [link for link, match in steps.items() if match][:3]:
        opened = visit(author, link)
        assert opened.status == 200
        here = [one for one in found if one.get("step") == steps[link][1]]  # type: ignore[index]
        assert all(one["place"] in opened.text for one in here)
        lines = {f"#{one}" for one in opened.tree.xpath("//ol[@class='source']/li/@id")}
        assert lines
        assert set(opened.tree.xpath("//section[@aria-labelledby='look']//a/@href")) <= lines
