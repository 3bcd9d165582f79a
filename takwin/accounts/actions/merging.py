"""Two accounts of one person become one: what every account has, and what other rooms need for theirs."""

from datetime import datetime

from django.db.models import Model

from takwin.accounts.models import Decision, Person

Column = tuple[type[Model], str]
"""A table, and the name of its key to a person."""


def hand_over(kept: Person, gone: Person, *columns: Column) -> None:
    """What points at `gone` in these columns points at `kept`. In the caller's transaction."""
    for table, column in columns:
        table._default_manager.filter(**{column: gone}).update(**{column: kept})


def close_merged(kept: Person, gone: Person, by: Person, reason: str, now: datetime) -> None:
    """The account that goes is closed; its names stay with it, so that they still lead to the other one. An
    address that somebody has shown to be theirs serves the account that stays, where that has none; one that waits for that goes on
    waiting there, where none is nor waits."""
    address = "" if kept.email else gone.email
    if address:
        gone.email = ""
    waiting = gone.email_pending
    gone.set_unusable_password()
    gone.is_active, gone.email_pending, gone.merged_into = False, "", kept
    kept.is_author, gone.is_author = kept.is_author or gone.is_author, False
    kept.in_team, gone.in_team = kept.in_team or gone.in_team, False
    gone.save()
    kept.email = kept.email or address
    kept.email_pending = kept.email_pending or ("" if kept.email else waiting)
    if kept.email == kept.email_pending:
        kept.email_pending = ""
    kept.save(update_fields=["email", "email_pending", "is_author", "in_team"])
    Decision.objects.create(person=kept, by=by, what=Decision.What.MERGED, reason=reason, at=now)
