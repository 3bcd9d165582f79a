"""Attendance certificates that anybody can check who has their code."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('attendance', '0003_places'),
        ('learning', '0007_tutored'),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16, unique=True)),
                ('language', models.CharField(max_length=8)),
                ('issued', models.DateTimeField()),
                ('facts', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('enrolment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='learning.enrolment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'language', 'digest'), name='certified_once')],
            },
        ),
    ]
