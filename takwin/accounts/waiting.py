"""How long somebody waits who tried too often."""

import math

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

APP = "allauth.account"


def minutes(request: HttpRequest, action: str, key: str) -> int:
    """Minutes until a try counts again under the limits of an action, rounded up; at least one."""
    now, seconds = timezone.now().timestamp(), 0.0
    for rate in ratelimit.get_rates(app=APP, action=action):
        tries = cache.get(ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
        if len(tries) >= rate.amount:  # the newest stands first
            seconds = max(seconds, tries[rate.amount - 1] + rate.duration - now)
    return max(1, math.ceil(seconds / 60))


def sentence(left: int) -> str:
    """What the page says to them."""
    said = ngettext(
        "Too many tries. Wait one minute, then try again.",
        "Too many tries. Wait %(minutes)s minutes, then try again.",
        left,
    )
    return said % {"minutes": left}
