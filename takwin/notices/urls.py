"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.notices import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("notices/", views.notices, name="notices"),
    path("notices/choice/", views.choice, name="notices-choice"),
    path("notices/read/", views.read_all, name="notices-read"),
    path("notices/<int:pk>/open/", views.open_notice, name="notice-open"),
]
