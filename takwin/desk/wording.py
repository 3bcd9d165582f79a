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
        "marked": _("Marked by the server: %(title)s, %(mark)s of %(points)s"),
        "send": _("Send now"),
        "see": _("See my work on this device"),
        "not-taken": _("The server did not take, and this device keeps: %(count)s"),
        "not-now": _("The server cannot be reached now. It is tried again by itself."),
        "large": _("A file has not got through yet. It goes on by itself from where it was cut; all else is sent."),
        "stuck": _(
            "The server did not take something, and the device has no room to put it aside. It stays here. Make room on the device, then send again."
        ),
        "signed-out": _("You are signed out. Sign in again when you are online, then your work is sent."),
        "busy": _("Another page is sending already."),
        "right": _("Right"),
        "partly": _("Partly right"),
        "wrong": _("Wrong"),
        "kept": _("Your answer is kept on this device."),
        "later": _("Your answer is kept on this device. It will be marked when you are online."),
        "answer": _("Answer"),
        "again": _("Try again"),
        "nothing": _("Nothing is answered yet. Answer, then submit."),
        "blank": _("Questions without an answer: %(count)s. Answer them, or submit once more as it is."),
        "online": _("This needs the network: do it when you are online. What you have typed is still here."),
        "file-waits": _("“%(name)s” (%(size)s) waits on this device and is handed in when you are online."),
        "file-type": _("“%(name)s” is not of a type that is taken here: %(types)s."),
        "file-large": _("“%(name)s” is larger than what is taken here: %(limit)s. Choose a smaller one."),
        "file-empty": _("“%(name)s” is empty."),
        "full": _(
            "This device has no room left, so this was not kept. Nothing else is lost: make room on the device, then submit again."
        ),
        "broken": _("This could not be kept on the device. What you have typed is still here: submit it again."),
        "nobody": _("Nobody is known to be signed in on this device. Go online and sign in to see your own work here."),
        "away": _("You are working without a network."),
        "refused": _("This could not be taken: %(reason)s"),
        "did": _("I have done this task"),
        "undone": _("Not done after all"),
        "declared": _("You have said that this task is done. Nobody checks it: your word counts."),
        "declare": _(
            "You hand in nothing here. When you have done the task, say so: your word counts, and you may take it back."
        ),
        "steps": _("Steps done: %(done)s of %(steps)s"),
        **_at_the_desk(),
    }


def _at_the_desk() -> dict[str, str]:
    """What the page says on which a course is taken along."""
    return {
        "which": _("How much of it?"),
        "variant-text": _("Text only"),
        "variant-text-help": _("All steps and questions, small pictures and subtitles."),
        "variant-audio": _("Text, pictures and sound"),
        "variant-audio-help": _("All pictures too, and what is only to be heard."),
        "variant-low": _("Everything except large films"),
        "variant-low-help": _("Also the documents to save, and films of up to 8 MB, or their lighter copies."),
        "variant-all": _("All media"),
        "variant-all-help": _("Large films too: best done over a network that costs nothing."),
        "kilobytes": _("%(count)s kB"),
        "megabytes": _("%(count)s MB"),
        "take": _("Take it along"),
        "renew": _("Fetch what is missing or new"),
        "fetching": _("Fetching…"),
        "fetched": _("%(done)s of %(all)s have come. If the network is cut, what came is kept."),
        "cut": _(
            "The network was cut. What came is kept: it goes on by itself when the network is back, or press the button again."
        ),
        "damaged": _("A part came damaged and was not kept. Press the button again: only what is missing is fetched."),
        "gone": _("The server has another version by now. Reload the page, then press the button again."),
        "no-room": _(
            "This device has no room for it (%(size)s). Nothing that you did is lost. Choose less, or make room on the device, then try again."
        ),
        "on-device": _("On this device: %(variant)s, %(size)s."),
        "used": _("Room used by this site on the device: %(size)s."),
        "persisted": _("The browser has promised to keep it."),
        "not-persisted": _("When the device runs out of room, the browser may throw it away: send your work often."),
        "evicted": _(
            "The browser has thrown away a part of this course to make room: %(count)s. Fetch it again before you go offline."
        ),
        "newer": _("The course has changed since. Only what changed is fetched."),
        "open": _("Open the course"),
        "remove": _("Remove from this device"),
        "remove-ask": _(
            "Nobody else has it: then it is gone for good. Save it as a file first if you may still need it."
        ),
        "remove-sure": _("Yes, remove it"),
        "came": _("%(done)s of %(all)s have got through"),
        "removed": _("The course is no longer on this device. What you did and have not sent is still here."),
        "needs-network": _("To take the course along, go online first."),
        "unable": _(
            "This browser cannot keep a course: it is too old, or this is a private window. You can study every step online."
        ),
        "export": _("Save these as a file"),
        "act-opened": _("Step opened"),
        "act-finished": _("Step done"),
        "act-declared": _("Task"),
        "act-began": _("Quiz begun"),
        "act-answered": _("Answers"),
        "act-played": _("A film or a sound"),
        "act-noted": _("A note"),
        "act-drafted": _("Draft"),
    }
