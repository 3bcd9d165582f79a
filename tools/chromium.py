"""Print where Chromium is; when root and it is missing, fetch Debian's through apt.

Test tools' own browser downloads do not work on every machine, so the system's browser is used.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-core")


def find() -> str | None:
    """The path of a browser: TAKWIN_CHROMIUM, else the first known name on the PATH."""
    return os.environ.get("TAKWIN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def fetch() -> None:
    """Install Debian's Chromium. Only root can."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]  # another one may be at work on a new machine
    for verb in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run([*apt, *verb], check=False, env=quiet, stdout=sys.stderr)


def main() -> int:
    """The command; returns its exit status."""
    if not find() and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Fetching Chromium through apt…", file=sys.stderr)
        fetch()
    if path := find():
        print(path)
        return 0
    print(
        "The tests in a real browser need Chromium: install the package `chromium`, or name a browser in "
        "TAKWIN_CHROMIUM.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
