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


def above(name: str) -> list[str]:
    """An item and what is above it in its framework, the nearest first; only itself where no framework holds it."""
    found = [name]
    while known(found[-1]) and (parent := tree.item(found[-1]).parent):
        found.append(f"{tree.item(name).framework}/{parent}")
    return found


def covers(claimed: str, aligned: str) -> bool:
    """Whether work on `aligned` is work on `claimed`: the same item, or one below it in its framework."""
    return claimed in above(aligned)
