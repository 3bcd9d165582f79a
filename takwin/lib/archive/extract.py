"""Writing an accepted archive into a folder: all of it or nothing."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from takwin.lib.archive.door import Archive


def extract(archive: Archive, folder: Path) -> None:
    """Write every file under `folder`, which must not exist yet or be empty. Raises OSError and then leaves nothing behind."""
    with fresh_folder(folder) as new:
        for name in archive:
            target = new / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                stream.writelines(archive.chunks(name))


@contextmanager
def fresh_folder(folder: Path) -> Iterator[Path]:
    """A temporary folder beside `folder` that takes its name when the block succeeds and vanishes when it fails.

    Raises FileExistsError when `folder` exists and is not an empty folder."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield new
        new.chmod(0o755)
        new.rename(folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
