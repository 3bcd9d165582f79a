"""What happens in a hub: it is opened, people publish, answer and connect, feeds are harvested, posts are hidden and shown again."""

from takwin.community.actions.feeds import FeedRefusedHere, Seen, add_feed, harvest, look, remove_feed
from takwin.community.actions.hubs import close_hub, keep_hub, participant, read_daily
from takwin.community.actions.letters import send_daily_letters
from takwin.community.actions.moderation import answer_appeal, appeal, hide, lift, report, settle
from takwin.community.actions.posts import Written, connect, post_by_mail, publish, remove

__all__ = [
    "FeedRefusedHere",
    "Seen",
    "Written",
    "add_feed",
    "answer_appeal",
    "appeal",
    "close_hub",
    "connect",
    "harvest",
    "hide",
    "keep_hub",
    "lift",
    "look",
    "participant",
    "post_by_mail",
    "publish",
    "read_daily",
    "remove",
    "remove_feed",
    "report",
    "send_daily_letters",
    "settle",
]
