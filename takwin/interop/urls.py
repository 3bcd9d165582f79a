"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.interop.views import courses, questions

urlpatterns: list[URLPattern | URLResolver] = [
    path("studio/import", courses.import_course, name="import-course"),
    path("studio/<slug:slug>/questions/bring", questions.bring_questions, name="bring-questions"),
    path("studio/<slug:slug>/questions/take", questions.take_questions, name="take-questions"),
]
