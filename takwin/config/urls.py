"""Where every page lives."""

from django.urls import include, path

ROOMS = ["web", "accounts", "content", "learning", "assessment", "credentials", "files", "notices", "design"]

urlpatterns = [path("", include(f"takwin.{room}.urls")) for room in ROOMS]
