"""Translations that are missing or only look like one."""

import re
from collections.abc import Iterable, Iterator, Mapping

from takwin.content.compiler.captions import LANGUAGE as CAPTIONS
from takwin.content.compiler.compiled import Compiled
from takwin.content.compiler.facts import Picture
from takwin.content.review.texts import Text, asked, steps, words
from takwin.content.review.within import pictures
from takwin.content.source.course import Course, Texts
from takwin.content.source.problems import Problem, problem

FILE = "course.yaml"
FEW = 3
"""Words that two languages may share by chance: a name, a title."""
MANY = 10
"""Words of a paragraph that two languages do not share by chance."""
SCRIPTS = {"ar": re.compile("[\u0600-\u06ff\u0750-\u077f]+"), "zgh": re.compile("[\u2d30-\u2d7f]+")}
LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
LETTER = re.compile(r"[^\W\d_]+")
SAMPLE = 2_000
"""Characters that are enough to tell a script."""
FILE_NAME = re.compile(
    r"(img|dsc|dscn|image|photo|scan|capture|screenshot)[-_ ]?\d*|.*\.(png|jpe?g|gif|svg|webp|avif)", re.IGNORECASE
)


def findings(course: Course, compiled: Compiled) -> Iterable[Problem]:
    """All of them, steps in their order."""
    yield from _course(course)
    for texts in steps(course, compiled):
        original, *others = texts
        shown = {text.language: tuple(pictures(text)) for text in texts}
        for text in texts:
            yield from _script(text)
            yield from _named_like_a_file(text, shown[text.language])
            yield from _captions(text)
        for other in others:
            yield from _same(original, other)
            yield from _pictures(other, original.language, shown[original.language], shown[other.language])


def _course(course: Course) -> Iterator[Problem]:
    """Fields of `course.yaml` and titles of modules."""
    fields: dict[str, Texts] = {
        "title": course.title, "summary": course.summary, "description": course.description,
        "audience": course.audience, "prerequisites": course.prerequisites,
    }  # fmt: skip
    for key, texts in fields.items():
        yield from _words(texts, key, course.lines.get(key, 1))
    for module in course.modules:
        yield from _words(module.title, "title", course.lines.get(f"/{module.id}", 1))


def _words(texts: Mapping[str, str], key: str, line: int) -> Iterator[Problem]:
    for language in _copies(texts):
        yield problem("words-untranslated", FILE, line, key=key, language=language, original=next(iter(texts)))


def _copies(texts: Mapping[str, str], least: int = FEW) -> list[str]:
    """The languages whose text is word for word the first one's."""
    said = {language: words(text) for language, text in texts.items()}
    first = next(iter(said.values()), ())
    return [language for language, found in list(said.items())[1:] if found == first and len(first) >= least]


def _same(original: Text, other: Text) -> Iterator[Problem]:
    """What one language has word for word from the original."""
    named = {"language": other.language, "original": original.language}
    if _copies({"": original.said.title, other.language: other.said.title}):
        yield problem("words-untranslated", other.file, 1, key="title", **named)
    prose, copied = _prose(original), _prose(other)
    if prose == copied and len(prose) > FEW:
        yield problem("text-untranslated", other.file, other.said.line, **named)
    else:
        yield from _paragraphs(original, other)
    yield from _questions(original, other)
    yield from _transcripts(original, other)


def _prose(text: Text) -> list[str]:
    return [word for one in text.facts.paragraphs for word in words(one.text)]


def _paragraphs(original: Text, other: Text) -> Iterator[Problem]:
    known = {words(one.text) for one in original.facts.paragraphs}
    for one in other.facts.paragraphs:
        said = words(one.text)
        if len(said) >= MANY and said in known:
            yield problem(
                "paragraph-untranslated", other.file, one.line, language=other.language, original=original.language
            )


def _questions(original: Text, other: Text) -> Iterator[Problem]:
    known = {one.written.id: words(asked(one.written)) for one in original.draft.questions}
    for one in other.draft.questions:
        said = words(asked(one.written))
        if len([word for word in said if LETTER.search(word)]) > FEW and known.get(one.written.id) == said:
            yield problem(
                "question-untranslated",
                other.file,
                one.line,
                id=one.written.id,
                language=other.language,
                original=original.language,
            )


def _pictures(other: Text, original: str, known: tuple[Picture, ...], shown: tuple[Picture, ...]) -> Iterator[Problem]:
    """Descriptions that stayed in the original language; the pictures of the original are `known`."""
    said = {(one.path, one.alt) for one in known}
    for one in shown:
        if len(words(one.alt)) > 1 and (one.path, one.alt) in said:
            yield problem(
                "alt-untranslated", other.file, one.line, path=one.path, language=other.language, original=original
            )


def _transcripts(original: Text, other: Text) -> Iterator[Problem]:
    known = {one.options.get("transcript") for one in original.facts.films}
    for one in other.facts.films:
        path = one.options.get("transcript")
        if path and path in known:
            yield problem("transcript-untranslated", other.file, one.line, path=path, language=other.language)


def _captions(text: Text) -> Iterator[Problem]:
    """A film whose captions name their languages, none of them the page's."""
    for one in text.facts.films:
        found = [CAPTIONS.search(path.strip()) for path in one.options.get("captions", "").split(",") if path.strip()]
        languages = [match[1] for match in found if match]
        if languages and len(languages) == len(found) and text.language not in languages:
            yield problem(
                "captions-untranslated", text.file, one.line, path=one.address, language=text.language, found=languages
            )


def _named_like_a_file(text: Text, shown: tuple[Picture, ...]) -> Iterator[Problem]:
    for one in shown:
        name = one.path.rsplit("/", 1)[-1]
        if one.alt and (one.alt in {name, name.rsplit(".", 1)[0]} or FILE_NAME.fullmatch(one.alt.strip())):
            yield problem("alt-file-name", text.file, one.line, path=one.path, alt=one.alt[:80])


def _script(text: Text) -> Iterator[Problem]:
    """A text in the letters of another language."""
    prose = "".join(one.text for one in text.facts.paragraphs)[:SAMPLE]
    script = SCRIPTS.get(text.language.split("-")[0], LATIN if text.language[:2] in {"fr", "en", "es"} else LETTER)
    letters = _count(LETTER, prose)
    if letters > 60 and _count(script, prose) * 2 < letters:
        yield problem("script-unlikely", text.file, text.said.line, language=text.language)


def _count(letters: re.Pattern[str], text: str) -> int:
    """How many signs the runs of letters hold."""
    return sum(map(len, letters.findall(text)))
