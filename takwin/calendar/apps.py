"""The room as Django knows it."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """`takwin.calendar`."""

    name = "takwin.calendar"
