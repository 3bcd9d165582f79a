"""What is sent is refused before it is read when it is too large, and told kindly when it cannot be read."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from takwin.accounts.models import Person
from tests.cast import SignIn
from tests.house.source import PACKAGE

FORM = "application/x-www-form-urlencoded"
ODD = [
    (f"{FORM}; charset=utf-16", b"a=1"),
    (f"{FORM}; charset=rot13", b"a=1"),
    (FORM, b"&".join(b"%d=" % number for number in range(1001))),
    ("multipart/form-data; boundary=\u00e9", b"x"),
    ("multipart/form-data", b"x"),
    (
        "multipart/form-data; boundary=x; charset=utf-16",
        b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--",
    ),
]


@pytest.fixture
def browser(db: None) -> Client:
    """A visitor whose forms are checked, as in earnest, and whose errors are answered."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.get(reverse("sign-in"))
    return browser


@pytest.mark.parametrize(("kind", "body"), ODD)
@pytest.mark.parametrize("path", ["/sign-in/", "/account/", "/nowhere"])
def test_a_form_that_cannot_be_read_is_a_page(browser: Client, path: str, kind: str, body: bytes) -> None:
    answer = browser.generic("POST", path, body, content_type=kind)
    assert answer.status_code in {400, 403, 404}
    assert "<h1>" in answer.text


def test_the_refusal_takes_a_line(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    browser.generic("POST", "/sign-in/", b"a=1", content_type=ODD[0][0])
    (line,) = caplog.records
    assert (line.levelname, line.exc_info) == ("WARNING", None)


class Unread(BytesIO):
    """A body that complains when it is read."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("the body was read")


@pytest.mark.parametrize("length", [str(120 << 20), "9" * 400])
@pytest.mark.parametrize("path", ["/", "/sign-in/", "/nowhere", "/credentials/verify/", "/studio/upload"])
def test_what_is_too_large_is_not_read(browser: Client, path: str, length: str) -> None:
    more = {"CONTENT_LENGTH": length, "wsgi.input": Unread(), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = browser.post(path, **more)  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert "<h1>" in answer.text


def test_a_course_may_be_large_for_those_who_bring_one(ghizlane: Person, sign_in: SignIn) -> None:
    answer = sign_in(ghizlane).post("/studio/upload", {"archive": BytesIO(b"x" * (3 << 20))})
    assert answer.status_code == 422
    assert sign_in(ghizlane).post("/studio/upload", {}, CONTENT_LENGTH=str(2 << 30)).status_code == 413


def test_questions_come_with_their_pictures(ghizlane: Person, sign_in: SignIn) -> None:
    browser = sign_in(ghizlane)
    assert browser.post("/studio/x/questions/bring", {"file": BytesIO(b"x" * (15 << 20))}).status_code == 404
    assert browser.post("/studio/x/questions/bring", {"file": BytesIO(b"x" * (17 << 20))}).status_code == 413


def test_text_that_is_too_long_is_told(browser: Client) -> None:
    answer = browser.generic("POST", "/sign-in/", b"a=" + b"x" * (2 << 20), content_type=FORM)
    assert answer.status_code == 413


def test_every_room_that_takes_files_is_known() -> None:
    forms = [path for path in PACKAGE.glob("*/forms*") for path in ([path] if path.is_file() else path.glob("*.py"))]
    rooms = {path.relative_to(PACKAGE).parts[0] for path in forms if "FileField(" in path.read_text("utf-8")}
    small = {"community"}  # what every page takes is enough for its files
    assert rooms - {"design"} - small == {"content", "credentials", "institutions", "interop", "web"}, (
        "say in bodies.py how large its files may be"
    )
