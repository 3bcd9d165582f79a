"""The blocks of an export, counted by other means than the reader's: the yardstick of the report."""

from collections import Counter
from collections.abc import Mapping
from xml.etree import ElementTree

HOLDERS = {
    "course", "chapter", "sequential", "vertical", "library_content", "split_test", "videosequence", "randomize",
    "problemset", "conditional",
}  # fmt: skip


def count(files: Mapping[str, bytes], root: str = "course/") -> Counter[str]:
    """How many components of each kind can be reached from course.xml."""
    found: Counter[str] = Counter()

    def visit(element: ElementTree.Element) -> None:
        found[element.tag] += 1
        path = f"{root}{element.tag}/{element.get('url_name')}.xml"
        if not len(element) and not (element.text or "").strip() and path in files:
            try:
                element = ElementTree.fromstring(files[path])  # noqa: S314 - our own fixtures and the corpus
            except ElementTree.ParseError:
                return
        if element.tag in HOLDERS:
            for child in element:
                visit(child)

    visit(ElementTree.fromstring(files[f"{root}course.xml"]))  # noqa: S314
    return found
