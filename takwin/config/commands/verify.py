"""Check a credential, as JSON or PDF, without any network.

The issuer's keys and status lists come from the site in --data, if there is one, and from the files given."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from takwin.config import site
from takwin.config.trouble import Trouble

if TYPE_CHECKING:
    from takwin.credentials.verify import Recorded, Report

STATUS = {"good": 0, "bad": 1, "stranger": 3}
"""2 is for a command that was typed wrongly."""
SIGNS = {"good": "✓", "bad": "✗", "unknown": "?", "told": " "}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The credential, and what is known of its issuer."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the credential: .json, or the .pdf that carries it")
    parser.add_argument(
        "--did", type=Path, action="append", default=[], metavar="DID.json", help="an issuer's DID document"
    )
    parser.add_argument(
        "--status", type=Path, action="append", default=[], metavar="LIST.json", help="a status list of the issuer"
    )


def run(options: argparse.Namespace) -> int:
    """Check and say it line by line; fails when anything speaks against the credential, and when its issuer is not known."""
    from datetime import UTC, datetime

    from takwin.credentials import verify

    credential = given(options.file)
    documents, lists, recorded = known_here(options.data)
    documents |= {str(one.get("id")): one for one in map(load, options.did)}
    lists += map(load, options.status)
    report = verify.check(credential, documents, lists, datetime.now(UTC), recorded=recorded)
    for line in report.lines:
        print(SIGNS[line.state], f"{line.sentence} ({line.small})" if line.small else line.sentence)
    print(last_word(report))
    return STATUS[report.verdict]


def given(path: Path) -> dict[str, Any]:
    """The credential in a file. Raises Trouble."""
    from takwin.credentials import opening

    try:
        with path.open("rb") as stream:
            return opening.read(stream.read(opening.LARGEST + 1))
    except opening.Unreadable as refused:
        raise Trouble(f"{path}: {refused.sentence}") from refused


def last_word(report: "Report") -> str:
    """The verdict, as a sentence."""
    if report.verdict == "bad":
        return "The credential is not good."
    if report.verdict == "stranger":
        return f"The signature is good, but it is by somebody who is not known here: {report.issuer}. Anybody can sign such a file."
    seen = all(line.state != "unknown" for line in report.lines)
    return "The credential is good." if seen else "The credential is good, as far as could be looked up."


def load(path: Path) -> dict[str, Any]:
    """A JSON document. Raises Trouble."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except ValueError as damage:
        raise Trouble(f"{path} is not JSON.") from damage
    if not isinstance(value, dict):
        raise Trouble(f"{path} is not a document.")
    return value


def known_here(data: Path) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]], "Recorded"]:
    """The DID document, the status lists and the books of the site in a folder; nothing where there is none."""
    if not site.exists(data):
        return {}, [], lambda _: ""
    site.enter(data)
    from takwin.credentials import queries

    return dict(queries.our_documents()), queries.our_lists(), queries.recorded
