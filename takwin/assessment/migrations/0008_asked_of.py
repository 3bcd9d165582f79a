"""Of which taking a question was asked, where that was merged into another one."""

import takwin.records.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('assessment', '0007_turns'),
    ]

    operations = [
        migrations.AddField(
            model_name='attempt',
            name='asked_of',
            field=takwin.records.fields.CompactUUIDField(null=True),
        ),
    ]
