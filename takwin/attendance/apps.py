"""The room as Django knows it."""

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    """`takwin.attendance`."""

    name = "takwin.attendance"
