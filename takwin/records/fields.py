"""Columns that keep twenty million sentences small."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class CompactUUIDField(models.UUIDField):  # type: ignore[type-arg] # generic for the type checker only
    """A UUID in 16 bytes on every database (Django's own takes 32 characters on SQLite)."""

    def get_internal_type(self) -> str:
        return "CompactUUIDField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "uuid" if connection.features.has_native_uuid_field else "blob"

    def rel_db_type(self, connection: BaseDatabaseWrapper) -> str:
        return self.db_type(connection)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value is None:
            return None
        uid = self.to_python(value)
        return uid if connection.features.has_native_uuid_field else uid.bytes

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> UUID | None:
        return value if value is None or isinstance(value, UUID) else UUID(bytes=bytes(value))
