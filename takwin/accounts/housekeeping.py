"""What signing in leaves behind and nobody needs any more is dropped: the background process asks for it once a day."""

from importlib import import_module

from django.conf import settings
from django.core.cache import caches

from takwin.accounts.cache import Cache


def sweep() -> None:
    """Drop sessions that have ended, and counts of tries that are too old to count."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    for cache in caches.all(initialized_only=False):
        if isinstance(cache, Cache):
            cache.forget_old()
