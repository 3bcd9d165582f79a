"""Addresses of the course team's desk, in which several rooms speak."""

from django.urls import URLPattern, URLResolver, path

from takwin.studio.views import changes, checklist, desk, fetching, offering, places, preview, runs, translation

COURSE = "studio/<slug:slug>/"
SHOWN, STEP = COURSE + "draft/shown/<str:language>/", "<slug:module>/<slug:step>/"
RUN = COURSE + "runs/<slug:run>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("institutions/<int:node>/audit/runs/", places.acts, name="node-acts"),
    path("studio/fetch", fetching.ask, name="ask-fetch"),
    path("studio/fetch/<int:pk>/", fetching.fetch, name="fetch"),
    path(COURSE, desk.desk, name="studio-course"),
    path(COURSE + "journal/", desk.journal, name="journal"),
    path(COURSE + "archive", desk.archive, name="archive-course"),
    path(COURSE + "unarchive", desk.unarchive, name="unarchive-course"),
    path(COURSE + "releases/<int:number>/copy", desk.copy, name="copy-course"),
    path(COURSE + "changes/", changes.changes, name="changes"),
    path(COURSE + "draft/preview/", preview.preview, name="preview"),
    path(SHOWN, preview.first, name="draft-shown"),
    path(SHOWN + STEP, preview.step, name="draft-step"),
    path(SHOWN + STEP + "answer/<slug:group>", preview.answer, name="draft-answer"),
    path(SHOWN + STEP + "begin/<slug:group>", preview.begin, name="draft-begin"),
    path(SHOWN + STEP + "done", preview.go_on, name="draft-done"),
    path(SHOWN + STEP + "task/<slug:task>", preview.declare, name="draft-task"),
    path(COURSE + "checklist/", checklist.checklist, name="checklist"),
    path(COURSE + "checklist/caretaker", checklist.caretaker, name="name-caretaker"),
    path(COURSE + "checklist/<slug:point>", checklist.tick, name="tick"),
    path(COURSE + "translations/", translation.translations, name="translations"),
    path(COURSE + "translations/" + STEP, translation.step, name="side-by-side"),
    path(COURSE + "runs/", runs.runs, name="runs"),
    path(COURSE + "runs/offer", runs.offer, name="offer-course"),
    path(COURSE + "runs/new/", offering.open_run, name="open-run"),
    path(RUN + "policy/", offering.policy, name="run-policy"),
    path(RUN + "people/", offering.people, name="run-people"),
    path(RUN + "people/<int:enrolment>/back", offering.let_back, name="let-back"),
    path(RUN + "code", offering.renew_code, name="renew-code"),
    path(RUN + "invitations/<int:invitation>/withdraw", offering.withdraw, name="withdraw-invitation"),
    path(RUN + "corrections/", runs.corrections, name="corrections"),
    path(RUN + "release/", runs.move, name="move-run"),
]
