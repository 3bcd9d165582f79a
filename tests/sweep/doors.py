"""Everything that can be read of a site: pages by following links, the record by keys, parcels, packs, tables, files."""

import io
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import Resolver404, resolve

from tests.house.urls import addresses

MOST = 3
"""Pages of one address that are opened: they differ in little else than of what they tell."""
LINK = re.compile(rb"""(?:href|src)=["']([^"'#]+)""")
UNREADABLE = re.compile(r"\.(woff2|png|svg|ico|css|js|mjs|mp4|webm|opus|avif|webp|jpg|mp3)$")


def pages(browser: Client) -> Iterator[tuple[str, str, bytes]]:
    """(route, address, all that came) of whatever somebody gets to by following links from the pages without a parameter."""
    waiting = [one.example for one in addresses() if one.example and "<" not in one.route]
    seen, opened = set(waiting), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        try:
            route = resolve(urlsplit(address).path).route
        except Resolver404:
            continue
        if opened[route] >= MOST:
            continue
        opened[route] += 1
        answer = browser.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        yield route, address, answer.headers.get("Location", "").encode() + whole(content)
        links = [answer.headers["Location"]] if "Location" in answer.headers else []
        if "html" in answer.headers.get("Content-Type", ""):
            links += [link.decode().replace("&amp;", "&") for link in LINK.findall(content)]
        for link in links:
            place = urlsplit(urljoin(address, link))
            there = place.path + (f"?{place.query}" if place.query else "")
            if (
                place.netloc in {"", "testserver", "localhost:8000"}
                and there not in seen
                and not UNREADABLE.search(place.path)
            ):
                seen.add(there)
                waiting.append(there)


def whole(content: bytes) -> bytes:
    """Bytes, with what is packed in them where they are an archive, and what is pressed where they are a PDF."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join([content, *(whole(archive.read(name)) for name in archive.namelist())])
    if content[:4] == b"%PDF":
        return content + b"".join(_pressed(one) for one in content.split(b"stream\n")[1:])
    return content


def _pressed(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream.lstrip(b"\r\n"))
    except zlib.error:
        return b""


def tables() -> Iterator[tuple[str, str]]:
    """(table and column, a value as text) of all that is in the database, whoever made the table."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        for table in names:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a name from the database itself
            columns = [one[0] for one in cursor.description]
            for row in cursor.fetchall():
                yield from ((f"{table}.{name}", _plain(value)) for name, value in zip(columns, row, strict=True))
    for session in Session.objects.all():
        yield "django_session.session_data", json.dumps(session.get_decoded())


def image() -> str:
    """The file of the database as it would lie on a disk, with what SQLite has freed in it; "" elsewhere."""
    if connection.vendor != "sqlite":
        return ""
    return bytes(connection.connection.serialize()).decode("utf-8", "replace")


def _plain(value: object) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)


def files() -> Iterator[tuple[str, str]]:
    """(path, text) of what lies in the site's folder beside the database."""
    for path in Path(settings.DATA).rglob("*"):
        if path.is_file() and "sqlite3" not in path.name:
            yield str(path), whole(path.read_bytes()).decode("utf-8", "replace")
