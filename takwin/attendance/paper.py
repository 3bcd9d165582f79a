"""An attendance certificate on paper: one A4 page or more as PDF/A-3b and PDF/UA-1; plain Python."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from takwin.credentials.certificate import FONTS, code, printable


def render(data: dict[str, Any], moment: datetime) -> bytes:
    """The PDF of what `paper.typ` asks for; the same data and moment give the same bytes."""
    files = {"data": json.dumps(printable(data)), "code": code(data["address"])}
    made = _compiler().compile(
        format="pdf", sys_inputs=files, pdf_standards=["a-3b", "ua-1"], timestamp=moment.replace(microsecond=0)
    )
    return bytes(made) if isinstance(made, bytes) else b""


@cache
def _compiler() -> typst.Compiler:
    here = Path(__file__).parent
    return typst.Compiler(here / "paper.typ", root=here, font_paths=[FONTS], ignore_system_fonts=True)
