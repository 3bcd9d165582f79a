"""How long does an author wait for the compiler, and for an import?"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import large_course
from bench.rounds import ROUNDS
from bench.rows import Row, median, spread

CORPUS = Path(os.environ.get("TAKWIN_CORPUS", "../shared/corpus")) / "olx"


def rows() -> list[Row]:
    """Whole commands, with the start of Python in them."""
    return [
        _timed("compile the sample course", lambda: _run("check", str(large_course.SAMPLE)), 2),
        _large(),
        *_imports(),
    ]


def _large() -> Row:
    with tempfile.TemporaryDirectory() as folder:
        course = large_course.make(Path(folder) / "course")
        return _timed("check 200 steps in three languages", lambda: _run("check", str(course)), 5)


def _imports() -> list[Row]:
    exports = sorted(CORPUS.glob("*.tar.gz"), key=lambda path: path.stat().st_size)
    if not exports:
        print(f"No courses to import: {CORPUS} is not there.", file=sys.stderr)
        return []
    return [_timed(f"import {exports[-1].name}", lambda: _import(exports[-1]), 5)]


def _import(export: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _run("import", str(export), "--into", f"{folder}/course")


def _run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, "-m", "takwin", *arguments], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"takwin {arguments[0]} failed: {done.stderr}")


def _timed(name: str, work: Callable[[], None], most: float) -> Row:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return Row(name, median(times), "s", spread(times), reach=f"≤ {most:g} s", reached=median(times) <= most)
