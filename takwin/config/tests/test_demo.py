"""The demo: made once, with everything printed, fit to be forked, and its folds those of the record."""

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
from tests.sweep.doors import tables
def rows():  # but for the numbers of the catalogue's words, which are written anew
    return sorted(one for one in tables() if one[0] != "content_findable.id" and not one[0].startswith("content_findable_"))
before = rows()
main(["rebuild", "--data", sys.argv[1]])
print("rows are the same:", rows() == before)
sys.exit(status)
"""


def test_the_demo_prints_credentials_apart_from_the_process_that_is_forked_later(tmp_path: Path) -> None:
    """And a rebuild leaves every value of every table as it is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TAKWIN_", "DJANGO_", "DATA"))}
    environment = kept | ({"DATABASE_URL": address} if (address := new_database()) else {})
    command = [sys.executable, "-c", MAKE, str(tmp_path / "demo")]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert made.returncode == 0, made.stderr
    assert "typst in the process that serves: False" in made.stdout
    assert len(list((tmp_path / "demo" / "certificates").glob("*.pdf"))) == 2
    assert "; 0 differed" in made.stdout
    assert "rows are the same: True" in made.stdout
