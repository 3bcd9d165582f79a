"""Columns of many rows, read as one row of lists."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, JSONField
from django.db.models.sql.compiler import SQLCompiler


class Column(Aggregate):
    """The values of a column as a list, in no promised order, but in the same one for all the columns of a query: so rows are put
    together again. Whole numbers, texts and None. Django needs longer to make rows of tens of thousands than SQLite to find them. Where
    a filter leaves nothing, PostgreSQL gives None instead of a list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        """The same by its name there."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)
