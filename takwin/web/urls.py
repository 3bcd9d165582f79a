"""Addresses of the pages that compose rooms."""

from django.urls import URLPattern, URLResolver, path

from takwin.web.views import (
    catalogue,
    courses,
    followers,
    frameworks,
    handing_in,
    kinds,
    marks,
    people,
    plan,
    questions,
    runs,
    step,
    time,
    to_mark,
)

STEP = "courses/<slug:slug>/<slug:module>/<slug:step>/"
RUN = "studio/<slug:slug>/runs/<slug:run>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(STEP, step.step, name="step"),  # first: most requests are for it
    path("", courses.home, name="home"),
    path("followers/", followers.followers, name="followers"),
    path("courses/", catalogue.catalogue, name="catalogue"),
    path("courses/<slug:slug>/", courses.course, name="course"),
    path("courses/<slug:slug>/enrol", courses.enrol, name="enrol"),
    path("courses/<slug:slug>/leave", courses.leave, name="leave"),
    path("courses/<slug:slug>/plan/", plan.plan, name="plan"),
    path("courses/<slug:slug>/people/", people.people, name="people-of-run"),
    path("runs/<slug:slug>/<slug:run>/", runs.run, name="run"),
    path("runs/<slug:slug>/<slug:run>/join", runs.join, name="join-run"),
    path("runs/<slug:slug>/<slug:run>/wait", runs.wait, name="wait"),
    path("runs/join/", runs.by_code, name="join-by-code"),
    path("invited/<str:token>/", runs.invited, name="invited"),
    path("courses/<slug:slug>/marks/", marks.mine, name="my-marks"),
    path("courses/<slug:slug>/answers/<uuid:file>", handing_in.my_file, name="my-file"),
    path(STEP + "done", step.finish, name="finish-step"),
    path(STEP + "answer/<slug:group>", step.answer, name="answer"),
    path(STEP + "language", step.language, name="step-language"),
    path(STEP + "begin/<slug:group>", step.begin, name="begin-quiz"),
    path(STEP + "task/<slug:task>", step.declare, name="declare-task"),
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("frameworks/new/", frameworks.bring, name="bring-framework"),
    path("frameworks/<slug:name>", frameworks.framework, name="framework"),
    path("frameworks/<slug:name>/case.json", frameworks.package, name="framework-case"),
    path("frameworks/<slug:name>/<str:code>", frameworks.item, name="framework-item"),
    path("patterns/questions/", kinds.kinds, name="kinds"),
    path("learn/", courses.my_learning, name="my-learning"),
    path(RUN + "marks/", marks.gradebook, name="gradebook"),
    path(RUN + "marks.csv", marks.gradebook_csv, name="gradebook-csv"),
    path(RUN + "to-mark/", to_mark.to_mark, name="to-mark"),
    path(RUN + "to-mark/<int:answer>/", to_mark.mark, name="mark"),
    path(RUN + "to-mark/<int:answer>/file", handing_in.file_to_mark, name="file-to-mark"),
    path(RUN + "time/", time.extra_time, name="extra-time"),
    path(RUN + "questions/", questions.questions, name="run-questions"),
]
