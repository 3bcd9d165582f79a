"""One question of a file on its way: where it stands, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from takwin.content.source.variants import Table
from takwin.interop.course_package import ImportRefused, Loss, Tally
from takwin.interop.markdown import as_line
from takwin.interop.question_file import Entry, QuestionFile, Refusal
from takwin.interop.questions import laying_out
from takwin.interop.slugs import Slugs, slug
from takwin.items.item import Written
from takwin.items.shelf import kind
from takwin.lib.text import N_, Sentence

LONGEST_NAME = 60
MOST = 5_000
"""Questions of one file."""
TANGLED = Sentence(N_("Its text mixes answers and layout so that it cannot be written as course source."))
MANY = N_("The file holds more than %(most)s questions: divide it.")


class NotCarried(ValueError):
    """A question that cannot become one of ours; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Wrong(ValueError):
    """A question that is not written as its format asks; `line` counts from 1, 0 for the line of the question."""

    def __init__(self, sentence: Sentence, line: int = 0) -> None:
        super().__init__(str(sentence))
        self.sentence, self.line = sentence, line


@dataclass(eq=False, slots=True)
class Piece:
    """A question, or words between questions. `kind` is the format's own name of what it is."""

    kind: str
    name: str
    line: int
    state: str = "kept"
    losses: list[Sentence] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it stands: "12 · Rivers"."""
        return f"{self.line} · {self.name}" if self.name else str(self.line)

    def change(self, reason: Sentence) -> None:
        """The learner will see or do something different."""
        self.tell(reason)
        if self.state == "kept":
            self.state = "changed"

    def tell(self, reason: Sentence) -> None:
        """Something to report that the learner does not notice."""
        if reason not in self.losses:
            self.losses.append(reason)

    def lose(self, reason: Sentence) -> None:
        """Nothing of it reaches the learner."""
        self.losses, self.state = [reason], "lost"

    def refuse(self, wrong: Wrong) -> None:
        """It is not written as it should be."""
        self.refusals.append(Refusal(wrong.line or self.line, self.name, wrong.sentence))
        self.lose(wrong.sentence)


@dataclass(slots=True)
class Gathering:
    """The questions of one file as they are read."""

    pieces: list[Piece] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    slugs: Slugs = field(default_factory=Slugs)

    def begin(self, kind: str, name: str, line: int) -> Piece:
        """Note a question before anything can go wrong with it. Raises ImportRefused when there are too many."""
        if len(self.pieces) >= MOST:
            raise ImportRefused(Sentence(MANY, {"most": MOST}))
        self.pieces.append(Piece(kind, as_line(name)[:LONGEST_NAME], line))
        return self.pieces[-1]

    def tell(self, text: str, category: tuple[str, ...] = ()) -> None:
        """Words between questions."""
        if text.strip():
            self.entries.append(Entry(None, text, category))

    def take(
        self,
        piece: Piece,
        made: Written,
        wanted: str = "",
        category: tuple[str, ...] = (),
        table: Table | None = None,
    ) -> None:
        """A question, unless its kind refuses it or one of the rows of its table; `wanted` is the id it had, if any."""
        for complaint in (one for row in laying_out.rows(made, table) for one in kind(row.kind).check(row)):
            if complaint.level == "error":
                piece.lose(complaint.sentence)
                return
        if not laying_out.is_read_back(made, table):
            piece.lose(TANGLED)
            return
        words = wanted if wanted and slug(wanted) == wanted else piece.name
        made = replace(made, id=self.slugs.take(words, "question"))
        self.entries.append(Entry(made, category=category, table=table))

    def file(self, assumed: Iterable[Sentence] = (), media: dict[str, bytes] | None = None) -> QuestionFile:
        """All of it, with its accounts."""
        return QuestionFile(
            entries=tuple(self.entries),
            media=media or {},
            losses=losses(self.pieces),
            blocks=tallies(self.pieces),
            refusals=tuple(refusal for piece in self.pieces for refusal in piece.refusals),
            assumed=tuple(assumed),
        )


def losses(pieces: Iterable[Piece]) -> tuple[Loss, ...]:
    """What every piece has to report, in the order of the file."""
    return tuple(Loss(piece.kind, piece.place, reason) for piece in pieces for reason in piece.losses)


def tallies(pieces: Iterable[Piece]) -> dict[str, Tally]:
    """How many of each kind were kept, changed and lost, by kind in alphabetical order."""
    counted: dict[str, dict[str, int]] = {}
    for piece in pieces:
        counted.setdefault(piece.kind, {"kept": 0, "changed": 0, "lost": 0})[piece.state] += 1
    return {kind: Tally(**counted[kind]) for kind in sorted(counted)}
