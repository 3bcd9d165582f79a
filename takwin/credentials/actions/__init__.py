"""What is done with credentials: issue, revoke, suspend, reinstate, re-issue, show or hide, publish the lists."""

from takwin.credentials.actions.deciding import NotDecided, reinstate, reissue, revoke, show, suspend
from takwin.credentials.actions.issuing import issue
from takwin.credentials.actions.lists import publish_lists

__all__ = ["NotDecided", "issue", "publish_lists", "reinstate", "reissue", "revoke", "show", "suspend"]
