"""How much memory does a site take after it has worked?"""

from bench.ground import Ground
from bench.rows import Row


def rows(ground: Ground) -> list[Row]:
    """All processes of `takwin serve`, pages they share counted once."""
    size = ground.takwin.memory()
    return [
        Row("memory after the load", size, "MB", reach="≤ 350 MB", reached=size <= 350, note="proportional set sizes")
    ]
