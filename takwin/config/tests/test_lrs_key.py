"""`takwin lrs-key`: a key is made, listed and closed."""

import argparse

import pytest

from takwin.config import site
from takwin.config.commands import lrs_key
from takwin.config.trouble import Trouble
from takwin.records.lrs.tests.builders import Lms

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "enter", lambda data: None)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    parser = argparse.ArgumentParser()
    lrs_key.arguments(parser)
    assert lrs_key.run(argparse.Namespace(data=None, **vars(parser.parse_args(words)))) == 0
    return capsys.readouterr().out


def test_a_key_is_made_listed_and_closed(capsys: pytest.CaptureFixture[str]) -> None:
    made = told(capsys, "--user", "lms", "--password", "secret", "--scope", "write", "--scope", "read-own")
    assert made.startswith("lms opens write, read-own at /xapi/")
    assert Lms().ask("GET").status_code == 200
    assert Lms().ask("GET", "activities/state", activityId="http://e.org/a").status_code == 403
    own = told(capsys, "--user", "own", "--institution", "academy", "--oauth")
    assert "(shown only now)" in own
    assert "secret" not in (listed := told(capsys))
    assert [line.partition(", made")[0] for line in listed.splitlines()] == [
        "lms: write read-own, for site",
        "own: all with a token, for academy",
    ]
    assert "closed" in told(capsys, "--user", "lms", "--revoke")
    assert "revoked" in told(capsys).splitlines()[0]


def test_what_cannot_be_done_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "--user", "lms", "--password", "secret")
    for words in (["--user", "lms"], ["--user", "a:b"], ["--user", "x" * 65], ["--user", "nobody", "--revoke"]):
        with pytest.raises(Trouble):
            told(capsys, *words)
