"""Where style and scripts get their addresses."""

from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # it has no types
    """WhiteNoise's, whose addresses stay the same as long as a process lives: each is made once.
    Modules name one another by addresses that change with what they hold."""

    support_js_module_import_aggregation = True

    @cache  # noqa: B019 - there is one storage for ever
    def url(self, name: str, force: bool = False) -> str:
        return str(super().url(name, force))
