"""The cache that all workers share, in the database: limits count in it."""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone

KEEP = (
    "INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s) "
    "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)
UNLESS_THERE = " WHERE {table}.expires < %s"


class Cache(DatabaseCache):
    """Django's, except that a write that fails is told: passed over, it would look like a limit that is reached.

    One statement keeps a value. What is too old goes by `forget_old`, so that no write has to count the rows."""

    _table: str

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        """Whether it was kept; raises DatabaseError. `key` is whole and valid already."""
        if mode == "touch":
            return bool(super()._base_set(mode, key, value, timeout))  # type: ignore[misc]
        text = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
        row = [key, text, self._moment(self._end(timeout))]
        if mode == "add":
            return self._write(KEEP + UNLESS_THERE, [*row, self._moment(timezone.now())]) == 1
        return self._write(KEEP, row) == 1

    def forget_old(self) -> int:
        """Drop what is too old to count; how many."""
        return self._write("DELETE FROM {table} WHERE expires < %s", [self._moment(timezone.now())])

    def _end(self, timeout: Any) -> datetime:
        seconds = self.get_backend_timeout(timeout)
        return datetime.max.replace(tzinfo=UTC) if seconds is None else datetime.fromtimestamp(seconds, UTC)

    @staticmethod
    def _moment(moment: datetime) -> Any:
        return connection.ops.adapt_datetimefield_value(moment.replace(microsecond=0))

    def _write(self, statement: str, values: list[Any]) -> int:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=connection.ops.quote_name(self._table)), values)
            return int(cursor.rowcount)
