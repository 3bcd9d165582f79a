"""Places are counted from now on: meetings that are over keep everybody, others give their places in the order of joining."""

from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion


def place(apps, schema_editor):
    """Give the people of each meeting that has a number of places theirs."""
    from django.utils import timezone

    RoomSession, Place = apps.get_model("attendance", "RoomSession"), apps.get_model("attendance", "Place")
    Enrolment, now = apps.get_model("learning", "Enrolment"), timezone.now()
    for session in RoomSession.objects.filter(capacity__isnull=False):
        people = Enrolment.objects.filter(run=session.run_id, left=None, person__isnull=False).order_by("enrolled", "pk")
        Place.objects.bulk_create(
            Place(session=session, enrolment=one, since=one.enrolled, waits=session.ends > now and number >= session.capacity)
            for number, one in enumerate(people)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('attendance', '0002_own_codes'),
        ('learning', '0007_tutored'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='roomsession',
            name='meeting',
            field=models.UUIDField(blank=True, db_index=True, null=True),
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('waits', models.BooleanField(default=False)),
                ('since', models.DateTimeField()),
                ('why', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='learning.enrolment')),
                ('session', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='places', to='attendance.roomsession')),
            ],
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('session', 'enrolment'), name='place_once'),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(fields=['session', 'waits', 'since'], name='places_in_turn'),
        ),
        migrations.RunPython(place, migrations.RunPython.noop),
    ]
