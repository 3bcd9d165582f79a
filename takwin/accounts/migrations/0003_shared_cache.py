"""The table of the cache that all workers share: rate limits count there."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def create(apps: Any, editor: Any) -> None:
    """Make the tables of every database cache that the settings name, unless they are there."""
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_ways_back")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
