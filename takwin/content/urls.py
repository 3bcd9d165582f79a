"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path

from takwin.content import views

# A course is never named "upload" here by accident: its own page ends with a slash.
urlpatterns: list[URLPattern | URLResolver] = [
    path("studio/", views.studio, name="studio"),
    path("studio/upload", views.upload, name="upload-course"),
    path("studio/<slug:slug>/draft/", views.draft, name="studio-draft"),
    path("studio/<slug:slug>/draft/files/<slug:digest>/<str:name>", views.draft_file, name="draft-file"),
    path("studio/<slug:slug>/draft/draft.zip", views.draft_source, name="draft-source"),
    path("studio/<slug:slug>/draft/publish", views.publish, name="publish-course"),
    path("studio/<slug:slug>/draft/accept", views.accept, name="accept-finding"),
    path("studio/<slug:slug>/draft/withdraw", views.withdraw, name="withdraw-acceptance"),
    path("studio/<slug:slug>/draft/discard", views.discard, name="discard-draft"),
    path("studio/<slug:slug>/releases/<int:number>.zip", views.source, name="release-source"),
    path("studio/<slug:slug>/draft/supervision/", views.draft_supervision, name="draft-supervision"),
    path("studio/<slug:slug>/releases/<int:number>/supervision/", views.supervision, name="release-supervision"),
    path("studio/<slug:slug>/team/", views.team, name="studio-team"),
    path("studio/<slug:slug>/team/leave", views.leave, name="leave-team"),
    path("studio/<slug:slug>/team/<int:member>/role", views.change_role, name="change-role"),
    path("studio/<slug:slug>/team/<int:member>/leave", views.take_out, name="take-out-of-team"),
]
