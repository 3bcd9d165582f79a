"""What a course names when it claims, practises or assesses: items of frameworks, by their stable names."""

from takwin.frameworks import tree


def names(text: str) -> tuple[str, ...]:
    """The items in "digcompedu/1.2, takwin-values/V3", each once, known or not."""
    return tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))


def known(name: str) -> bool:
    """Whether a framework that we have holds the item."""
    try:
        tree.item(name)
    except KeyError:
        return False
    return True


def is_value(name: str) -> bool:
    """Whether it is a value: claimed, practised, evidenced, and never graded."""
    return known(name) and tree.item(name).kind == "value"


def covers(claimed: str, aligned: str) -> bool:
    """Whether work on `aligned` is work on `claimed`: the same item, or one below it in its framework."""
    at: str | None = aligned
    while at is not None and at != claimed and known(at):
        found = tree.item(at)
        at = f"{found.framework}/{found.parent}" if found.parent else None
    return at == claimed
