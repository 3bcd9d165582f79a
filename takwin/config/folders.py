"""Folders that are made for something, and are gone again when it fails."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from takwin.config import site
from takwin.config.trouble import Trouble


@contextmanager
def parents(folder: Path) -> Iterator[Path]:
    """The folder above, made with all that are missing; those are taken away again if what follows fails."""
    missing = [one for one in folder.parents if not one.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        yield folder.parent
    except BaseException:
        for one in missing:
            if one.is_dir() and not any(one.iterdir()):
                one.rmdir()
        raise


@contextmanager
def empty_folder(data: Path) -> Iterator[Path]:
    """A folder that holds nothing, to be filled; emptied again if that fails. Raises Trouble if there is something in it."""
    if data.exists() and not data.is_dir():
        raise Trouble(f"{data} is a file; a folder is needed.")
    if data.is_dir() and any(data.iterdir()):
        what = "a site already" if site.exists(data) else "something already"
        raise Trouble(f"{data} holds {what}; choose a folder that is empty or does not exist yet.")
    there = data.is_dir()
    with parents(data.absolute()):
        data.mkdir(exist_ok=True)
        try:
            yield data
        except BaseException:
            for left in data.iterdir():
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            if not there:
                data.rmdir()
            raise
