"""A pack on its way to a phone: damaged, cut, renewed, thrown away by the browser."""

import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from takwin.desk.packing import Entry, index, packed, unpacked
from takwin.lib import digest
from tests.browser.device import DESK, HERE, Device, device

STEP = f"{HERE}/see/welcome/"
FILM = random.Random(7).randbytes(700_000)
FILM_AT = f"/files/{digest.of_bytes(FILM)}/film.mp4"
THROWN = "(digest) => caches.open('takwin-desk').then((one) => one.delete(`/desk/kept/${digest}`))"
BROKEN = """() => caches.open("takwin-desk").then(async (one) => {
  const hexed = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const wrong = async (key) => {
    const bytes = await (await one.match(key)).arrayBuffer(), name = key.url.split("/").at(-1);
    return !name.includes("-") && hexed(await crypto.subtle.digest("SHA-256", bytes)) !== name;
  };
  return (await Promise.all((await one.keys()).map(wrong))).filter(Boolean).length;
})"""


@dataclass
class Shop:
    """Gives a pack in pieces. The end of the piece number `spoils` is broken, after `cut_after` pieces the network is gone; `given`
    counts bytes."""

    pack: bytes
    spoils: int = -1
    cut_after: int = 99
    given: list[int] = field(default_factory=list)

    def packs(self, route: Route) -> None:
        one = {"variant": "text", "url": f"/desk/packs/{digest.of_bytes(self.pack)}.pack"}
        told = {
            "course": "",
            "language": "fr",
            "release": "",
            "edition": digest.of_bytes(self.pack),
            "packs": [one | {"bytes": len(self.pack), "digest": digest.of_bytes(self.pack)}],
        }
        route.fulfill(body=json.dumps(told), content_type="application/json")

    def piece(self, route: Route) -> None:
        found = re.fullmatch(r"bytes=(\d+)-(\d+)", route.request.headers["range"])
        assert found
        body = self.pack[int(found[1]) : int(found[2]) + 1]
        if len(self.given) >= self.cut_after:
            return route.abort()
        if len(self.given) == self.spoils:
            body, self.spoils = body[:-9] + bytes(9), -1
        self.given.append(len(body))
        return route.fulfill(status=206, body=body, content_type="application/octet-stream")


def press(phone: Device, looks: str) -> None:
    """Fetch, until the page says how it went."""
    phone.page.locator("[data-part=choose] form button").click()
    expect(phone.page.locator(f"[data-part=here] .{looks}").first).to_be_visible(timeout=30_000)
    expect(phone.page.locator("[data-part=choose] form")).to_be_visible()


def test_a_pack_that_is_damaged_cut_renewed_and_thrown_away(chromium: Browser, site: str, tmp_path: Path) -> None:
    with device(chromium, tmp_path / "phone", site) as phone:
        phone.join("Hajar Bakkali")
        page = phone.page
        real = page.request.get(page.request.get(f"{DESK}packs.json").json()["packs"][0]["url"]).body()
        told, entries = index(real), unpacked(real)
        types = {one["path"]: one["type"] for one in told.pop("entries")} | {FILM_AT: "video/mp4"}
        entries[FILM_AT] = FILM

        def made() -> bytes:
            return packed(told, [Entry(path, types[path], data) for path, data in entries.items()])

        shop = Shop(made(), spoils=1)
        phone.context.route(f"**{DESK}packs.json", shop.packs)
        phone.context.route("**/desk/packs/*.pack", shop.piece)
        page.goto(DESK)
        press(phone, "notice-error")  # damaged
        assert page.evaluate(BROKEN) == 0
        shop.cut_after = len(shop.given) + 2
        press(phone, "notice-error")  # cut
        shop.cut_after, before = 99, len(shop.given)
        press(phone, "notice-success")
        assert page.evaluate(BROKEN) == 0
        assert sum(shop.given[before:]) < len(FILM) - 262_144 + 80_000  # the piece that came before the cut stayed
        page.evaluate("navigator.serviceWorker.ready")

        entries[STEP] = entries[STEP].replace(b"</h1>", " · nouveau</h1>".encode())
        shop.pack = made()
        shop.given.clear()
        page.goto(DESK)
        expect(page.locator("[data-part=here] .notice-warning")).to_be_visible()  # the course has changed
        press(phone, "notice-success")
        assert sum(shop.given) < 40_000
        phone.offline()
        page.goto(STEP)
        expect(page.locator("h1")).to_contain_text("nouveau")
        piece = f"fetch('{FILM_AT}', {{ headers: {{ Range: 'bytes=300000-300003' }} }})"
        got = page.evaluate(f"{piece}.then(async (one) => [one.status, ...new Uint8Array(await one.arrayBuffer())])")
        assert got == [206, *FILM[300_000:300_004]]

        assert page.evaluate(THROWN, digest.of_bytes(entries[STEP]))
        page.goto(STEP)
        expect(page.locator("[data-desk=shelf] a")).to_have_attribute("href", f"{HERE}/")  # it is not here any more
        phone.offline(False)
        shop.given.clear()
        page.goto(DESK)
        expect(page.locator("[data-part=here] .notice-warning")).to_be_visible()
        press(phone, "notice-success")
        assert sum(shop.given) < 40_000
