"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.interop import views

urlpatterns: list[URLPattern | URLResolver] = [path("studio/import", views.import_course, name="import-course")]
