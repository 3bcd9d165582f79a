"""Style, scripts and pictures where the web workers find them: named by their digest, compressed, only when they changed."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from takwin import __version__
from takwin.config.progress import note
from takwin.lib import digest


def fingerprint() -> str:
    """A digest that changes whenever a source file does."""
    seen = [
        (path, Path(storage.path(path)).stat().st_mtime_ns, Path(storage.path(path)).stat().st_size)
        for finder in get_finders()
        for path, storage in finder.list(None)
    ]
    return digest.of_json([__version__, *sorted([path, str(changed), str(size)] for path, changed, size in seen)])


def prepare() -> None:
    """Bring STATIC_ROOT up to date."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    now = fingerprint()
    if stamp.is_file() and stamp.read_text() == now:
        return
    note("Preparing style and scripts…")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)
