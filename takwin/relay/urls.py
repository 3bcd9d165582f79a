"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.relay import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("relay/", views.relay, name="relay"),
    path("boxes/", views.boxes, name="boxes"),
    path("boxes/meet", views.meet, name="meet-parent"),
    path("boxes/<int:box>/close", views.close, name="close-box"),
]
