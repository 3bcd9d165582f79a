"""The design room as a Django app: it brings templates and static files, no tables."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Base page, components, error pages and the one style sheet."""

    name = "takwin.design"
    label = "design"
