from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("learning", "0003_formats")]

    operations = [migrations.AddField("run", "reminded", models.DateField(blank=True, null=True))]
