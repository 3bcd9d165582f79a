"""What happens to courses: they are drafted, published, rendered again, and have a team."""

from takwin.content.actions.accepting import NothingToAccept, accept
from takwin.content.actions.drafts import discard_draft, draft, publish_draft, upload
from takwin.content.actions.listing import list_releases, unlist
from takwin.content.actions.publish import NotPublishable, OtherTeam, Published, publish
from takwin.content.actions.rendering import render_again, render_all, source_of
from takwin.content.actions.teams import LastMember, join_team, leave_team
from takwin.content.source.annotate import NotWritable

__all__ = [
    "LastMember",
    "NotPublishable",
    "NotWritable",
    "NothingToAccept",
    "OtherTeam",
    "Published",
    "accept",
    "discard_draft",
    "draft",
    "join_team",
    "leave_team",
    "list_releases",
    "publish",
    "publish_draft",
    "render_again",
    "render_all",
    "source_of",
    "unlist",
    "upload",
]
