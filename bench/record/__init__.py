"""The record at ten million sentences of our own, and what others have told among them: what a statement takes, and how long a reader
waits for a first page. `python -m bench record` asks; it takes long, and needs room on the disk."""

from bench.record.asked import rows

__all__ = ["rows"]
