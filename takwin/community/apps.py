"""The room as Django knows it."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """`takwin.community`."""

    name = "takwin.community"
