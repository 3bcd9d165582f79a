"""YAML read as plain words with their lines: every scalar is text, nothing is guessed, nothing is repeated or shared."""

from dataclasses import dataclass

import yaml

from takwin.content.source.problems import Problem, problem

DEEPEST = 12
"""Levels of a course file; it needs five."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A text, a list or a mapping (exactly one is not None) and the line it begins on, from 1."""

    line: int
    text: str | None = None
    many: list["Tree"] | None = None
    named: dict[str, "Tree"] | None = None


class NotReadable(ValueError):
    """The YAML is refused; carries the problem."""

    def __init__(self, found: Problem) -> None:
        super().__init__(str(found))
        self.problem = found


def parse(text: str, file: str, first_line: int = 1) -> Tree | None:
    """The tree of a YAML text, None when it is empty. Raises NotReadable for wrong or hostile YAML."""
    try:
        node = _Careful(text, file, first_line).get_single_node()
    except yaml.MarkedYAMLError as mistake:
        raise NotReadable(_syntax(mistake, text, file, first_line)) from None
    except NotReadable:
        raise
    except (yaml.YAMLError, ValueError, RecursionError):
        raise NotReadable(problem("yaml-syntax", file, first_line, reason="unreadable characters")) from None
    return _tree(node, file, first_line) if node is not None else None


class _Careful(yaml.BaseLoader):
    """Refuses aliases (a small file that unfolds into a huge one), tags and depth as they pass, before anything is made of them."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        super().__init__(text)
        self.file, self.first_line, self.nested = file, first_line, 0

    def get_event(self) -> yaml.Event | None:
        """The next one, if it may be. Raises NotReadable."""
        event: yaml.Event | None = super().get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.NodeEvent):
            self._refuse(event)
        self.nested += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        return event

    def _refuse(self, event: yaml.NodeEvent) -> None:
        line = (event.start_mark.line if event.start_mark else 0) + self.first_line
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise NotReadable(problem("yaml-alias", self.file, line))
        if getattr(event, "tag", None):
            raise NotReadable(problem("yaml-tag", self.file, line))
        if isinstance(event, yaml.CollectionStartEvent) and self.nested >= DEEPEST:
            raise NotReadable(problem("yaml-deep", self.file, line))


def _syntax(mistake: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> Problem:
    at = mistake.problem_mark.line if mistake.problem_mark else 0
    lines = text.split("\n")
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())] if at < len(lines) else ""
    if "\t" in indent:
        return problem("yaml-tab", file, at + first_line)
    return problem("yaml-syntax", file, at + first_line, reason=mistake.problem or mistake.context or "")


def _tree(node: yaml.Node, file: str, first_line: int) -> Tree:
    line = node.start_mark.line + first_line
    if isinstance(node, yaml.SequenceNode):
        return Tree(line, many=[_tree(one, file, first_line) for one in node.value])
    if isinstance(node, yaml.MappingNode):
        return Tree(line, named=_named(node, file, first_line))
    return Tree(line, text=node.value.strip())


def _named(node: yaml.MappingNode, file: str, first_line: int) -> dict[str, Tree]:
    named: dict[str, Tree] = {}
    for key, value in node.value:
        line = key.start_mark.line + first_line
        if not isinstance(key, yaml.ScalarNode):
            raise NotReadable(problem("yaml-syntax", file, line, reason="a name that is not a word"))
        if key.value in named:
            raise NotReadable(problem("yaml-twice", file, line, key=key.value))
        named[key.value] = _tree(value, file, first_line)
    return named
