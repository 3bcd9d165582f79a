"""The site's settings for tests: an empty data folder, quick passwords, work done at once."""

import atexit
import os
import shutil
import tempfile
import time
from pathlib import Path

for _left in Path(tempfile.gettempdir()).glob(
    "takwin-test-*-*"
):  # by a process that was killed, or left in haste as mypy does
    if not Path(f"/proc/{_left.name.split('-')[2]}").exists() and time.time() - _left.stat().st_mtime > 3600:
        shutil.rmtree(_left, ignore_errors=True)
_data = tempfile.mkdtemp(prefix=f"takwin-test-{os.getpid()}-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)  # `conftest.py` does the same for those that know no atexit
os.environ["TAKWIN_DATA"] = _data
os.environ["TAKWIN_SECRET_KEY"] = "only-for-tests-" + "0" * 40

from takwin.config.settings import *  # noqa: E402, F403 - the environment must be ready before settings are read
from takwin.config.settings import DATA, DATABASES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "takwin.config.database":
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}

(DATA / "static").mkdir()
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "uploads"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CORPUS = Path(os.environ.get("TAKWIN_CORPUS", Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"))
