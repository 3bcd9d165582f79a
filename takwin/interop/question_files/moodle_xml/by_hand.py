"""Essays of Moodle: an answer in one's own words, or a file to hand in, marked by people."""

import re

from takwin.interop.question_files.moodle_xml.asked import Asked
from takwin.items.item import Written
from takwin.items.shelf import kind
from takwin.lib.text import N_, Sentence

EDITOR = Sentence(N_("The answer was written in an editor with bold, lists and the like; now it is plain text."))
ATTACHED = Sentence(N_("Files could be added to the answer; now only words can be written."))
SEVERAL = Sentence(N_("Several files could be handed in; now it is one."))
WORDS = Sentence(N_("The number of words asked for is not counted here: say it in the text."))
BEGUN = Sentence(N_("A text to begin the answer with was left out."))
TYPES = N_("Files of other types cannot be handed in here: %(types)s")
MEGABYTE, MOST = 1_000_000, 20


def essay(asked: Asked) -> Written:
    """Words, or a file where nothing is written in the page."""
    if asked.part("responsetemplate"):
        asked.piece.change(BEGUN)
    if any(asked.setting(name).strip("0") for name in ("minwordlimit", "maxwordlimit")):
        asked.piece.change(WORDS)
    guide, form = asked.part("graderinfo"), asked.setting("responseformat") or "editor"
    if form == "noinline":
        return Written("file-answer", "", asked.prompt, options=_file(asked), guide=guide)
    if form.startswith("editor"):
        asked.piece.change(EDITOR)
    if asked.setting("attachments") not in {"", "0"}:
        asked.piece.change(ATTACHED)
    return Written("long-text", "", asked.prompt, guide=guide)


def _file(asked: Asked) -> dict[str, str]:
    """The types and the size that are taken."""
    if asked.setting("attachments") not in {"", "1"}:
        asked.piece.change(SEVERAL)
    named = [one.strip(" .").lower() for one in re.split(r"[,;\s]+", asked.setting("filetypeslist")) if one.strip(" .")]
    known = [one for one in named if _is_taken(one)]
    if len(known) < len(named):
        asked.piece.change(Sentence(TYPES, {"types": [one for one in named if one not in known]}))
    size = asked.setting("maxbytes")
    told = min(max(int(size) // MEGABYTE, 1), MOST) if size.isdecimal() and len(size) < 15 and int(size) else 0
    return ({"types": ", ".join(known)} if known else {}) | ({"size": str(told)} if told else {})


def _is_taken(ending: str) -> bool:
    """Whether files whose names end so can be handed in."""
    asked = Written("file-answer", "", "?", options={"types": ending})
    return not any(one.level == "error" for one in kind(asked.kind).check(asked))
