"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.tutoring.views import cases, groups, learner, queue, tutors

RUN = "tutoring/<slug:slug>/<slug:run>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tutoring/", queue.home, name="tutoring"),
    path(RUN, queue.queue, name="tutor-queue"),
    path(RUN + "due/<uuid:uid>/", queue.duty, name="tutor-duty"),
    path(RUN + "cases/", cases.cases, name="tutor-cases"),
    path(RUN + "cases/<uuid:uid>/", cases.case, name="tutor-case"),
    path(RUN + "groups/", groups.groups, name="run-groups"),
    path(RUN + "time/", tutors.arrange, name="tutor-time"),
    path(RUN + "report/", tutors.report, name="tutor-report"),
    path("studio/<slug:slug>/runs/<slug:run>/tutors/", tutors.tutors, name="run-tutors"),
    path("studio/<slug:slug>/runs/<slug:run>/tutors/<int:tutor>/end", tutors.dismiss, name="end-tutor"),
    path("courses/<slug:slug>/tutor/", learner.tutor, name="my-tutor"),
]
