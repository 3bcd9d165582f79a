"""Rows are written in actions and followers, and nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house import source

HOMES = {"actions", "followers", "mine"}
"""The modules (or folders) that write: `mine` erases."""
ALLOWED = {
    "files/pictures.py": "writes a picture into memory",
    "records/following.py": "moves the followers' own cursors",
    "jobs/worker.py": "keeps the list of jobs",
    "notices/letters.py": "a job that notes that its letter has left",
}
ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "save"}
ON_ROWS = {"create", "update", "delete", "add", "set", "remove", "clear"}
"""Words that write only when they are said to a table's manager or queryset."""


def chain(node: ast.expr) -> Iterator[str]:
    """The names of `a.b(…).c` from the right: c, b, a."""
    while True:
        match node:
            case ast.Attribute(value=inner, attr=attr):
                yield attr
                node = inner
            case ast.Call(func=inner):
                node = inner
            case ast.Name(id=name):
                yield name
                return
            case _:
                return


def writes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, what) of every call that writes rows."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            verb, before = node.func.attr, set(chain(node.func.value))
            if before & {"segno", "super"}:
                continue
            if verb in ALWAYS or (verb in ON_ROWS and before & {"objects", "filter", "exclude", "select_for_update"}):
                yield node.lineno, ast.unparse(node)[:80]


def home(path: Path) -> bool:
    return bool(HOMES & {path.stem, path.parent.name})


def test_writes_live_in_actions_and_followers() -> None:
    found = [
        f"takwin/{source.name(path)}:{line}: {what}"
        for path in source.modules()
        if not home(path) and source.name(path) not in ALLOWED
        for line, what in writes(source.tree(path))
    ]
    assert not found, "Rows are written outside actions.py and followers.py:\n" + "\n".join(found)


def test_the_exceptions_still_exist() -> None:
    assert [name for name in ALLOWED if not (source.PACKAGE / name).is_file()] == []


def test_writes_are_recognised() -> None:
    said = ast.parse("""
Person.objects.create(name="x")
Person.objects.filter(pk=1).update(name="y")
row.save()
{}.update(a=1)
chosen.add(3)
""")
    assert [line for line, _ in writes(said)] == [2, 3, 4]
