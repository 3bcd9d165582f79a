"""Memory that a process has finished with goes back to where the next request finds it."""

import ctypes

M_ARENA_MAX = -8
"""From malloc.h of the GNU C library, see mallopt(3)."""
ARENAS = 2
"""Pools that the threads of one process take memory from. Left to itself the library gives each of a dozen threads its own, and each
keeps what its largest request took: two workers held 160 MB so after statements had come by hundreds."""


def few() -> None:
    """From now on, here and in what is forked from here; to be called before there are threads. Another C library than GNU's
    shares its memory by itself."""
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(M_ARENA_MAX, ARENAS)
