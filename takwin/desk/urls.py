"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.desk.views import acts, packs

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/packs/<slug:digest>.pack", packs.pack, name="pack"),
    path("desk/acts", acts.acts, name="desk-acts"),
    path("desk/<slug:slug>/packs.json", packs.packs, name="packs"),
    path("desk/<slug:slug>/state.json", packs.mine, name="desk-state"),
]
