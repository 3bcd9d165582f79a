"""Check a credential, as JSON or PDF, without any network.

The issuer's keys and status lists come from the site in --data, if there is one, and from the files given."""

import argparse
import json
from pathlib import Path
from typing import Any

from takwin.config import site
from takwin.config.trouble import Trouble

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
    """Check and say it line by line; fails when anything speaks against the credential."""
    from datetime import UTC, datetime

    from takwin.credentials import verify

    try:
        credential = verify.read(options.file.read_bytes())
    except verify.Unreadable as refused:
        raise Trouble(f"{options.file}: {refused.sentence}") from refused
    documents, lists = known_here(options.data)
    documents |= {str(one["id"]): one for one in map(load, options.did)}
    report = verify.check(credential, documents, [*lists, *map(load, options.status)], datetime.now(UTC))
    for line in report.lines:
        print(SIGNS[line.state], f"{line.sentence} ({line.small})" if line.small else line.sentence)
    seen = all(line.state != "unknown" for line in report.lines)
    good = "The credential is good." if seen else "The credential is good, as far as could be looked up."
    print(good if report.good else "The credential is not good.")
    return 0 if report.good else 1


def load(path: Path) -> dict[str, Any]:
    """A JSON document. Raises Trouble."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except ValueError as damage:
        raise Trouble(f"{path} is not JSON.") from damage
    if not isinstance(value, dict):
        raise Trouble(f"{path} is not a document.")
    return value


def known_here(data: Path) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """The DID document and the status lists of the site in a folder; nothing where there is none."""
    if not site.exists(data):
        return {}, []
    site.enter(data)
    from takwin.credentials import queries

    return dict(queries.our_documents()), queries.our_lists()
