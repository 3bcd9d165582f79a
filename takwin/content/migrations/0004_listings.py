import django.db.models.deletion
from django.db import migrations, models

SQLITE = [
    """CREATE VIRTUAL TABLE content_findable_words USING fts5(words, content='content_findable', content_rowid='id',
    tokenize='ascii', detail='none', prefix='2 3')""",
    """CREATE VIRTUAL TABLE content_findable_parts USING fts5(words, content='content_findable', content_rowid='id',
    tokenize='trigram case_sensitive 1')""",
    """CREATE TRIGGER content_findable_added AFTER INSERT ON content_findable BEGIN
    INSERT INTO content_findable_words(rowid, words) VALUES (new.id, new.words);
    INSERT INTO content_findable_parts(rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER content_findable_removed AFTER DELETE ON content_findable BEGIN
    INSERT INTO content_findable_words(content_findable_words, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO content_findable_parts(content_findable_parts, rowid, words) VALUES ('delete', old.id, old.words);
    END""",
    """CREATE TRIGGER content_findable_changed AFTER UPDATE ON content_findable BEGIN
    INSERT INTO content_findable_words(content_findable_words, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO content_findable_parts(content_findable_parts, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO content_findable_words(rowid, words) VALUES (new.id, new.words);
    INSERT INTO content_findable_parts(rowid, words) VALUES (new.id, new.words);
    END""",
]
POSTGRESQL = [
    """ALTER TABLE content_findable ADD COLUMN lexemes tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED""",
    "CREATE INDEX content_findable_lexemes ON content_findable USING gin (lexemes)",
]


def index(apps, schema_editor):
    # Words are folded and told apart by us, so that both databases only compare them. If a later migration alters the table,
    # SQLite makes it anew without its triggers: create them again there.
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def forget(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("words", "parts"):
            schema_editor.execute(f"DROP TABLE content_findable_{name}")


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0003_import_blocks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='listing', serialize=False, to='content.release')),
                ('facts', models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name='Findable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('lines', models.JSONField()),
                ('words', models.TextField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findable', to='content.release')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('release', 'language'), name='findable_once')],
            },
        ),
        migrations.RunPython(index, forget),
    ]
