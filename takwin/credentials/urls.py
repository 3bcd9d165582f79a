"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path, re_path

from takwin.credentials.views import deciding, documents, page, reviewing, verifying
from takwin.credentials.views.deciding import VERBS

urlpatterns: list[URLPattern | URLResolver] = [
    path(".well-known/did.json", documents.issuer, name="issuer"),
    path("credentials/verify/", verifying.verify_file, name="verify-credential"),
    re_path(
        r"^credentials/status/(?P<name>(?:revocation|suspension)-[1-9]\d{0,5})$", documents.status, name="status-list"
    ),
    path("credentials/<uuid:pk>", page.page, name="credential"),
    path("credentials/<uuid:pk>.json", documents.signed, name="credential-json"),
    path("credentials/<uuid:pk>.pdf", documents.certificate, name="credential-pdf"),
    path("credentials/<uuid:pk>/show", page.show, name="show-credential"),
    *(
        path(f"credentials/<uuid:pk>/{verb}", deciding.decide, {"verb": verb}, name=f"{verb}-credential")
        for verb in VERBS
    ),
    path("credentials/<uuid:pk>/renew", reviewing.renew, name="renew-credential"),
    path("credentials/<uuid:pk>/keep", reviewing.keep, name="keep-credential"),
    path("studio/<slug:slug>/credentials/", deciding.of_course, name="course-credentials"),
]
