"""Queries whose SQL is written once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Value = int | str | UUID
FORMS: tuple[Callable[[Any], Any], ...] = (lambda value: value, lambda uid: uid.bytes, lambda uid: uid.hex)
"""How a value stands in SQL: as it is, or a UUID in the form of its column."""


class Prepared(Generic[Row]):
    """A queryset that almost every page asks. Django needs ten times longer to write the SQL of a few joined tables than SQLite
    to answer it, so it is written the first time and kept.

    `ask` makes the queryset from values; `examples` are values of the right types (whole numbers, texts, UUIDs), each unlike
    every other parameter of the query, so that their places are found."""

    def __init__(self, ask: "Callable[..., QuerySet[Any, Row]]", *examples: Value) -> None:
        self._ask = ask
        self._examples = examples
        self._written: _Written | None = None

    def __call__(self, *values: Value) -> list[Row]:
        """The rows for these values."""
        written = self._written = self._written or _write(self._ask(*self._examples), self._examples)
        parameters = list(written.parameters)
        for (place, form), value in zip(written.places, values, strict=True):
            parameters[place] = form(value)
        done = _Done(written, tuple(parameters))
        found = written.queryset.all()
        found.query.get_compiler = lambda *_, **__: done  # type: ignore[method-assign] # the one way in that Django leaves
        return list(found)


@dataclass(frozen=True, slots=True)
class _Written:
    queryset: "QuerySet[Any, Any]"
    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]
    places: list[tuple[int, Callable[[Any], Any]]]
    converters: dict[int, Any]


def _write(queryset: "QuerySet[Any, Any]", examples: tuple[Value, ...]) -> _Written:
    compiler = queryset.query.get_compiler(connection=connections[DEFAULT_DB_ALIAS])
    sql, parameters = compiler.as_sql()
    places = [_places(example, parameters) for example in examples]
    if any(len(found) != 1 for found in places):
        raise ValueError(f"Each of {examples} must stand once in the query: {sql}")
    converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
    return _Written(queryset, compiler, sql, tuple(parameters), [found[0] for found in places], converters)


def _places(example: Value, parameters: Sequence[Any]) -> list[tuple[int, Callable[[Any], Any]]]:
    forms = FORMS if isinstance(example, UUID) else FORMS[:1]
    return [(place, form) for place, parameter in enumerate(parameters) for form in forms if form(example) == parameter]


class _Done(SQLCompiler):
    """Django's compiler after its work: it has the SQL and knows how rows become objects."""

    def __init__(self, written: _Written, parameters: tuple[Any, ...]) -> None:
        self.__dict__.update(written.compiler.__dict__)
        self.connection = connections[DEFAULT_DB_ALIAS]
        self._answer = written.sql, parameters
        self._converters = written.converters

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        return self._answer

    def get_converters(self, expressions: Any) -> dict[int, Any]:
        return self._converters
