"""Addresses of the pages that compose rooms."""

from django.urls import URLPattern, URLResolver, path

from takwin.web import marks, step, views

STEP = "courses/<slug:slug>/<slug:module>/<slug:step>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("courses/", views.catalogue, name="catalogue"),
    path("courses/<slug:slug>/", views.course, name="course"),
    path("courses/<slug:slug>/enrol", views.enrol, name="enrol"),
    path("courses/<slug:slug>/leave", views.leave, name="leave"),
    path("courses/<slug:slug>/marks/", marks.mine, name="my-marks"),
    path(STEP, step.step, name="step"),
    path(STEP + "done", step.finish, name="finish-step"),
    path(STEP + "answer/<slug:group>", step.answer, name="answer"),
    path("learn/", views.my_learning, name="my-learning"),
    path("studio/<slug:slug>/runs/<slug:run>/marks/", marks.gradebook, name="gradebook"),
    path("studio/<slug:slug>/runs/<slug:run>/marks.csv", marks.gradebook_csv, name="gradebook-csv"),
    path("studio/<slug:slug>/runs/<slug:run>/release/", marks.move, name="move-run"),
]
