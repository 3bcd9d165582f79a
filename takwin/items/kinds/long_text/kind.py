"""Long text: an answer in one's own words, compared with the author's to practise, marked by hand in a quiz."""

import re
from collections.abc import Mapping, Sequence

from takwin.items import byhand, checks
from takwin.items.complaints import complain
from takwin.items.item import Complaint, Draft, Json, Outcome, Unanswered, Written
from takwin.items.marking import typed_lines
from takwin.lib.text import N_, Sentence

LONGEST, MOST = 4000, 20_000
"""Characters that an answer takes where the author says nothing, and the most that the author may allow."""


class LongText:
    """Response: {"text": "…"}, with its lines."""

    name = "long-text"
    title = Sentence(N_("Long text"))
    about = """An answer in one's own words. **To practise**, it is kept for the person alone, and `{feedback}` is shown afterwards: an answer
of the author's, to compare one's own with. **In a quiz** the course team marks it by hand: until then it earns nothing and the page says that
it waits to be marked. `{guide}` tells whoever marks what to look at; nobody else ever sees it."""
    shape = "text"
    marked = False
    by_hand = True
    gathered = False
    typed = True
    template = "long_text/form.html"
    options: Mapping[str, str] = {"longest": "Characters that an answer takes, from 100 to 20000. Default 4000."}

    def check(self, written: Written) -> list[Complaint]:
        """All that is wrong in one language of the question."""
        found = [
            *checks.common(written, self.options, guided=True),
            *checks.stray(written, ""),
            *checks.by_hand(written),
        ]
        try:
            _longest(written)
        except ValueError:
            found.append(complain("longest", value=written.options["longest"], most=MOST))
        return found

    def compile(self, rendered: Written) -> Draft:
        """What is shown and what is sealed."""
        return byhand.draft(rendered, {"longest": _longest(rendered)})

    def arrange(self, public: Json, seed: int) -> Json:
        """There is nothing to arrange."""
        return public

    def read(self, public: Json, form: Mapping[str, Sequence[str]]) -> Json:
        """What was written. Raises Unanswered when it is nothing, or too much."""
        text = typed_lines(form, "answer")
        if not text:
            raise Unanswered(Sentence(N_("Write your answer.")))
        if len(text) > public["longest"]:
            told = Sentence(N_("An answer is longer than %(count)s characters."), {"count": public["longest"]})
            raise Unanswered(told, {"text": text})
        return {"text": text}

    def score(self, key: Json, response: Json, points: int) -> Outcome:
        """Nothing yet, with what is said to everybody."""
        return byhand.outcome(key)

    def solution(self, key: Json) -> Json:
        """Any answer."""
        return {"text": "…"}


def _longest(written: Written) -> int:
    """The characters that an answer takes. Raises ValueError."""
    text = written.options.get("longest", str(LONGEST)).strip()
    if not re.fullmatch(r"[1-9]\d{2,4}", text) or int(text) > MOST:
        raise ValueError(text)
    return int(text)


KIND = LongText()
