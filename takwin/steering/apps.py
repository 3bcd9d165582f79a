"""The room as Django knows it."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """`takwin.steering`."""

    name = "takwin.steering"
