"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.steering.views import presences, progress, runs

NODE = "institutions/<int:node>/"
RUN = NODE + "runs/<int:run>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(NODE + "progress/", progress.progress, name="node-progress"),
    path(NODE + "presences.csv", presences.presences, name="presences-of-node"),
    path(NODE + "runs/", runs.runs, name="node-runs"),
    path(NODE + "runs/<int:placement>/end", runs.end, name="end-placement"),
    path(RUN, runs.run, name="run-at"),
    path(RUN + "unopened/", runs.unopened, name="unopened-at"),
    path(RUN + "marks.csv", runs.marks, name="marks-at"),
    path(RUN + "presences.csv", presences.presences, name="presences-at"),
]
