"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.attendance.views import marking, planning, seeing

RUN, ONE = "studio/<slug:slug>/runs/<slug:run>/", "sessions/<uuid:uid>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(RUN + "sessions/", planning.sessions, name="run-sessions"),
    path(RUN + "sessions/new/", planning.new, name="new-session"),
    path(RUN + "presences.csv", seeing.presences, name="presences-csv"),
    path("sessions/", seeing.mine, name="my-sessions"),
    path(ONE, seeing.session, name="session"),
    path(ONE + "change/", planning.change, name="change-session"),
    path(ONE + "cancel", planning.cancel, name="cancel-session"),
    path(ONE + "attendance/", marking.attendance, name="attendance"),
    path(ONE + "attendance/<int:enrolment>/", marking.one, name="presence"),
    path(ONE + "signing-sheet/", marking.signing, name="signing-sheet"),
]
