"""Which media of courses a box brings: the four choices of a person’s pack."""

from takwin.content.compiler.media import TEXTS
from takwin.desk.actions.packs import VARIANTS
from takwin.desk.statics import goes_along
from takwin.files.types import IMAGES, ending, media_type

LEAST, ALL = VARIANTS[0], VARIANTS[-1]


def goes(path: str, size: int, variant: str) -> bool:
    """Whether a file of a course, by its path in the source and its size in bytes, is brought. Pictures and texts always are: a release is made on the
    box from its source, and its pages and questions hold what these say."""
    always = ending(path) in {*IMAGES, *TEXTS}
    return always or variant not in VARIANTS or goes_along(media_type(path), size, variant)
