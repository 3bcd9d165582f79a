"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.design.views import patterns

urlpatterns: list[URLPattern | URLResolver] = [path("patterns/", patterns, name="patterns")]
