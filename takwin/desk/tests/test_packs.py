"""What a device takes with it."""

import gzip
import json
import random
import re
import shutil
import tracemalloc
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from takwin.accounts.models import Person
from takwin.assessment import actions as answers
from takwin.assessment.tests import builders as quiz
from takwin.content.actions import publish
from takwin.content.models import ItemKey
from takwin.content.queries import light_films, page
from takwin.desk import actions
from takwin.desk.models import Pack
from takwin.desk.packing import DIGITS, Entry, index, packed, unpacked, write
from takwin.desk.statics import SHORT, media
from takwin.desk.tests.builders import COURSES, SAMPLE, enrolment, sample
from takwin.files import queries as files
from takwin.learning import actions as learning
from takwin.learning.models import Run
from takwin.lib import digest
from tests.cast import SignIn

SECOND = "teaching-with-digital-resources"


def offers(browser: Client, slug: str) -> list[dict[str, Any]]:
    """Every pack of a course, each made."""
    told = browser.get(f"/desk/{slug}/packs.json").json()["packs"]
    return [browser.get(f"/desk/{slug}/packs/{one['variant']}.json").json() for one in told]


def packs(browser: Client, slug: str) -> dict[str, bytes]:
    """The same by variant, as bytes."""
    return {one["variant"]: browser.get(one["url"]).getvalue() for one in offers(browser, slug)}


def test_a_course_is_taken_along(amina: Person, sign_in: SignIn) -> None:
    release = sample()
    enrolment(amina, release)
    browser = sign_in(amina)
    told = browser.get(f"/desk/{SAMPLE}/packs.json").json()
    text = told["packs"][0]
    pack = browser.get(text["url"]).getvalue()
    assert len(pack) == text["bytes"] <= 300_000
    found = unpacked(pack)
    assert [entry["path"] for entry in index(pack)["entries"]] == sorted(found)
    assert index(pack)["release"] == release.digest
    page = found[f"/courses/{SAMPLE}/see/check-seeing/"].decode()
    assert '<div data-questions="quiz-seeing"></div>' in page
    assert "Amina" not in page, "it is nobody's in particular"
    named = set(
        re.findall(
            r'(?:href|src)="(/static/[^"]+)"', "".join(one.decode() for one in found.values() if b"<html" in one)
        )
    )
    assert named
    assert named <= found.keys()
    again = browser.get(f"/desk/{SAMPLE}/packs.json").json()
    assert again == told, "it is made once"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("course", [SAMPLE, SECOND])
def test_no_key_of_a_question_that_counts_is_in_any_pack(
    course: str, language: str, amina: Person, sign_in: SignIn
) -> None:
    release = sample(course)
    enrolment(amina, release)
    Person.objects.filter(pk=amina.pk).update(language=language)
    sealed = ItemKey.objects.filter(release=release, sealed=True)
    secrets = {text for key in sealed for text in _said(key.key)} - {
        text for key in ItemKey.objects.filter(release=release, sealed=False) for text in _said(key.key)
    }
    assert secrets, "there is something to hide"
    for variant, pack in packs(sign_in(amina), course).items():
        assert index(pack)["language"] == language
        found = unpacked(pack)
        whole = b"\n".join(found.values()).decode("utf-8", "ignore")
        practice = json.loads(found[f"/courses/{course}/practice.json"])
        assert not practice.keys() & set(sealed.values_list("item", flat=True))
        assert [secret for secret in secrets if secret in whole] == [], variant
        if variant == "text":
            assert len(pack) <= 300_000


def _said(key: object) -> list[str]:
    """The sentences of a key that are long enough to be nobody else's: its feedback."""
    if isinstance(key, dict):
        return [text for one in key.values() for text in _said(one)]
    if isinstance(key, list):
        return [text for one in key for text in _said(one)]
    return [key] if isinstance(key, str) and len(key) > 40 else []


