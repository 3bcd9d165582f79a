"""Three pages: one that reads a row, one that writes what an answer writes, one that keeps statements unchecked."""

from django.urls import path

from bench.yardstick import views

urlpatterns = [
    path("", views.page),
    path("answer", views.answer),
    path("xapi/statements", views.statements),
]
