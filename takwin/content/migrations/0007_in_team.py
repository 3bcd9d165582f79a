"""Those who are in a team already are known as such."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def known(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Say of every member that they are in a team."""
    members = apps.get_model("content", "Member").objects.values("person")
    apps.get_model("accounts", "Person").objects.filter(pk__in=members).update(in_team=True)


class Migration(migrations.Migration):
    dependencies = [("content", "0006_fetch"), ("accounts", "0005_in_team")]

    operations = [migrations.RunPython(known, migrations.RunPython.noop)]
