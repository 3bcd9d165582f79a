"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.calendar import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/renew", views.renew, name="calendar-renew"),
    path("calendar/stop", views.stop, name="calendar-stop"),
    path("calendar/<str:token>.ics", views.feed, name="calendar-feed"),
]
