"""What every journey stands on."""

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from takwin.credentials import keys


@pytest.fixture(autouse=True)
def _keys(tmp_path: Path, settings: Settings) -> None:
    """The site has keys to sign with."""
    settings.KEYS = tmp_path / "keys"
    keys.create(settings.KEYS, timezone.now())