def test_a_piece_is_sent_where_a_piece_is_asked(amina: Person, sign_in: SignIn) -> None:
    enrolment(amina, sample())
    browser = sign_in(amina)
    one = browser.get(f"/desk/{SAMPLE}/packs.json").json()["packs"][0]
    whole = browser.get(one["url"])
    data = whole.getvalue()
    assert whole.headers["ETag"] == f'"{one["digest"]}"'
    assert "immutable" in whole.headers["Cache-Control"]
    assert digest.of_bytes(data) == one["digest"]
    piece = browser.get(one["url"], headers={"Range": f"bytes=0-{DIGITS - 1}"})
    assert (piece.status_code, piece.getvalue()) == (206, data[:DIGITS])
    assert browser.get(one["url"], headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    assert browser.get(one["url"], headers={"Range": f"bytes={len(data)}-"}).status_code == 416


def test_a_pack_is_made_when_somebody_chooses_it(amina: Person, sign_in: SignIn, tmp_path: Path) -> None:
    folder = tmp_path / SAMPLE
    shutil.copytree(COURSES / SAMPLE, folder)
    for name, size in (("long.mp4", SHORT + 1), ("voice.mp3", 200_000)):
        (folder / "media" / name).write_bytes(random.Random(7).randbytes(size))
    step = folder / "see" / "check-seeing.fr.md"
    step.write_text(
        step.read_text() + "\n:::{video} media/long.mp4\nUn film.\n:::\n\n:::{audio} media/voice.mp3\nUne voix.\n:::\n"
    )
    enrolment(amina, publish(folder, None, timezone.now()).release)
    browser = sign_in(amina)
    told = {one["variant"]: one for one in browser.get(f"/desk/{SAMPLE}/packs.json").json()["packs"]}
    assert [variant for variant, one in told.items() if "url" in one] == ["text"]
    assert set(Pack.objects.values_list("variant", flat=True)) == {"text"}
    assert told["text"]["bytes"] < told["audio"]["bytes"] < told["all"]["bytes"]
    chosen = browser.get(f"/desk/{SAMPLE}/packs/audio.json").json()
    assert set(Pack.objects.values_list("variant", flat=True)) == {"text", "audio"}
    assert abs(chosen["bytes"] - told["audio"]["bytes"]) < 2_000, "it was told what it weighs"
    assert chosen in browser.get(f"/desk/{SAMPLE}/packs.json").json()["packs"]
    assert browser.get(f"/desk/{SAMPLE}/packs/none.json").status_code == 404


def test_it_is_for_those_who_take_the_course(amina: Person, zed: Person, sign_in: SignIn, visitor: Client) -> None:
    mine = enrolment(amina, sample())
    url = sign_in(amina).get(f"/desk/{SAMPLE}/packs.json").json()["packs"][0]["url"]
    for address in (url, *(f"/desk/{SAMPLE}/{name}.json" for name in ("packs", "packs/all", "state"))):
        assert sign_in(zed).get(address).status_code == 404
        assert visitor.get(address).status_code == 302
    learning.leave(mine, mine.enrolled)
    assert sign_in(amina).get(url).status_code == 404


def test_packs_of_text_are_there_before_anybody_asks(amina: Person, sign_in: SignIn) -> None:
    enrolment(amina, sample())
    now = timezone.now()
    assert (actions.make_ready(now), actions.make_ready(now)) == (3, 0)  # one a language
    ready = set(Pack.objects.filter(variant="text").values_list("blob", flat=True))
    told = sign_in(amina).get(f"/desk/{SAMPLE}/packs.json").json()["packs"]
    assert told[0]["digest"] in ready


def test_packs_that_nobody_fetches_go_after_a_month(
    amina: Person, sign_in: SignIn, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    mine = quiz.enrolment(amina)
    browser, now = sign_in(amina), timezone.now()
    told = offers(browser, "essai")
    Pack.objects.filter(blob=told[1]["digest"]).update(made_by="another")
    later = now + timedelta(days=31)
    assert actions.forget_old(now + timedelta(days=29)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.forget_old(later) == 1, "another version of the program made it"
    assert not files.path(told[1]["digest"]).exists()
    assert [browser.get(one["url"]).status_code for one in told] == [200, 404, 200, 200]
    newer = quiz.release("13")
    Run.objects.update(release=newer)
    assert actions.forget_old(later) == 0, "somebody is still on that release"
    learning.leave(mine, now)
    assert actions.forget_old(later) == 3


def test_a_pack_tells_when_it_was_broken_on_its_way() -> None:
    pack = packed({"course": "x"}, [Entry("/a", "text/plain", b"one"), Entry("/b", "text/plain", b"two " * 50)])
    assert unpacked(pack) == {"/a": b"one", "/b": b"two " * 50}
    assert packed({"course": "x"}, [Entry("/b", "text/plain", b"two " * 50), Entry("/a", "text/plain", b"one")]) == pack
    with pytest.raises(ValueError, match="/a"):
        unpacked(pack.replace(b"one", b"two"))


def test_a_large_film_is_never_in_memory(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        for _ in range(64):
            file.write(random.Random(7).randbytes(256 * 1024))
    entries = [Entry("/files/film.mp4", "video/mp4", film), Entry("/a", "text/plain", b"two " * 50)]
    tracemalloc.start()
    with (tmp_path / "pack").open("wb") as pack:
        write(pack, {"course": "x"}, entries, tmp_path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2 * 1024 * 1024
    assert unpacked((tmp_path / "pack").read_bytes()) == {"/a": b"two " * 50, "/files/film.mp4": film.read_bytes()}


def test_of_a_new_release_a_device_fetches_what_changed(
    ghizlane: Person, amina: Person, sign_in: SignIn, tmp_path: Path
) -> None:
    """As `pack.js` does: it reads the index by Range, and asks for the entries whose digest it has not."""
    mine = enrolment(amina, sample())
    Person.objects.filter(pk=amina.pk).update(language="fr")
    browser = sign_in(amina)
    first = browser.get(f"/desk/{SAMPLE}/packs.json").json()["packs"][0]
    have = {entry["digest"] for entry in index(browser.get(first["url"]).getvalue())["entries"]}
    folder = tmp_path / SAMPLE
    shutil.copytree(COURSES / SAMPLE, folder)
    step = folder / "see" / "check-seeing.fr.md"
    step.write_text(step.read_text() + "\nUn paragraphe de plus.\n")
    answers.move_run(mine.run, publish(folder, None, timezone.now()).release, ghizlane, "Un paragraphe", timezone.now())

    newer = browser.get(f"/desk/{SAMPLE}/packs.json").json()["packs"][0]
    came: list[int] = []

    def piece(start: int, length: int) -> bytes:
        got = browser.get(newer["url"], headers={"Range": f"bytes={start}-{start + length - 1}"})
        assert got.status_code == 206
        body = bytes(got.getvalue())
        came.append(len(body))
        return body

    head = piece(0, 16 * 1024)
    end = DIGITS + int(head[:DIGITS])
    head += piece(len(head), end - len(head)) if end > len(head) else b""
    missing = [entry for entry in index(head)["entries"] if entry["digest"] not in have]
    pages = [piece(end + entry["offset"], entry["length"]) for entry in missing]
    assert [entry["path"] for entry in missing] == [f"/courses/{SAMPLE}/see/check-seeing/"]
    assert "Un paragraphe de plus." in gzip.decompress(pages[0]).decode()
    assert sum(came) < 24 * 1024 < newer["bytes"] / 3


def test_the_lighter_copy_of_a_film_goes_along_where_large_ones_do_not(db: None, tmp_path: Path) -> None:
    folder = tmp_path / SAMPLE
    shutil.copytree(COURSES / SAMPLE, folder)
    films = {"large": bytes(SHORT + 1), "large.low": b"light", "other": bytes(SHORT + 2)}
    for name, data in films.items():
        (folder / "media" / f"{name}.mp4").write_bytes(data)
    step = folder / "see" / "check-seeing.fr.md"
    written = "".join(f"\n:::{{video}} media/{name}.mp4\nUn film.\n:::\n" for name in ("large", "other"))
    step.write_text(step.read_text() + written)
    release = publish(folder, None, timezone.now()).release
    text = page(release.pk, "see/check-seeing", "fr").parts[-1]["html"]
    light = light_films(release.pk)
    assert light == {digest.of_bytes(films["large"]): digest.of_bytes(films["large.low"])}

    def goes(variant: str) -> dict[str, Path | bytes]:
        return {entry.path.rpartition("/")[2]: entry.data for entry in media([text], variant, light)}

    assert goes("audio") == {}
    assert goes("low") == {"large.mp4": b"light"}
    assert goes("all") == {f"{name}.mp4": files.path(digest.of_bytes(films[name])) for name in ("large", "other")}
