"""The fixtures as archives, and what is needed to look at what became of them."""

import io
import tarfile
from pathlib import Path

from takwin.content.compiler.compile import compile as compile_course
from takwin.content.source import reader, writer
from takwin.content.source.folder import media
from takwin.content.source.problems import Problem, errors
from takwin.interop.course_package import CoursePackage
from takwin.interop.formats.olx import FORMAT
from takwin.lib.archive import open_archive

FIXTURES = Path(__file__).parent / "fixtures"


def files(name: str) -> dict[str, bytes]:
    """The files of a fixture by their path."""
    folder = FIXTURES / name
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def packed(found: dict[str, bytes]) -> bytes:
    """A tar.gz as Studio writes it."""
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w:gz", compresslevel=1) as archive:
        for name, data in found.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return into.getvalue()


def component(kind: str, xml: str, extra: dict[str, bytes] | None = None) -> CoursePackage:
    """The package of a course with one page that holds one component."""
    course = f"""<course url_name="r" org="o" course="c" display_name="Course" language="en"><chapter display_name="Chapter">
      <sequential display_name="Sequence"><vertical display_name="Page">{xml}</vertical></sequential></chapter></course>"""
    return FORMAT.read(
        {"course/course.xml": course.encode(), **{f"course/{name}": data for name, data in (extra or {}).items()}}
    )


def body(package: CoursePackage) -> str:
    """The text of the only step."""
    (module,) = package.course.modules
    (step,) = module.steps
    return next(iter(step.texts.values())).body


def reasons(package: CoursePackage, kind: str) -> list[str]:
    """What was told of a kind of block."""
    return [str(loss.reason) for loss in package.losses if loss.kind == kind]


def problems_of(package: CoursePackage, folder: Path) -> list[Problem]:
    """The errors of the course once it is written, read and compiled. Fails when reading changes it."""
    writer.write(package.course, package.media, folder)
    course, found = reader.read(folder)
    assert course == package.course
    return errors([*found, *compile_course(course, media(folder)).problems])


def read(data: bytes | Path) -> CoursePackage:
    """The package in an archive, its media read."""
    with open_archive(data) as archive:
        package = FORMAT.read(archive)
        held = {path: bytes(content) for path, content in package.media.items() if isinstance(content, bytes)}
        return CoursePackage(package.course, held, package.losses, package.blocks)
