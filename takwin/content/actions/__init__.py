"""What happens to courses: they are drafted, published, rendered again, copied and archived, and have a team."""

from takwin.content.actions.accepting import NothingToAccept, accept, withdraw
from takwin.content.actions.checking import name_caretaker, tick, untick
from takwin.content.actions.courses import NotAnId, Taken, archive, duplicate, unarchive
from takwin.content.actions.drafts import DraftReplaced, check_all, discard_draft, draft, publish_draft, upload
from takwin.content.actions.fetching import ask
from takwin.content.actions.journal import note
from takwin.content.actions.listing import list_releases, unlist
from takwin.content.actions.publish import NotPublishable, OtherTeam, Published, publish
from takwin.content.actions.rendering import away_from, render_again, render_all, source_of
from takwin.content.actions.teams import LastOwner, change_role, join_team, leave_team
from takwin.content.source.annotate import NotWritable

__all__ = [
    "DraftReplaced",
    "LastOwner",
    "NotAnId",
    "NotPublishable",
    "NotWritable",
    "NothingToAccept",
    "OtherTeam",
    "Published",
    "Taken",
    "accept",
    "archive",
    "ask",
    "away_from",
    "change_role",
    "check_all",
    "discard_draft",
    "draft",
    "duplicate",
    "join_team",
    "leave_team",
    "list_releases",
    "name_caretaker",
    "note",
    "publish",
    "publish_draft",
    "render_again",
    "render_all",
    "source_of",
    "tick",
    "unarchive",
    "unlist",
    "untick",
    "upload",
    "withdraw",
]
