"""The one door for archives from outside: tar.gz, tar and zip, accepted whole or refused whole."""

from takwin.lib.archive.door import Archive, open_archive
from takwin.lib.archive.extract import extract, fresh_folder
from takwin.lib.archive.limits import ArchiveRefused

__all__ = ["Archive", "ArchiveRefused", "extract", "fresh_folder", "open_archive"]
