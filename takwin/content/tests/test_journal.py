"""The journal of a course team."""

from takwin.content import journal
from takwin.content.models import Act


def test_every_kind_of_act_fits_its_column() -> None:
    """SQLite would take a longer name, PostgreSQL refuses it."""
    most = Act._meta.get_field("what").max_length
    assert most
    assert [kind for kind in journal.SENTENCES if len(kind) > most] == []
