"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, path, register_converter

from takwin.files import views


class Digest:
    """A SHA-256 in an address."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Digest, "digest")
urlpatterns: list[URLPattern | URLResolver] = [path("files/<digest:digest>/<str:name>", views.file, name="file")]
