"""Addresses of the course team's desk, in which several rooms speak."""

from django.urls import URLPattern, URLResolver, path

from takwin.studio.views import changes, checklist, desk, runs

COURSE = "studio/<slug:slug>/"
RUN = COURSE + "runs/<slug:run>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(COURSE, desk.desk, name="studio-course"),
    path(COURSE + "journal/", desk.journal, name="journal"),
    path(COURSE + "archive", desk.archive, name="archive-course"),
    path(COURSE + "unarchive", desk.unarchive, name="unarchive-course"),
    path(COURSE + "releases/<int:number>/copy", desk.copy, name="copy-course"),
    path(COURSE + "changes/", changes.changes, name="changes"),
    path(COURSE + "checklist/", checklist.checklist, name="checklist"),
    path(COURSE + "checklist/caretaker", checklist.caretaker, name="name-caretaker"),
    path(COURSE + "checklist/<slug:point>", checklist.tick, name="tick"),
    path(COURSE + "runs/", runs.runs, name="runs"),
    path(COURSE + "runs/offer", runs.offer, name="offer-course"),
    path(RUN + "corrections/", runs.corrections, name="corrections"),
    path(RUN + "release/", runs.move, name="move-run"),
]
