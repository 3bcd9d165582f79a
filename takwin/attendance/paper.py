"""An attendance certificate on paper: one A4 page or more as PDF/A-3b and PDF/UA-1; plain Python."""

import json
from base64 import b64encode
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from takwin.credentials.certificate import FONTS, code, printable


def render(data: dict[str, Any], moment: datetime, logo: bytes = b"") -> bytes:
    """The PDF of what `paper.typ` asks for, with a logo (PNG) where there is one; the same data and moment give the same bytes."""
    files = {"data": json.dumps(printable(data)), "code": code(data["address"]), "logo": _drawing(logo)}
    made = _compiler().compile(
        format="pdf", sys_inputs=files, pdf_standards=["a-3b", "ua-1"], timestamp=moment.replace(microsecond=0)
    )
    return bytes(made) if isinstance(made, bytes) else b""


def _drawing(logo: bytes) -> str:
    """A PNG inside an SVG, since only texts are handed to the compiler; empty for none."""
    if not logo:
        return ""
    width, height = (int.from_bytes(logo[at : at + 4]) for at in (16, 20))  # PNG 1.2, 4.1.1
    held = f"data:image/png;base64,{b64encode(logo).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image href="{held}" width="{width}" height="{height}"/></svg>'
    )


@cache
def _compiler() -> typst.Compiler:
    here = Path(__file__).parent
    return typst.Compiler(here / "paper.typ", root=here, font_paths=[FONTS], ignore_system_fonts=True)
