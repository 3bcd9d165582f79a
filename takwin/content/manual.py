"""The manual page of problems, made from the catalogues: `python -m takwin.content.manual > docs/reference/problems.md`."""

from collections.abc import Iterator

from takwin.content.source import catalogue, findings
from takwin.items.complaints import COMPLAINTS, WARNINGS
from takwin.scenarios import complaints

HEAD = """\
# Problems of a course source

What `takwin check` and the studio can tell about a course, by name. An **error** stops publishing; a **warning** is a weakness; **advice** is worth
a thought. A team may accept warnings and advice with a reason (`accepted` in `course.yaml`). Words like %(this)s stand for what was found. The format itself is told in [course-source.md](course-source.md).

This page is made from the catalogues themselves; do not edit it: `python -m takwin.content.manual > docs/reference/problems.md`.
"""
PARTS = {
    "Files and YAML": catalogue.FILES,
    "The course": catalogue.COURSE,
    "Steps and their text": catalogue.STEPS,
    "Images, sound, video, downloads": catalogue.MEDIA,
    "Questions and quizzes": catalogue.QUESTIONS,
    "Tasks": complaints.TASKS,
    "The supervision scenario": complaints.SUPERVISION,
    "Translations": findings.TRANSLATION,
    "What is assessed": findings.ASSESSING,
    "What a module is": findings.SCENARIO,
    "Time": findings.WORKLOAD,
    "Ease of reading": findings.READING,
    "What images show": findings.PICTURES,
    "Links": findings.LINKS,
    "Several ways to learn": findings.UNIVERSAL,
    "Findings that are accepted": findings.ACCEPTED,
    "Inside a question": {
        name: ("warning" if name in WARNINGS else "error", *told) for name, told in COMPLAINTS.items()
    },
}
NOTES = {
    "Time": """\
**What is counted.** Words of the text, of its questions and of its tasks, at the speed of adults who read a text of their language aloud: 228 words a
minute in English, 195 in French, 138 in Arabic (Trauzettel-Klosinski and Dietz 2012, *Standardized assessment of reading performance: the new
International Reading Speed Texts IReST*, Investigative Ophthalmology & Visual Science 53(9); ten texts in 17 languages), 150 elsewhere. Silent reading is a little faster (238 in
English non-fiction: Brysbaert 2019, *How many words do we read per minute?*, Journal of Memory and Language 109), reading to learn is slower. To
that are added 45 seconds for a choice, 30 for a point of a scale, 300 for a text or a file that people mark, and 90 for any other question, which is our own estimate; films and sound, by their `:minutes:`, the end of their
captions or the header of an MP4 file; and the minutes of tasks. A step is told when it takes a quarter more than it announces, and two minutes more.

**What it cannot tell.** How fast your learners read, and how long they think. That a step announces more than it takes is never told: practice takes time.
""",
    "Ease of reading": """\
**What is measured.** English: Flesch 1948 (*A new readability yardstick*, Journal of Applied Psychology 32). French: Kandel and Moles 1958 (*Application de l'indice de Flesch à la langue
française*, Cahiers d'études de radio-télévision 19). Both subtract for words in a sentence and syllables in a word; below 30 their authors call a text very difficult.
Any other language, Arabic included: LIX, words in a sentence plus words of more than six letters in a hundred (Björnsson 1968; 1983, *Readability of newspapers in 11 languages*, Reading Research
Quarterly 18); above 60 it is very difficult. Arabic and Tifinagh write fewer letters for the same words: the Universal Declaration of Human Rights has 54 in English, 57 in French, 37 in Arabic and 34 in
Tamazight, so their limits are 42 and 40. These two limits are ours and not yet tried on readers.

**What it cannot tell.** Whether a text is clear, well ordered or true: these measures see the length of words and sentences, nothing else. Syllables are counted by a
rule of thumb. For Arabic there is a better measure, OSMAN (El-Haj and Rayson 2016, LREC), which counts syllables by vowel marks; course texts do not have them and only a dictionary
could add them, so it is not used. A text of fewer than 100 words or five sentences is not measured.
""",
    "What images show": """\
**What is measured.** In a drawing (SVG), the colour of words and of what was painted behind them, by the contrast ratio of WCAG 2.2 (1.4.3: 4.5 to 1, for large
words 3 to 1). Words without a ground of their own need 3 to 1 on a light page and on a dark one. The height of letters is that on a phone 360 pixels wide. In a photograph, its
lightest and its darkest pixels, half a hundredth of each left out.

**What it cannot tell.** A curve, a gradient or a turned shape behind a word leaves it undecided, and nothing is said. Words inside a photograph are not read:
look at it on a phone.
""",
    "Links": """\
Without `--links` nobody is asked: an address outside is told by its shape alone. With it, `takwin check` asks each site for the head of the page, one page at a time from each site,
at most 500 pages, ten seconds each, and follows at most five moves. It speaks to machines of the public Internet only. A page that asks
for a password, or that answers only to browsers, is not told.
""",
    "Several ways to learn": """\
After the guidelines of universal design for learning (CAST 2024, version 3.0): several means of access, of action and expression, of engagement. Told of a module in its original language, when it
has 300 words or more. An example is recognised by its words (*for example*, *cas*, *مثلا*…), by somebody who speaks, or by a picture. What is counted is a
sign, not a proof: a careful module may be told of, and a careless one not. Accept the advice with a reason, or leave it.
""",
}
"""What a part of the page says before its findings: what is counted, by which source, and what it cannot tell."""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_part(title, told) for title, told in PARTS.items())


def _part(title: str, problems: dict[str, findings.Told]) -> str:
    note = f"\n{NOTES[title]}" if title in NOTES else ""
    return f"\n## {title}\n{note}" + "".join(_lines(problems))


def _lines(problems: dict[str, findings.Told]) -> Iterator[str]:
    for name, (level, sentence, try_this) in problems.items():
        yield f"\n### `{name}`\n\n*{level}*: {sentence}  \n{try_this}\n".replace("%%", "%")


if __name__ == "__main__":
    print(page(), end="")
