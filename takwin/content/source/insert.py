"""One more step in `course.yaml`, everything else as its author wrote it: comments, quotes, blank lines."""

import yaml


def with_step(text: str, module: str, step: str) -> str | None:
    """The text with a step at the end of a module; None when there is no such place in it. The caller reads the result again."""
    steps = _steps(text, module)
    if steps is None or not steps.value:
        return None
    if steps.flow_style:
        end = steps.end_mark.index - 1
        before = text[:end].rstrip()
        comma = "" if before.endswith(",") else ","
        return f"{before}{comma} {step}{text[len(before) : end] if before.endswith(',') else ''}{text[end:]}"
    return _after(text.split("\n"), steps, step)


def _steps(text: str, module: str) -> yaml.SequenceNode | None:
    """The list of the steps of a module."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return None
    for one in _items(_value(root, "modules")):
        name, steps = _value(one, "id"), _value(one, "steps")
        if isinstance(name, yaml.ScalarNode) and name.value.strip() == module and isinstance(steps, yaml.SequenceNode):
            return steps
    return None


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if isinstance(name, yaml.ScalarNode) and name.value == key), None)


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _after(lines: list[str], steps: yaml.SequenceNode, step: str) -> str:
    """A line after the last that belongs to the list."""
    last = steps.value[-1].start_mark.line
    indent = " " * steps.start_mark.column
    inner = len(indent)
    while last + 1 < len(lines) and (bare := lines[last + 1].lstrip()) and len(lines[last + 1]) - len(bare) > inner:
        last += 1
    return "\n".join([*lines[: last + 1], f"{indent}- {step}", *lines[last + 1 :]])
