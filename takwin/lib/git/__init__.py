"""The one door to repositories elsewhere: a public https address, one state of it, without history, within limits."""

from takwin.lib.git.address import Address, FetchRefused, address
from takwin.lib.git.fetching import Commit, Limits, fetch

__all__ = ["Address", "Commit", "FetchRefused", "Limits", "address", "fetch"]
