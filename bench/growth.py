"""Does a site get slower as it grows? Compares the site of `make bench-data` with an empty one."""

from bench.rows import Row


def rows() -> list[Row]:
    """Nothing yet."""
    return []
