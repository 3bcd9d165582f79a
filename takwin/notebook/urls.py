"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.notebook import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<slug:slug>/<slug:module>/<slug:step>/notes", views.notes, name="notes"),
]
