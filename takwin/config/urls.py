"""Where every page lives."""

from django.urls import include, path

from takwin.config.health import health
from takwin.config.tour import enter_as, tour

ROOMS = [
    "web",
    "studio",
    "steering",
    "calendar",
    "desk",
    "relay",
    "notebook",
    "interop",
    "accounts",
    "institutions",
    "sign_on",
    "content",
    "learning",
    "assessment",
    "attendance",
    "community",
    "credentials",
    "tutoring",
    "files",
    "notices",
    "design",
]

handler429 = "takwin.accounts.views.onward.too_many"
urlpatterns = [
    *(path("", include(f"takwin.{room}.urls")) for room in ROOMS),
    path("", include("takwin.records.lrs.urls")),
    path("health", health, name="health"),
    path("demo/", tour, name="tour"),
    path("demo/enter/<slug:username>/", enter_as, name="enter-as"),
]
