"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.desk.views import acts, files, packs, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/packs/<slug:digest>.pack", packs.pack, name="pack"),
    path("desk/acts", acts.acts, name="desk-acts"),
    path("desk/files", files.bring, name="desk-files"),
    path("desk/me.json", pages.whose, name="desk-me"),
    path("desk/leaving", pages.leaving, name="desk-leaving"),
    path("desk/<slug:slug>/", pages.desk, name="desk"),
    path("worker.js", pages.worker, name="worker"),
    path("manifest.webmanifest", pages.manifest, name="manifest"),
    path("desk/<slug:slug>/packs.json", packs.packs, name="packs"),
    path("desk/<slug:slug>/packs/<slug:variant>.json", packs.offered, name="offered"),
    path("desk/<slug:slug>/state.json", packs.mine, name="desk-state"),
]
