"""Two pages: one that reads a row, one that writes what an answer writes."""

from django.urls import path

from bench.yardstick import views

urlpatterns = [
    path("", views.page),
    path("answer", views.answer),
]
