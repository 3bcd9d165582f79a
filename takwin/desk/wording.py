"""What the scripts of a pack say, in the language of its pages."""

import json

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from takwin.desk.packing import Entry


def told(slug: str, language: str) -> Entry:
    """The sentences by name, with %(…)s where something is filled in."""
    with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        text = json.dumps(words(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Entry(f"/courses/{slug}/words.json", "application/json", text.encode())


def words() -> dict[str, str]:
    """The sentences in the language that is spoken now."""
    return {
        "waiting": _("Kept on this device, not sent yet: %(count)s"),
        "safe": _("Everything is safe on the server."),
        "send": _("Send now"),
        "right": _("Right"),
        "partly": _("Partly right"),
        "wrong": _("Wrong"),
        "later": _("Your answer is kept on this device. It will be marked when you are online."),
        "away": _("You are working without a network."),
        "refused": _("This could not be taken: %(reason)s"),
    }
