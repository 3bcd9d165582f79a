"""Every sentence is there in French and in Arabic, and every table as its models say."""

import pytest
from django.core.management import call_command

from tests.house import source
from tools import messages


@pytest.mark.parametrize("room", source.rooms())
@pytest.mark.parametrize("language", messages.PLURALS)
def test_the_translations_of_a_room_are_complete(room: str, language: str) -> None:
    assert list(messages.check(source.PACKAGE / room, language)) == []


@pytest.mark.parametrize("language", messages.PLURALS)
def test_rooms_do_not_contradict_one_another(language: str) -> None:
    assert list(messages.contradictions(source.PACKAGE, language)) == []


def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
