"""How sure somebody said to be of an answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0004_seconds")]

    operations = [
        migrations.AddField("attempt", "sure", models.PositiveSmallIntegerField(null=True)),
    ]
