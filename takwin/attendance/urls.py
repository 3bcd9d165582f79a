"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.attendance.views import arriving, certifying, lists, marking, placing, planning, preparing, seeing

RUN, ONE = "studio/<slug:slug>/runs/<slug:run>/", "sessions/<uuid:uid>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(RUN + "sessions/", planning.sessions, name="run-sessions"),
    path(RUN + "sessions/new/", planning.new, name="new-session"),
    path(RUN + "presences.csv", seeing.presences, name="presences-csv"),
    path("sessions/", seeing.mine, name="my-sessions"),
    path(ONE, seeing.session, name="session"),
    path(ONE + "change/", planning.change, name="change-session"),
    path(ONE + "cancel", planning.cancel, name="cancel-session"),
    path(ONE + "place", placing.take, name="take-place"),
    path(ONE + "place/back", placing.back, name="give-place-back"),
    path(ONE + "places/", placing.places, name="places"),
    path(ONE + "places/<int:enrolment>/free", placing.free, name="free-place"),
    path(ONE + "attendance/", marking.attendance, name="attendance"),
    path(ONE + "attendance/<int:enrolment>/", marking.one, name="presence"),
    path(ONE + "signing-sheet/", marking.signing, name="signing-sheet"),
    path(ONE + "show/", arriving.show, name="show-code"),
    path(ONE + "here/", arriving.here, name="here"),
    path(ONE + "here/<slug:code>/", arriving.arrive, name="arrive"),
    path(ONE + "code", arriving.own, name="own-code"),
    path(ONE + "slips/", lists.slips, name="slips"),
    path(ONE + "collected/", lists.collected, name="collected-codes"),
    path(ONE + "list.html", lists.phone, name="phone-list"),
    path("sessions/lists", lists.bring, name="bring-list"),
    path(ONE + "room-sheet/", preparing.room_sheet, name="room-sheet"),
    path("courses/<slug:slug>/attendance/", preparing.mine, name="my-attendance"),
    path("courses/<slug:slug>/attendance/certify", certifying.mine, name="certify-mine"),
    path(RUN + "attendance/<int:enrolment>/certify", certifying.of_somebody, name="certify-attendance"),
    path("attendance/", certifying.enter, name="enter-attendance-code"),
    path("attendance/<slug:code>/", certifying.check, name="check-attendance"),
    path("attendance/<slug:code>.pdf", certifying.paper, name="attendance-pdf"),
    path(RUN + "attendance/<int:enrolment>/", preparing.certificate, name="attendance-certificate"),
]
