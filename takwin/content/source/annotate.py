"""Acceptances written into the text of a `course.yaml` and taken out of it; its other lines stay as their author wrote them."""

from collections.abc import Collection

import yaml

from takwin.content.source.course import Accepted
from takwin.content.source.tree import NotReadable, Tree, parse
from takwin.content.source.writer import accepted as as_mapping

KEY = "accepted"


class NotWritable(ValueError):
    """The text is written in a way in which we would not find our place."""


def with_accepted(text: str, one: Accepted) -> str:
    """The text with one acceptance more. Raises NotWritable when it must be written by hand."""
    try:
        new = _written(text, one)
        if _apart(new) == (_apart(text)[0], [*_apart(text)[1], _read(one)]):
            return new
    except (yaml.YAMLError, NotReadable, ValueError, RecursionError):
        pass
    raise NotWritable(KEY)


def without_accepted(text: str, lines: Collection[int]) -> str:
    """The text without the acceptances that begin on these lines (from 1), as `Accepted.line` tells them. Raises NotWritable when they
    must be taken out by hand."""
    try:
        new = _taken_out(text, lines)
        kept = [one for line, one in _entries(text) if line not in lines]
        if len(kept) + len(lines) == len(_entries(text)) and _apart(new) == (_apart(text)[0], kept):
            return new
    except (yaml.YAMLError, NotReadable, ValueError, RecursionError):
        pass
    raise NotWritable(KEY)


def _taken_out(text: str, lines: Collection[int]) -> str:
    node = _value(text)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        raise NotWritable(KEY)
    gone = {
        at for one in node.value if one.start_mark.line + 1 in lines for at in range(one.start_mark.line, _end(one))
    }
    if len(lines) == len(node.value):
        gone |= {at for at, line in enumerate(text.split("\n")) if line.startswith(f"{KEY}:")}
    return "\n".join(line for at, line in enumerate(text.split("\n")) if at not in gone)


def _entries(text: str) -> list[tuple[int, object]]:
    """What stands in the list, each with its line."""
    tree = parse(text, "course.yaml")
    if tree is None or tree.named is None:
        raise NotWritable(KEY)
    many = tree.named[KEY].many if KEY in tree.named else None
    return [(one.line, _plain(one)) for one in many or []]


def _written(text: str, one: Accepted) -> str:
    node = _value(text)
    lines = text.rstrip().split("\n")
    if node is None:
        return "\n".join([*lines, f"{KEY}:", *_entry(one, 2), ""])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        end = _end(node)
        return "\n".join([*lines[:end], *_entry(one, node.start_mark.column), *lines[end:], ""])
    if isinstance(node, yaml.ScalarNode) and not node.value:
        at = node.start_mark.line
        return "\n".join([*lines[: at + 1], *_entry(one, 2), *lines[at + 1 :], ""])
    raise NotWritable(KEY)


def _value(text: str) -> yaml.Node | None:
    """The node of the list, None where there is none."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(node, yaml.MappingNode):
        raise NotWritable(KEY)
    return next((value for key, value in node.value if key.value == KEY), None)


def _end(node: yaml.CollectionNode) -> int:
    """The line (from 0) after the last that belongs to a list or one of its items."""
    last: yaml.Node = node
    while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    line: int = last.end_mark.line
    return line + 1 if last.end_mark.column else line


def _entry(one: Accepted, indent: int) -> list[str]:
    """The lines of one item of the list; every value between double quotes where YAML might misread it."""
    words = yaml.safe_dump([as_mapping(one)], allow_unicode=True, sort_keys=False, width=10**6).rstrip("\n")
    return [" " * indent + line for line in words.split("\n")]


def _apart(text: str) -> tuple[object, list[object]]:
    """What the text says beside its acceptances, and they."""
    tree = parse(text, "course.yaml")
    if tree is None or tree.named is None:
        raise NotWritable(KEY)
    plain = {key: _plain(value) for key, value in tree.named.items()}
    found = plain.pop(KEY, [])
    return plain, found if isinstance(found, list) else []


def _plain(tree: Tree) -> object:
    if tree.many is not None:
        return [_plain(one) for one in tree.many]
    if tree.named is not None:
        return {key: _plain(one) for key, one in tree.named.items()}
    return tree.text


def _read(one: Accepted) -> object:
    return dict(as_mapping(one))
