"""An account that was merged into another one keeps a row that leads there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_in_team'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='decision',
            name='what',
            field=models.CharField(choices=[('author', 'may create courses'), ('not-author', 'may no longer create courses'), ('administrator', 'is an administrator'), ('no-administrator', 'is no longer an administrator'), ('closed', 'account closed'), ('opened', 'account opened again'), ('merged', 'another account was merged into this one')], max_length=16),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('merged_into', None), _negated=True), fields=['merged_into'], name='people_merged'),
        ),
    ]
