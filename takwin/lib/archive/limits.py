"""What an archive from outside may be at most, and how to say no."""

from takwin.lib.text import Sentence

MAX_PACKED = 1 << 30
"""The archive itself: 1 GiB."""
MAX_MEMBERS = 20_000
"""Files and folders in one archive."""
MAX_MEMBER = 512 << 20
"""One file, unpacked: 512 MiB."""
MAX_TOTAL = 2 << 30
"""All files together, unpacked: 2 GiB."""
MAX_RATIO = 100
"""Unpacked size over packed size. Courses lie near 2, plain text near 10, a bomb near 1,000."""
RATIO_FLOOR = 16 << 20
"""Under 16 MiB unpacked the ratio does not matter."""
MAX_NAME = 1_000
"""The whole path of a member, in characters."""
MAX_PART = 255
"""One folder or file name, in bytes of UTF-8 (what file systems take)."""
CHUNK = 1 << 20
"""Files are read in pieces of 1 MiB."""


class ArchiveRefused(ValueError):
    """An archive that is not opened at all; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def refused(message: str, **values: object) -> ArchiveRefused:
    """The refusal to raise, with its sentence."""
    return ArchiveRefused(Sentence(message, dict(values)))
