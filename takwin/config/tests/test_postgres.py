"""The tools of PostgreSQL, as others on the machine see them: by their arguments."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from takwin.config import postgres


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where stand-ins for the tools note their arguments and the password that they are given."""
    for program in ("pg_dump", "pg_restore"):
        tool = tmp_path / program
        tool.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments; printf %s "$PGPASSWORD" > {tmp_path}/password\n')
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return tmp_path


@pytest.mark.parametrize("tool", [postgres.dump, postgres.bring_back])
@pytest.mark.parametrize(
    ("url", "seen", "password"),
    [
        ("postgresql://me:s%40lt@[::1]:5433/rows", "postgresql://me@[::1]:5433/rows", "s@lt"),
        ("postgresql://me@%2Ftmp:5433/rows", "postgresql://me@%2Ftmp:5433/rows", "ambient"),
        ("postgresql://h/rows?password=s%2Blt&sslmode=require", "postgresql://h/rows?sslmode=require", "s+lt"),
    ],
)
def test_the_password_is_not_among_the_arguments(
    noted: Path, monkeypatch: pytest.MonkeyPatch, tool: Callable[[Path], None], url: str, seen: str, password: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("PGPASSWORD", "ambient")
    tool(noted / "rows")
    arguments = (noted / "arguments").read_text().split()
    assert seen in {one.removeprefix("--dbname=") for one in arguments}
    assert (noted / "password").read_text() == password
    assert "lt" not in " ".join(arguments)


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="settings of PostgreSQL alone")
def test_no_request_waits_for_processes_of_another() -> None:
    with connection.cursor() as cursor:
        for setting, told in (("max_parallel_workers_per_gather", "0"), ("jit", "off")):
            cursor.execute(f"SHOW {setting}")
            assert cursor.fetchone() == (told,)
