"""Whether a person is in the team of a course stands with the person, since the header of every page asks it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_reasons")]

    operations = [migrations.AddField("person", "in_team", models.BooleanField(default=False))]
