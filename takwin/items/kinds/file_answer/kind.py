"""File answer: a file handed in, kept for the person to practise, marked by hand in a quiz."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from takwin.items import byhand, checks
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.kinds.file_answer import types
from takwin.items.marking import typed
from takwin.lib.text import N_, Sentence

UNLIKE = N_(
    "“%(name)s” is not what its name says: it does not begin like a file of the type %(type)s, or it is damaged. Open it on your device, save it again in that type, and choose it once more."
)


class FileAnswer:
    """Response: {"file": "018f…", "name": "lesson.pdf", "size": 48213}: under which name the site keeps it, and its size in bytes."""

    name = "file-answer"
    title = Sentence(N_("A file to hand in"))
    about = """A file, such as a lesson plan or a photograph of the board. It is seen by the person and, in a quiz, by the course team, and by
nobody else. A file whose content is not what its name says is refused, with a sentence that says so. **To practise** it is kept for the person alone, and `{feedback}` is shown afterwards. **In a quiz** the course team marks it by
hand, with `{guide}` beside it, as in long-text."""
    shape = "file"
    marked = False
    by_hand = True
    gathered = False
    typed = True
    template = "file_answer/form.html"
    options: Mapping[str, str] = {
        "types": f"Ends of the names that are taken, commas between. Known are {', '.join(types.KNOWN)}. Default {', '.join(types.USUAL)}.",
        "size": "Megabytes of the largest file, from 1 to 20. Default 5: on prepaid data every one of them costs.",
    }

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [*checks.common(written, self.options, guided=True), *checks.stray(written, self.shape)]
        return [*found, *checks.by_hand(written), *_limits(written)]

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        known = types.types(rendered)
        made = byhand.draft(rendered, {"types": known, "size": types.size(rendered)})
        return replace(made, key={**made.key, "types": known})

    def arrange(self, public: Json, seed: int) -> Json:
        """There is nothing to arrange."""
        return public

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """The file that was sent: its name under `answer`, its size under `answer-size`, where it is kept under `answer-file`; `answer-unlike` says
        that its content is not what its name says. Raises Unanswered when there is none, or none that is taken."""
        name, size, kept = (typed(form, field) for field in ("answer", "answer-size", "answer-file"))
        if not name:
            raise Unanswered(Sentence(N_("Choose a file.")))
        if PurePosixPath(name).suffix.lower().lstrip(".") not in public["types"]:
            known = {"name": name, "types": ", ".join(public["types"])}
            raise Unanswered(Sentence(N_("“%(name)s” is not of a type that is taken here: %(types)s."), known))
        if not size.isdecimal() or int(size[:12]) > public["size"]:
            most = {"name": name, "most": public["size"] // types.MEGABYTE}
            raise Unanswered(Sentence(N_("“%(name)s” is larger than %(most)s MB."), most))
        if not int(size):
            raise Unanswered(Sentence(N_("“%(name)s” is empty."), {"name": name}))
        if typed(form, "answer-unlike"):
            raise Unanswered(Sentence(UNLIKE, {"name": name, "type": PurePosixPath(name).suffix.lower().lstrip(".")}))
        return {"file": kept, "name": name, "size": int(size)}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """Nothing yet, with what is said to everybody."""
        return byhand.outcome(key)

    def solution(self, key: Json) -> Json:
        """Any file."""
        return {"file": "0" * 32, "name": f"answer.{key['types'][0]}", "size": 1}


def _limits(written: Written) -> Iterable[Complaint]:
    try:
        types.types(written)
    except ValueError as stranger:
        yield complain("file-types", value=stranger, known=", ".join(types.KNOWN))
    try:
        types.size(written)
    except ValueError:
        yield complain("file-size", value=written.options["size"], most=types.MOST)


KIND = FileAnswer()
