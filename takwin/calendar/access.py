"""Whose calendar a secret address is."""

from django.shortcuts import get_object_or_404

from takwin.calendar.models import Subscription


def by_token(token: str) -> Subscription:
    """The subscription with this secret; its person must be able to come in. Raises Http404."""
    return get_object_or_404(Subscription.objects.select_related("person"), token=token, person__is_active=True)
