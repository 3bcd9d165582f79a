"""What content tells a person about themselves, and what it forgets."""

from datetime import UTC, datetime
from pathlib import Path

from takwin.accounts.models import Person
from takwin.content import actions, mine
from takwin.content.models import Act, Draft, Member, Release
from takwin.content.tests.builders import WELCOME, folder

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_told_and_forgotten(ghizlane: Person, tmp_path: Path) -> None:
    actions.publish(folder(tmp_path / "a"), ghizlane, NOW, "Première")
    actions.draft(folder(tmp_path / "b", {"one/welcome.fr.md": WELCOME + "\nPlus."}), ghizlane, NOW)
    told = mine.export(ghizlane)
    many = {name: len(part) for name, part in told.items() if isinstance(part, list) and part}
    assert many == {"course teams": 1, "done in teams": 2, "releases": 1, "drafts": 1}
    mine.erase(ghizlane, NOW)
    assert not any(mine.export(ghizlane).values())
    assert not Member.objects.exists()
    assert Release.objects.get().published_by is None
    assert Draft.objects.get().uploaded_by is None
    assert not Act.objects.exclude(by=None).exists()
