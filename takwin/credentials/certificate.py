"""The certificate: the signed credential as a printed page, with the credential itself inside the PDF."""

import io
import json
import re
import unicodedata
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from takwin.credentials.badge import Say, read_in
from takwin.credentials.contexts import Json
from takwin.lib.text import N_, Sentence

ATTACHMENT = "credential.json"
_UNKNOWN = re.compile(
    "[^ -~\u00a0-\u02af\u02b9-\u02bf\u0300-\u0331\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0606-\u061b\u061e-\u06ff\u0750-\u077f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u203a\u2116\u2122\u2d30-\u2d67\u2d6f\u2d70\u2d7f\ufd3e\ufd3f]"
)
FONTS = Path(__file__).parent / "fonts"
MOST = 4
"""Pieces of evidence that fit on the page; the file inside has them all."""


def render(credential: Json, page: str, date: str, say: Say = str) -> bytes:
    """A PDF/A-3b (and PDF/UA-1) of a signed credential in its own language. `page` is the address that the QR code opens, `date`
    the day it was earned, as one writes it in that language. The same credential gives the same bytes."""
    data = _data(credential, page, date, say)
    files = {
        "data": json.dumps(printable(data)),
        "code": code(page),
        "credential": json.dumps(credential, ensure_ascii=False, indent=1),
    }
    moment = datetime.fromisoformat(credential["validFrom"])
    made = _compiler().compile(format="pdf", sys_inputs=files, pdf_standards=["a-3b", "ua-1"], timestamp=moment)
    return bytes(made) if isinstance(made, bytes) else b""


@cache
def _compiler() -> typst.Compiler:
    here = Path(__file__).parent
    return typst.Compiler(here / "certificate.typ", root=here, font_paths=[FONTS], ignore_system_fonts=True)


def printable(value: Any) -> Any:
    """Every text inside a value with letters that our fonts have; PDF/A allows no other. The file inside has the true ones."""
    if isinstance(value, str):
        known = (letter for letter in unicodedata.normalize("NFKC", value) if unicodedata.category(letter)[0] != "C")
        return _UNKNOWN.sub("◌", "".join(known))
    if isinstance(value, dict):
        return {key: printable(inner) for key, inner in value.items()}
    return [printable(inner) for inner in value] if isinstance(value, list | tuple) else value


def code(page: str) -> str:
    """The QR code of an address, as SVG."""
    out = io.BytesIO()
    segno.make(page, error="m", micro=False).save(out, kind="svg", border=2, light="#ffffff", dark="#0b4f43")
    return out.getvalue().decode()


def _data(credential: Json, page: str, date: str, say: Say) -> Json:
    subject = credential["credentialSubject"]
    what = subject["achievement"]
    names = [one["identityHash"] for one in subject["identifier"] if one["identityType"] == "name"]
    evidence = [one for one in credential["evidence"] if one["genre"] in {"assessment", "workload"}]
    told = {one["resultDescription"].rpartition("#result-")[2]: one["value"] for one in subject["result"]}
    return {
        "language": what["inLanguage"],
        "issuer": credential["issuer"]["name"],
        "heading": say(Sentence(N_("Credential of completion"))),
        "certifies": say(Sentence(N_("This certifies that"))),
        "name": names[0],
        "followed": say(Sentence(N_("has completed the course"))),
        "title": what["name"],
        "description": what["description"],
        "facts": [
            (say(Sentence(N_("Date"))), date),
            (say(Sentence(N_("Result"))), say(Sentence(N_("%(share)s%% of the points"), {"share": told["mark"]}))),
            (say(Sentence(N_("Hours of work"))), read_in(what["inLanguage"], told["hours"])),
        ],
        "competencies": (
            say(Sentence(N_("Competencies"))),
            [f"{one['targetName']} ({one['targetCode']})" for one in what.get("alignment", [])[:MOST]],
        ),
        "evidence": [(one["name"], one["narrative"]) for one in evidence][-MOST:],
        "signed": say(
            Sentence(N_("Signed electronically; the signed file is attached to this document. Check it here:"))
        ),
        "address": page,
        "scan": say(Sentence(N_("QR code that opens the verification page"))),
        "file": ATTACHMENT,
        "attached": say(Sentence(N_("The signed credential"))),
    }
