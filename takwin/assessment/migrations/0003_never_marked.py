"""Answers that are never marked become private in the record, which also forgets their digests."""

import json

from django.db import migrations, models

PRIVATE = 2
BATCH = 500


def make_private(apps, schema_editor):
    attempts = apps.get_model("assessment", "Attempt").objects.filter(points=0).order_by("pk")
    sentences = apps.get_model("records", "Sentence").objects
    uids = list(attempts.values_list("uid", flat=True))
    for start in range(0, len(uids), BATCH):
        told = list(sentences.filter(uid__in=uids[start : start + BATCH]))
        for sentence in told:
            result = json.loads(sentence.result)
            result.pop("response", None)
            sentence.audience, sentence.result = PRIVATE, json.dumps(result, separators=(",", ":"), ensure_ascii=False)
        sentences.bulk_update(told, ["audience", "result"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0002_first"),
        ("content", "0003_import_blocks"),
        ("learning", "0001_first"),
        ("records", "0001_first"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(condition=models.Q(("points", 0)), fields=["item", "id"], name="attempt_never_marked"),
        ),
        migrations.RunPython(make_private, migrations.RunPython.noop),
    ]
