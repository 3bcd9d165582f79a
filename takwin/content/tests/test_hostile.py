"""Whatever lies in a folder, the author gets sentences and never a traceback; whatever is in a text, no script survives."""

import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takwin.content.check import check
from takwin.content.compiler import compile
from takwin.content.tests.builders import COURSE, FILES, course, folder
from takwin.lib.tests.payloads import PAYLOADS, Watch

BYTES = st.one_of(
    st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(FILES)), BYTES, st.integers(0, 400), st.booleans())
def test_any_bytes_anywhere(tmp_path: Path, name: str, junk: bytes, at: int, whole: bool) -> None:
    good = FILES[name] if isinstance(FILES[name], bytes) else str(FILES[name]).encode()
    assert isinstance(good, bytes)
    place = folder(tmp_path, {name: junk if whole else good[:at] + junk + good[at:]})
    for problem in check(place).problems:
        assert str(problem)


NASTY = {
    "deep brackets": "[" * 20_000,
    "deep quotes": "> " * 5_000 + "a",
    "deep lists": "\n".join("  " * depth + "- a" for depth in range(300)),
    "deep fences": "\n".join(":" * (400 - depth) + "{tip}" for depth in range(390)),
    "many roles": "{gap}" * 20_000,
    "open roles": "{gap}`" * 10_000,
    "many stars": "*a " * 20_000,
    "many links": "[a](" * 10_000,
    "many dollars": "$" * 20_000,
    "maths": "$" + "{" * 3_900 + "$",
    "long line": "a" * 300_000,
    "many notes": "".join(f"[^{n}]: a\n\n" for n in range(2_000)),
    "many tags": "<b>" * 20_000,
    "environments": "\\begin{align}" * 3_000,
    "attributes": "[a]{" * 10_000,
    "autolinks": "<a:" * 20_000,
    "table": "|" * 3_000 + "\n" + "|-" * 3_000 + "|\n" + ("|" * 3_000 + "\n") * 3,
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_text_is_read_in_time(name: str) -> None:
    start = time.process_time()
    compile(course(NASTY[name]), {})
    assert time.process_time() - start < 20


@pytest.mark.parametrize("sign", "[<{")
def test_signs_without_words_are_reviewed_in_time(tmp_path: Path, sign: str) -> None:
    place = folder(tmp_path, {"one/welcome.fr.md": f"---\ntitle: Signes\n---\n{sign * 300_000}\n"})
    start = time.process_time()
    check(place)
    assert time.process_time() - start < 20


def test_an_alias_bomb_is_refused(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    checked = check(folder(tmp_path, {"course.yaml": bomb}))
    assert [one.name for one in checked.problems] == ["yaml-alias"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\nPASSWD")
    place = folder(tmp_path / "course", {"one/welcome.fr.md": None, "media/square.svg": None})
    (place / "media").mkdir()
    (place / "one/welcome.fr.md").symlink_to(tmp_path / "secret.md")
    (place / "media/square.svg").symlink_to(tmp_path / "secret.md")
    checked = check(place)
    assert not checked.publishable
    assert "PASSWD" not in str(checked.compiled)


def test_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    place = folder(tmp_path, {"one/welcome.fr.md": None, "course.yaml": COURSE})
    (place / "one/welcome.fr.md").mkdir()
    assert "step-missing" in {one.name for one in check(place).problems}


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "around", ["%s", ":::{tip} %s\n%s\n:::", "| a |\n|---|\n| %s |", "- %s", "[^1]\n\n[^1]: %s", "# %s"]
)
def test_no_script_survives(payload: str, around: str) -> None:
    body = around.replace("%s", payload)
    compiled = compile(course(body, title=payload.replace("\n", " ")), {})
    html = "".join(part.get("html", "") for parts in compiled.pages.values() for part in parts)
    html += "".join(compiled.outline["description_html"].values())
    assert Watch.of(html) == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_script_in_a_question(payload: str) -> None:
    flat = payload.replace("\n", " ").replace("`", "")
    body = (
        f"::::{{single-choice}} a\n{flat}\n\n- [ ] {flat}\n  > {flat}\n- [x] b\n\n"
        f":::{{hint}}\n{flat}\n:::\n:::{{feedback}}\n{flat}\n:::\n::::\n"
    )
    item = compile(course(body), {}).items["a"]
    for html in _strings([item.public, item.key, item.hints]):
        assert Watch.of(html) == []


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [one for inner in value.values() for one in _strings(inner)]
    return [one for inner in value for one in _strings(inner)] if isinstance(value, list | tuple) else []


def test_the_watch_sees_what_it_should() -> None:
    assert issubclass(Watch, HTMLParser)
    assert len([payload for payload in PAYLOADS if Watch.of(payload)]) > len(PAYLOADS) // 2
