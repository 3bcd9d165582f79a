"""A course's licence as people know it: its usual name, and where it can be read."""

import re
from dataclasses import dataclass

COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)(-IGO)?")
NOBODY_TOLD = "LicenseRef-"


@dataclass(frozen=True, slots=True)
class Licence:
    """What a licence is called and its address; no address where the identifier names no published licence."""

    name: str
    address: str = ""


def licence(identifier: str, language: str) -> Licence:
    """The licence of an SPDX identifier or expression: "CC-BY-SA-4.0" → CC BY-SA 4.0, to be read in that language."""
    if commons := COMMONS.fullmatch(identifier):
        terms, version, port = commons.groups("")
        name, path = port.replace("-", " "), port.replace("-", "/").lower()
        return Licence(
            f"CC {terms} {version}{name}",
            f"https://creativecommons.org/licenses/{terms.lower()}/{version}{path}/deed.{language}",
        )
    if identifier == "CC0-1.0":
        return Licence("CC0 1.0", f"https://creativecommons.org/publicdomain/zero/1.0/deed.{language}")
    if " " in identifier or identifier.startswith(NOBODY_TOLD):
        return Licence(identifier.removeprefix(NOBODY_TOLD).replace("-", " "))
    return Licence(identifier, f"https://spdx.org/licenses/{identifier}.html")
