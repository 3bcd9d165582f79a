"""Open edX: the OLX archive that Studio exports."""

from collections.abc import Mapping

from takwin.interop.course_package import CoursePackage, ImportRefused
from takwin.interop.formats.olx.course import read
from takwin.lib.text import N_, Sentence


class Olx:
    """OLX, as `course.xml` with a folder for each kind of component (Open edX, "Open Learning XML Guide")."""

    name = "olx"

    def recognises(self, files: Mapping[str, bytes]) -> bool:
        """Whether there is a `course.xml` at the top or one folder below, and no Moodle backup around it."""
        return self._root(files) is not None and "moodle_backup.xml" not in files

    def read(self, files: Mapping[str, bytes]) -> CoursePackage:
        """The course. Raises ImportRefused."""
        root = self._root(files)
        if root is None:
            raise ImportRefused(Sentence(N_("The archive holds no course.xml.")))
        return read(files, root)

    def _root(self, files: Mapping[str, bytes]) -> str | None:
        found = [
            name.removesuffix("course.xml")
            for name in files
            if name.count("/") < 2 and name.rpartition("/")[2] == "course.xml"
        ]
        return min(found, key=lambda root: (root.count("/"), root), default=None)


FORMAT = Olx()
