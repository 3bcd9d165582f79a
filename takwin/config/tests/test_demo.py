"""The demo: made once, with everything printed, and fit to be forked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from takwin.config.tests.conftest import new_database

pytestmark = pytest.mark.db
MAKE = """
import sys
from takwin.config.cli import main
status = main(["demo", "--no-serve", "--data", sys.argv[1]])
print("typst in the process that serves:", "typst" in sys.modules)
sys.exit(status)
"""


def test_the_demo_prints_credentials_apart_from_the_process_that_is_forked_later(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TAKWIN_", "DJANGO_", "DATA"))}
    environment = kept | ({"DATABASE_URL": address} if (address := new_database()) else {})
    command = [sys.executable, "-c", MAKE, str(tmp_path / "demo")]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert made.returncode == 0, made.stderr
    assert "typst in the process that serves: False" in made.stdout
    assert len(list((tmp_path / "demo" / "certificates").glob("*.pdf"))) == 2
