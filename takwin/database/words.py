"""Rows that hold a word: by FTS5 on SQLite, by tsvector on PostgreSQL, after the same folding (`takwin.lib.search`)."""

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from takwin.lib.search import SHORTEST, Word


def holding(table: str, word: Word) -> Q:
    """The rows of a table in whose column `words` (folded words with a space between them) this word stands, begins another word, or
    lies inside one. The table's migration has made `<table>_words` and `<table>_parts` on SQLite, its column `lexemes` on PostgreSQL."""
    inside = [form for form in word.forms if len(form) >= SHORTEST]
    return _sqlite(table, word, inside) if connection.vendor == "sqlite" else _postgresql(table, word, inside)


def _sqlite(table: str, word: Word, inside: list[str]) -> Q:
    begins = " OR ".join(f'"{form}"*' for form in word.forms)
    found = Q(pk__in=_matching(f"{table}_words", begins))
    return (
        found | Q(pk__in=_matching(f"{table}_parts", " OR ".join(f'"{form}"' for form in inside))) if inside else found
    )


def _matching(index: str, question: str) -> RawSQL:
    return RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [question])  # noqa: S608, S611 - a name of our own


def _postgresql(table: str, word: Word, inside: list[str]) -> Q:
    begins = " | ".join(f"'{form}':*" for form in word.forms)
    found = Q(pk__in=RawSQL(f"SELECT id FROM {table} WHERE lexemes @@ %s::tsquery", [begins]))  # noqa: S608, S611 - a name of our own
    for form in inside:
        found |= Q(words__contains=form)
    return found
