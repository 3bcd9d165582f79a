"""Queries whose SQL is written once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Value = int | str | UUID
Converters = Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]
FORMS: tuple[Callable[[Any], Any], ...] = (lambda value: value, lambda uid: uid.bytes, lambda uid: uid.hex)
"""How a value stands in SQL: as it is, or a UUID in the form of its column."""


class Prepared(Generic[Row]):
    """A queryset that almost every page asks. Django needs ten times longer to write the SQL of a few joined tables than SQLite
    to answer it, so it is written the first time and kept, with the way from a row to what the queryset gives.

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
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            found = cursor.fetchall()
        return [written.made(_converted(row, written.converters, connection)) for row in found]


@dataclass(frozen=True, slots=True)
class _Written:
    sql: str
    parameters: tuple[Any, ...]
    places: list[tuple[int, Callable[[Any], Any]]]
    converters: Converters
    made: Callable[[Sequence[Any]], Any]


def _write(queryset: "QuerySet[Any, Any]", examples: tuple[Value, ...]) -> _Written:
    compiler = queryset.query.get_compiler(connection=connections[DEFAULT_DB_ALIAS])
    sql, parameters = compiler.as_sql()
    places = [_places(example, parameters) for example in examples]
    if any(len(found) != 1 for found in places):
        raise ValueError(f"Each of {examples} must stand once in the query: {sql}")
    converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
    return _Written(sql, tuple(parameters), [found[0] for found in places], converters, _maker(queryset, compiler))


def _places(example: Value, parameters: Sequence[Any]) -> list[tuple[int, Callable[[Any], Any]]]:
    forms = FORMS if isinstance(example, UUID) else FORMS[:1]
    return [(place, form) for place, parameter in enumerate(parameters) for form in forms if form(example) == parameter]


def _converted(row: Sequence[Any], converters: Converters, connection: BaseDatabaseWrapper) -> Sequence[Any]:
    """The row as Python's values."""
    values = list(row)
    for place, (convert, column) in converters.items():
        for each in convert:
            values[place] = each(values[place], column, connection)
    return values


def _maker(queryset: "QuerySet[Any, Any]", compiler: SQLCompiler) -> Callable[[Sequence[Any]], Any]:
    """What makes of a row what the queryset gives: a bare value, or an object with those it is joined to, as Django's own
    `ModelIterable` does."""
    if queryset._iterable_class is FlatValuesListIterable:
        return itemgetter(0)
    if queryset._iterable_class is not ModelIterable or compiler.klass_info is None:
        raise ValueError("A prepared query gives objects or bare values.")
    about = compiler.klass_info
    own = slice(about["select_fields"][0], about["select_fields"][-1] + 1)
    names = [column.target.attname for column, *_ in compiler.select[own]]
    joined = get_related_populators(about, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg] # stubs of Django 6

    def made(row: Sequence[Any]) -> Any:
        found = about["model"].from_db(DEFAULT_DB_ALIAS, names, row[own])
        for each in joined:
            each.populate(row, found)
        return found

    return made
