"""Keep every room's translations: extract its messages, update its catalogues, compile them, or check them.

    .venv/bin/python tools/messages.py                 all rooms: extract, update, compile
    .venv/bin/python tools/messages.py web learning    these rooms only
    .venv/bin/python tools/messages.py --compile       only compile
    .venv/bin/python tools/messages.py --check         change nothing; fail where a translation is not right
    .venv/bin/python tools/messages.py --covered       say how much of each room is in the languages that are not whole yet

A room is a folder of `takwin/`; its catalogues are `locale/fr/…` and `locale/ar/…`. Messages are English. Nothing is
ever guessed: a changed sentence comes back empty, to be translated anew.
"""

import argparse
import io
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent / "takwin"
PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "zgh": "nplurals=1; plural=0;",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
}
"""The plural rules of each language, as Django's own catalogues write them; of Tamazight as the Unicode CLDR has it (one form)."""

PARTIAL = frozenset({"zgh"})
"""Languages in which only some messages are translated, and the catalogues hold only those; Django shows the others in French."""

KEYWORDS = {
    **dict.fromkeys(("_", "N_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
SKIPPED = {"tests", "migrations", "locale", "examples", "static", "__pycache__"}
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sdif]|\{(\w*)\}")


def rooms(house: Path = HOUSE) -> list[str]:
    """Every folder of the package, in order."""
    return sorted(path.name for path in house.iterdir() if (path / "__init__.py").exists())


def catalogue_path(room: Path, language: str) -> Path:
    """Where a room keeps the translations of one language."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def sources(room: Path) -> Iterator[Path]:
    """The files of a room that may hold messages."""
    for path in sorted(room.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and not SKIPPED & set(path.relative_to(room).parts):
            yield path


def as_python(path: Path) -> bytes:
    """The file as Python source. A template becomes one bracketed expression, so that its indentation means nothing."""
    text = path.read_text(encoding="utf-8")
    return (text if path.suffix == ".py" else f"({templatize(text, str(path))}\n)").encode()


def messages_of(room: Path) -> Catalog:
    """Every message that a room's source holds."""
    found = Catalog(charset="utf-8")
    for path in sources(room):
        for line, message, comments, context in extract(
            "python", io.BytesIO(as_python(path)), KEYWORDS, ["Translators"]
        ):
            place = path.relative_to(room).as_posix()
            found.add(message, None, [(place, line)], auto_comments=comments, context=context)
    return found


def read_catalogue(path: Path, language: str) -> Catalog:
    """A catalogue, or an empty one where there is none yet."""
    if not path.exists():
        return read_po(io.StringIO(header(language)), locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def header(language: str) -> str:
    """The first entry of a catalogue: nothing in it changes by itself, so files differ only where sentences do."""
    fields = {
        "Project-Id-Version": "Takwin",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items()) + "\n"


def update(room: Path, language: str) -> None:
    """Bring one catalogue in line with the room's source; translations of sentences that left are printed and dropped."""
    path = catalogue_path(room, language)
    wanted = messages_of(room)
    if not path.exists() and not len(wanted):
        return
    catalogue = read_catalogue(path, language)
    catalogue.update(wanted, no_fuzzy_matching=True)
    for gone in catalogue.obsolete.values():
        if translated(gone):
            print(f"{room.name}/{language}: dropped {gone.id!r} = {gone.string!r}")
    if language in PARTIAL:
        for entry in [entry for entry in catalogue if entry.id and not translated(entry)]:
            catalogue.delete(entry.id, entry.context)
        if not any(entry.id for entry in catalogue):
            for left in (path, path.with_suffix(".mo")):
                left.unlink(missing_ok=True)
            return
    body = io.BytesIO()
    write_po(
        body, catalogue, width=120, omit_header=True, ignore_obsolete=True, include_lineno=False, sort_by_file=True
    )
    put(path, header(language).encode() + body.getvalue())


def compile_catalogue(room: Path, language: str) -> None:
    """Write the `.mo` that Django reads, when it is missing or older than its source, or than this tool."""
    path = catalogue_path(room, language)
    compiled = path.with_suffix(".mo")
    made = max(one.stat().st_mtime for one in (path, Path(__file__))) if path.exists() else 0
    if made and (not compiled.exists() or compiled.stat().st_mtime <= made):
        body, catalogue = io.BytesIO(), read_catalogue(path, language)
        for entry in catalogue if language == "fr" else ():
            if entry.id:
                forms = [spaced(form) for form in parts(entry.string)]
                entry.string = forms[0] if isinstance(entry.string, str) else tuple(forms)
        write_mo(body, catalogue)
        put(compiled, body.getvalue(), always=True)


SPACE = re.compile(r"(?<=«) | (?=»|[;:?!](?:\s|$|[»”)<]))")
"""Where French has a space at which no line may end. A mark that a letter follows, as in `:captions:`, is a machine's and stays."""


def spaced(french: str) -> str:
    """A French sentence with no-break spaces inside guillemets and before double marks, whichever spaces its catalogue has: no line
    begins with a semicolon."""
    return SPACE.sub("\u00a0", french)


def put(path: Path, data: bytes, *, always: bool = False) -> None:
    """Replace a file in one step; leave it alone when nothing changes."""
    if not always and path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(path)


def parts(text: str | Sequence[str] | None) -> list[str]:
    """The forms of a message: one, or one for each plural."""
    return [text] if isinstance(text, str) else list(text or ())


def translated(message: Message) -> bool:
    """Whether every form of the message has words."""
    return bool(message.string) and all(form.strip() for form in parts(message.string))


def placeholders(text: str) -> Counter[str]:
    """The places that values fill, each with its number of uses: `%(name)s`, `%s`, `{name}`."""
    return Counter(found.group() for found in PLACEHOLDER.finditer(text))


def fits(message: Message) -> bool:
    """Whether the translation has the placeholders of the original. Of the plural forms the last has them all; the
    others may leave one out, the number ("two steps")."""
    if isinstance(message.id, str):
        return placeholders(message.id) == placeholders(parts(message.string)[0])
    allowed = set(placeholders(parts(message.id)[-1]))
    forms = [set(placeholders(form)) for form in parts(message.string)]
    return forms[-1] == allowed and all(form <= allowed and len(allowed - form) <= 1 for form in forms)


def complaints_of(message: Message) -> Iterator[str]:
    """All that is wrong with one translation."""
    if message.fuzzy:
        yield "is marked fuzzy"
    if not translated(message):
        yield "is not translated"
    elif not fits(message):
        yield f"has other placeholders: {message.string!r}"


STRAIGHT = re.compile(r"(?<=\w)'(?=\w|%\()")


def check(room: Path, language: str) -> Iterator[str]:
    """Where the catalogue of a room falls short of its source."""
    wanted = {(entry.context, tuple(parts(entry.id))): entry for entry in messages_of(room) if entry.id}
    catalogue = read_catalogue(catalogue_path(room, language), language)
    held = {(entry.context, tuple(parts(entry.id))): entry for entry in catalogue if entry.id}
    for key in () if language in PARTIAL else wanted.keys() - held.keys():
        yield f"{room.name}/{language}: {key[1][0]!r} is missing"
    for key in held.keys() - wanted.keys():
        yield f"{room.name}/{language}: {key[1][0]!r} is no longer in the source"
    for key in wanted.keys() & held.keys():
        yield from (f"{room.name}/{language}: {key[1][0]!r} {complaint}" for complaint in complaints_of(held[key]))
        if language == "fr" and any(STRAIGHT.search(said) for said in parts(held[key].string)):
            yield f"{room.name}/{language}: {key[1][0]!r} has a straight apostrophe; French is written with ’"
    yield from (f"{room.name}/{language}: {gone.id!r} is obsolete" for gone in catalogue.obsolete.values())


def covered(house: Path, language: str) -> Iterator[str]:
    """How many messages of each room a language has, in lines."""
    for room in rooms(house):
        whole = sum(bool(entry.id) for entry in messages_of(house / room))
        held = sum(bool(entry.id) for entry in read_catalogue(catalogue_path(house / room, language), language))
        if held:
            yield f"{language} {room}: {held} of {whole}"


def contradictions(house: Path, language: str) -> Iterator[str]:
    """Messages that two rooms translate differently: Django would show one of the two everywhere."""
    seen: dict[tuple[str | None, tuple[str, ...]], tuple[str, list[str]]] = {}
    for room in rooms(house):
        for entry in read_catalogue(catalogue_path(house / room, language), language):
            if entry.id and translated(entry):
                first, words = seen.setdefault((entry.context, tuple(parts(entry.id))), (room, parts(entry.string)))
                if words != parts(entry.string):
                    yield f"{language}: {parts(entry.id)[0]!r} is {words} in {first} but {parts(entry.string)} in {room}"


def main(arguments: Sequence[str] | None = None, house: Path = HOUSE) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rooms", nargs="*", help="rooms to look at (default: all)")
    parser.add_argument("--compile", action="store_true", help="only compile")
    parser.add_argument(
        "--covered", action="store_true", help="only count what is translated into unfinished languages"
    )
    parser.add_argument("--check", action="store_true", help="change nothing, fail where something is wrong")
    chosen = parser.parse_args(arguments)
    if chosen.covered:
        print("\n".join(line for language in sorted(PARTIAL) for line in covered(house, language)))
        return 0
    wrong: list[str] = []
    for room in chosen.rooms or rooms(house):
        if not (house / room).is_dir():
            parser.error(f"there is no room named {room}")
        for language in PLURALS:
            if not (chosen.check or chosen.compile):
                update(house / room, language)
            if not chosen.compile:
                wrong += check(house / room, language)
            if not chosen.check:
                compile_catalogue(house / room, language)
    if chosen.check and not chosen.rooms:
        wrong += [line for language in PLURALS for line in contradictions(house, language)]
    print("\n".join(sorted(wrong)), end="\n" if wrong else "")
    return 1 if wrong and chosen.check else 0


if __name__ == "__main__":
    sys.exit(main())
