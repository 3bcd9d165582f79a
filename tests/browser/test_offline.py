"""Study without a network: a course is taken along, studied, and what was done reaches the server, whatever happens on the way."""

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from takwin.content.check import check
from takwin.content.compiler import Compiled
from tests.browser.answering import choice, fill
from tests.browser.conftest import speak
from tests.browser.device import DESK, HERE, PASSWORD, SLUG, Device, device, taken
from tests.browser.test_pages import barriers
from tests.house.source import HOUSE
from tests.journeys import craft

PEOPLE = {"fr": "Nadia Berrada", "ar": "نادية برادة"}
PRACTICE, QUIZ, TASK = "act/one-next-step", "talk/check-talking", "see/before-the-lesson"
LATER = {"fr": "quand vous serez en ligne", "ar": "عندما تكونون متصلين"}
SECOND, OTHER_DESK = "/courses/teaching-with-digital-resources", "/desk/teaching-with-digital-resources/"
OPINIONS = {"at-ease-before": "choose/two-mondays", "filming-pupils": "teach/who-is-left-out"}
FILE, PAGE, HANDED_IN = "share/publish", "page.pdf", b"%PDF-1.4 une page" + bytes(9_000)
ODD, NO_PAGE = "odd.pdf", b"PK no page"
NOTE = "À reprendre lundi — مع الزميلة"


@pytest.fixture(scope="module")
def course() -> Compiled:
    compiled = check(HOUSE / "courses" / SLUG).compiled
    assert compiled
    return compiled


def answer(page: Page, group: str, course: Compiled, language: str) -> None:
    """Answer a set of questions rightly, on a page of the pack."""
    form = page.locator(f"[data-questions='{group}'] form")
    expect(form).to_be_visible()
    for item in course.outline["quizzes"].get(group, {"items": [group]})["items"]:
        fill(form, item, course, language)
    form.locator("p.actions button").last.click()
    expect(form.locator("[data-desk-said]").first).to_be_visible()


def wrongly(page: Page, course: Compiled, language: str) -> None:
    """A wrong choice is told so, with what is said to whoever chose it and nothing of what was right; then one tries again."""
    form = page.locator("[data-questions='better-step'] form")
    key = course.items["better-step"].key[language]
    choices = course.items["better-step"].public[language]["choices"]
    wrong = next(one for one in choices if one["id"] not in key["right"] and one["id"] in key["choices"])
    choice(form, "better-step", wrong["html"]).check()
    form.locator("p.actions button").click()
    expect(form.locator(".result.is-wrong")).to_be_visible()
    told = form.locator(".feedback").all_inner_texts()
    assert len(told) == 2  # of the choice, and of the whole question
    assert form.locator("p.actions:visible button").count() == 1
    form.locator("p.actions button").click()
    expect(form.locator("fieldset:enabled")).to_be_visible()
    assert form.locator(".result, .feedback").count() == 0


def write(page: Page) -> None:
    """A note on the step and a draft of its task."""
    page.locator("[data-notes] summary").click()
    page.locator("[name=note]").fill(NOTE)
    page.locator("[data-draft=agree-in-five-lines]").fill(NOTE * 2)
    page.locator("[data-notes] form button").click()


def study(phone: Device, course: Compiled) -> None:
    """An evening without a network: practice, a quiz that counts, a task, two steps done."""
    page, language = phone.page, phone.language
    page.goto(f"{HERE}/{PRACTICE}/")
    wrongly(page, course, language)
    answer(page, "better-step", course, language)
    expect(page.locator("#q-better-step .result.is-right")).to_be_visible()
    expect(page.locator("#q-better-step .feedback")).to_have_count(2)
    page.goto(f"{HERE}/{QUIZ}/")
    answer(page, "quiz-talking", course, language)
    assert page.locator(".result").count() == 0  # nothing on the device knows what is right
    expect(page.locator("form.quiz [data-desk-said]")).to_contain_text(LATER[language])
    page.goto(f"{HERE}/{TASK}/")
    write(page)
    page.locator("[data-task='agree-in-five-lines'] button").click()
    expect(page.locator("[data-task='agree-in-five-lines'] button")).to_have_attribute("value", "no")
    page.locator("form[action$='/done'] button").click()
    page.wait_for_url(f"**{HERE}/see/fact-and-judgement/")
    page.locator("form[action$='/done'] button").click()
    page.wait_for_url(f"**{HERE}/see/counting/")
    expect(page.locator("[data-desk=status] .notice")).to_be_visible()
    phone.kept("opened", step="see/counting")


def choose(phone: Device, tmp_path: Path) -> None:
    """Without a network: a scale, a dilemma, and a file; one that is too large is refused at once, one that is no document by the server."""
    page = phone.page
    for group, step in OPINIONS.items():
        page.goto(f"{SECOND}/{step}/")
        form = page.locator(f"[data-questions={group}] form")
        form.locator("[type=radio]").nth(1).check()
        form.locator("p.actions button").click()
        expect(form.locator("[data-desk-said]")).to_be_visible()
    page.goto(f"{SECOND}/{FILE}/")
    form = page.locator("[data-questions=my-page] form")
    for file, words in (("large.pdf", bytes(1_000_001)), (ODD, NO_PAGE), (PAGE, HANDED_IN)):
        if file == PAGE:
            form.locator("p.actions button").click()  # once more
        (tmp_path / file).write_bytes(words)
        form.locator("[type=file]").set_input_files(tmp_path / file)
        form.locator("p.actions button").click()
        expect(form.locator("[data-desk-said]")).to_contain_text(file)
    assert form.locator("[data-desk-said][role=status]").count() == 1
    answered = [act["group"] for act in phone.waiting() if act["course"] in SECOND and act["kind"] == "answered"]
    assert answered == [*OPINIONS, "my-page", "my-page"]


def chosen(phone: Device) -> None:
    """What was chosen is on the server."""
    groups = phone.state(OTHER_DESK)["groups"]
    for group in OPINIONS:
        said = re.findall(r'value="(\w+)"[^>]* checked', groups[group]["html"])
        assert said == ["2"], group
    address = re.search(r'class="download"><a href="([^"]+)"', groups["my-page"]["html"])
    assert address
    assert phone.page.request.get(address[1]).body() == HANDED_IN
    assert [act["group"] for act in phone.refused()] == ["my-page"]
    phone.page.goto(DESK)
    with phone.page.expect_download() as kept:
        phone.page.locator("[data-part=work] li:has(.error) a[download]").click()
    assert (kept.value.suggested_filename, kept.value.path().read_bytes()) == (ODD, NO_PAGE)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_evening_without_a_network(
    language: str, chromium: Browser, site: str, site_folder: Path, tmp_path: Path, course: Compiled
) -> None:
    with device(chromium, tmp_path / "phone", site, language) as phone:
        phone.join(PEOPLE[language])
        phone.take(SECOND)
        speak(phone.page, language)
        with phone.slow():
            phone.take_along(OTHER_DESK)
            phone.take_along()
        assert barriers(phone.page) == []
        assert phone.developer().send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        phone.offline()
        choose(phone, tmp_path)
        study(phone, course)
        assert phone.cut()
        assert barriers(phone.page) == []
        left = phone.waiting()
        assert {"answered", "declared", "drafted", "finished", "noted", "opened"} == {act["kind"] for act in left}
        assert taken(site_folder, [act["id"] for act in left]) == 0
        phone.close()

        page = phone.open(offline=True)  # the next morning, still no network
        page.goto(f"{HERE}/{QUIZ}/")
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator("form.quiz [data-desk-said]")).to_be_visible(timeout=20_000)
        assert page.locator("form.quiz fieldset:disabled input:checked").count() >= 3
        page.goto("/learn/")
        expect(page.locator(f"[data-desk=shelf] a[href='{HERE}/']")).to_be_visible()
        page.goto(DESK)
        expect(page.locator("[data-part=work] li")).to_have_count(len(left))
        expect(page.locator("[data-part=work] a[download]")).to_have_text([ODD, PAGE])
        assert [act["kind"] for act in phone.waiting()] == [act["kind"] for act in left]
        assert barriers(page) == []

        phone.close()
        page = phone.open()
        with phone.slow():
            page.goto(f"{HERE}/")
            phone.sent()  # by itself
        assert taken(site_folder, [act["id"] for act in left]) == len(left) - 1
        chosen(phone)
        state = phone.state()
        assert state["done"] == ["see/before-the-lesson", "see/fact-and-judgement"]
        assert state["declared"] == ["agree-in-five-lines"]
        assert (state["notes"], state["drafts"]) == ({TASK: NOTE}, {"agree-in-five-lines": NOTE * 2})
        assert {PRACTICE, QUIZ, TASK} <= set(state["opened"])
        page.goto(f"{HERE}/{QUIZ}/")
        expect(page.locator("form.quiz .notice-success")).to_be_visible()
        counted = course.outline["quizzes"]["quiz-talking"]["items"]
        assert state["progress"]["mark"] == sum(course.outline["items"][item]["points"] for item in counted)


def test_an_answer_that_the_network_loses_and_a_browser_that_is_killed(
    chromium: Browser, site: str, site_folder: Path, tmp_path: Path, course: Compiled
) -> None:
    with device(chromium, tmp_path / "phone", site) as phone:
        login = phone.join("Anas Fassi")
        phone.take_along()
        page = phone.page
        page.goto(f"{HERE}/{PRACTICE}/")  # online: the server's page
        fill(page.locator("form#better-step"), "better-step", course, "fr")
        phone.offline()
        page.locator("form#better-step p.actions button").first.click()
        expect(page.locator("[data-questions=better-step] .result.is-right")).to_be_visible()
        ids = [act["id"] for act in phone.waiting() if act["kind"] == "answered"]
        assert len(ids) == 1
        page = phone.crash()
        page.goto(f"{HERE}/{PRACTICE}/")
        expect(page.locator("[data-questions=better-step] .result.is-right")).to_be_visible()
        assert [act["id"] for act in phone.waiting() if act["kind"] == "answered"] == ids

        def swallow(route: Route) -> None:
            route.fetch()  # the server takes it; its answer never arrives
            route.abort()

        phone.context.route("**/desk/acts", swallow)
        phone.offline(False)
        phone.until(lambda: taken(site_folder, ids) == 1)
        assert ids[0] in [act["id"] for act in phone.waiting()]
        phone.kill()
        page = phone.open()
        page.goto(DESK)
        if "/sign-in/" in page.url:  # a browser writes its cookies down every half minute only
            assert ids[0] in [act["id"] for act in phone.waiting()]
            phone.enter(login)
            page.goto(DESK)
        other = phone.context.new_page()  # two windows send at once
        other.goto(DESK)
        phone.sent()
        told = phone.state()["groups"]["better-step"]
        assert taken(site_folder, ids) == 1
        assert told["html"].count("is-right") >= 1


def test_what_is_refused_stays_and_a_full_device_says_so(chromium: Browser, site: str, tmp_path: Path) -> None:
    with device(chromium, tmp_path / "phone", site) as phone:
        phone.join("Karima Saadi")
        phone.take_along()
        page = phone.page
        phone.offline()
        page.goto(f"{HERE}/{TASK}/")
        page.locator("[data-task] button").first.click()
        expect(page.locator("[data-task] button").first).to_have_attribute("value", "no")
        spoil = """() => new Promise((done) => { const asked = indexedDB.open("takwin-desk"); asked.onsuccess = () => {
            const all = asked.result.transaction("queue", "readwrite"), store = all.objectStore("queue");
            store.openCursor(null, "prev").onsuccess = (event) => event.target.result.update({ ...event.target.result.value, task: "gone" });
            all.oncomplete = () => { asked.result.close(); done(); }; }; })"""
        page.evaluate(spoil)
        phone.offline(False)
        page.goto(DESK)
        refused = page.locator("[data-part=work] .error")
        expect(refused).to_be_visible(timeout=15_000)
        assert phone.waiting() == []
        assert [act["task"] for act in phone.refused()] == ["gone"]
        link = page.locator("[data-part=work] a[download]").get_attribute("href") or ""
        kept = json.loads(unquote(link.partition(",")[2]))
        assert kept[0]["task"] == "gone"
        assert kept[0]["reason"] in (refused.text_content() or "")

        phone.close()
        page = phone.open(offline=True)  # a browser asks at its first write how much room there is, and remembers it
        quota = phone.developer()
        quota.send("Storage.overrideQuotaForOrigin", {"origin": site, "quotaSize": 1_000})  # other things fill it
        page.goto(f"{HERE}/{TASK}/")
        expect(page.locator("[data-task] button").first).to_be_visible()
        before = phone.waiting()
        page.locator("form[action$='/done'] button").click()
        expect(page.locator("form[action$='/done'] [role=alert]")).to_be_visible()
        assert page.url.endswith(f"{TASK}/")
        assert phone.waiting() == before, "nothing was kept by halves"
        quota.send("Storage.overrideQuotaForOrigin", {"origin": site})
        page.locator("form[action$='/done'] button").click()
        page.wait_for_url(f"**{HERE}/see/fact-and-judgement/")


def declared(phone: Device) -> list[str]:
    """Without a network somebody says once more that they have done a task, or takes it back; the names of the acts that wait."""
    phone.offline()
    phone.page.goto(f"{HERE}/{TASK}/")
    expect(phone.page.locator("[data-desk=status] .notice")).to_be_visible()  # filled in
    button = phone.page.locator("[data-task] button").first
    before = button.get_attribute("value") or ""
    button.click()
    expect(button).not_to_have_attribute("value", before)
    phone.context.clear_cookies()
    return [act["id"] for act in phone.waiting()]


def test_whose_work_it_is_is_known_while_the_server_is_busy_on_a_full_device_and_after_a_merge_elsewhere(
    chromium: Browser, site: str, site_folder: Path, tmp_path: Path
) -> None:
    with device(chromium, tmp_path / "phone", site) as phone:
        login = phone.join("Hafsa Naciri")
        phone.take_along()
        busy, ids = "**/desk/me.json", declared(phone)
        phone.context.route(busy, lambda route: route.fulfill(status=503))
        phone.offline(False)
        phone.enter(login)
        phone.page.goto(f"{HERE}/")
        phone.page.evaluate("navigator.locks.request('takwin-desk-send', () => {})")
        assert phone.waiting() != []
        phone.context.unroute(busy)
        phone.page.goto(f"{HERE}/")
        phone.sent()

        ids += declared(phone)
        phone.close()
        page = phone.open()
        quota = phone.developer()
        quota.send("Storage.overrideQuotaForOrigin", {"origin": site, "quotaSize": 1_000})  # other things fill it
        phone.enter(login)
        page.goto(DESK)
        phone.until(lambda: taken(site_folder, ids) == len(ids))
        quota.send("Storage.overrideQuotaForOrigin", {"origin": site})
        page.goto(DESK)  # there is room to write down who is here
        expect(page.locator("[data-part=here] .notice-success")).to_be_visible()

        ids += declared(phone)
        phone.context.route("**/desk/acts", lambda route: route.fulfill(status=503))
        phone.offline(False)
        other = phone.join("Hafsa Naciri")
        phone.context.unroute("**/desk/acts")
        page.goto(DESK)
        expect(page.locator("[data-part=work] .notice-success")).to_be_visible()
        with device(chromium, tmp_path / "elsewhere", site) as far:
            far.enter(other)
            merge(far.page, login)
        page.goto(DESK)
        phone.until(lambda: taken(site_folder, ids) == len(ids))


def merge(page: Page, login: str) -> None:
    """The account of this name becomes part of the one that is signed in."""
    page.goto("/account/merge/")
    page.fill("main form [name=login]", login)
    page.fill("main form [name=password]", PASSWORD)
    page.locator("main form .button").click()
    page.locator("main form [type=radio]").first.check()
    page.locator("main form .button-danger").click()


def test_a_large_file_keeps_nothing_back_and_a_refused_one_is_thrown_away_by_hand(
    chromium: Browser, site: str, tmp_path: Path
) -> None:
    large = b"%PDF-1.4" + bytes(700_000)
    with device(chromium, tmp_path / "phone", site) as phone:
        phone.join("Amal Chraibi")
        phone.take(SECOND)
        phone.take_along(OTHER_DESK)
        page = phone.page

        phone.offline()
        page.goto(f"{SECOND}/{FILE}/")
        form = page.locator("[data-questions=my-page] form")
        for name, words in ((PAGE, large), (ODD, NO_PAGE)):
            (tmp_path / name).write_bytes(words)
            if name == ODD:
                form.locator("p.actions button").click()  # once more
            form.locator("[type=file]").set_input_files(tmp_path / name)
            form.locator("p.actions button").click()
            expect(form.locator("[data-desk-said]")).to_contain_text(name)
        page.goto(f"{SECOND}/{OPINIONS['at-ease-before']}/")
        form = page.locator("[data-questions=at-ease-before] form")
        form.locator("[type=radio]").nth(1).check()
        form.locator("p.actions button").click()
        expect(form.locator("[data-desk-said]")).to_be_visible()
        phone.close()
        page, starts = phone.open(), list[int]()  # a browser asks at its first write how much room there is

        def cut(route: Route) -> None:
            start = re.search(rb'name="start"\r\n\r\n(\d+)', route.request.post_data_buffer or b"")
            starts.extend([int(start[1])] if start else [])
            route.abort() if start and len(starts) == 2 else route.continue_()

        phone.context.route("**/desk/files", cut)
        states: list[str] = []
        phone.context.on("request", lambda one: states.append(one.url) if "/state.json" in one.url else None)
        quota = phone.developer()
        quota.send("Storage.overrideQuotaForOrigin", {"origin": site, "quotaSize": 1_000})  # other things fill it
        page.goto(OTHER_DESK)
        phone.until(lambda: [act.get("group") for act in phone.waiting()] == ["my-page", "my-page"])
        page.locator("[data-part=work] > .actions button").last.click()
        phone.until(lambda: [[*act["files"].values()] != [] for act in phone.waiting()] == [True])
        assert starts[:4] == [0, 262_144, 262_144, 524_288], "it goes on where it was cut"
        assert len(states) <= 3, "what the server knows is asked for after each form, not after each piece"
        expect(page.locator("[data-part=work] .error")).to_be_visible()
        assert phone.refused() == [], "the device has no room to put it aside"

        quota.send("Storage.overrideQuotaForOrigin", {"origin": site})
        page.evaluate("navigator.locks.request('takwin-desk-send', () => {})")  # nobody is sending any more
        page.locator("[data-part=work] > .actions button").last.click()
        remove = page.locator("[data-part=work] li:has(.error) details")
        remove.locator("summary").click()
        expect(remove.locator("button")).to_be_visible()
        assert barriers(page) == []
        assert (phone.waiting(), [act["group"] for act in phone.refused()]) == ([], ["my-page"])
        remove.locator("button").click()
        expect(page.locator("[data-part=work] .notice-success")).to_be_visible()
        assert phone.refused() == []


def test_a_cut_a_device_without_room_and_only_what_is_new(chromium: Browser, site: str, tmp_path: Path) -> None:
    with device(chromium, tmp_path / "phone", site) as phone:
        phone.join("Younes Idrissi")
        page = phone.page
        page.goto(DESK)
        expect(page.locator("[data-part=choose] form")).to_be_visible()
        quota = phone.developer()
        quota.send("Storage.overrideQuotaForOrigin", {"origin": site, "quotaSize": 40_000})
        page.locator("[data-part=choose] form button").click()
        expect(page.locator("[data-part=here] .notice-error")).to_be_visible()
        quota.send("Storage.overrideQuotaForOrigin", {"origin": site})
        asked: list[str] = []
        page.on(
            "request", lambda one: asked.append(one.headers.get("range", "")) if one.url.endswith(".pack") else None
        )
        phone.take_along()
        came = sum(int(last) - int(first) + 1 for first, last in re.findall(r"bytes=(\d+)-(\d+)", " ".join(asked)))
        size = page.evaluate(f"fetch('{DESK}packs.json').then((one) => one.json()).then((one) => one.packs[0].bytes)")
        assert 0 < came < size + 20_000  # what came before the device was full is not fetched again
        asked.clear()
        with page.expect_request("**/*.pack"):
            page.locator("[data-part=choose] form button").click()
        expect(page.locator("[data-part=choose] form")).to_be_visible()
        assert asked == ["bytes=0-16383"]  # the index alone
        kept = "caches.open('takwin-desk').then((one) => one.keys()).then((all) => all.length)"
        there = page.evaluate(kept)
        all_of_it = {"origin": site, "storageTypes": "indexeddb,cache_storage,service_workers"}
        quota.send("Storage.clearDataForOrigin", all_of_it)  # the browser needed the room for something else
        page.goto(DESK)
        expect(page.locator("[data-part=choose] form")).to_be_visible()
        assert page.locator("[data-part=here] .notice").count() == 0, "it does not say that the course is here"
        phone.take_along()
        assert page.evaluate(kept) == there
        page.locator("[data-part=here] button").click()
        expect(page.locator("[data-part=here] .notice-success")).to_have_count(0)
        assert page.evaluate(kept) == 0


FILM = Path(__file__).with_name("film.webm")
"""Twenty-four seconds of grey."""
FILM_COURSE = "/courses/essai"
PLAY = """async () => {
  const film = document.querySelector("video");
  const reach = (second) => new Promise((done) => {
    film.addEventListener("timeupdate", function at() { if (film.currentTime >= second) { film.removeEventListener("timeupdate", at); done(); } });
  });
  film.muted = true;
  film.play();
  await reach(1.6);
  film.currentTime = 12;
  await reach(13.6);
}"""
"""Begins, jumps ahead, and goes on playing."""
REFUSE = """() => new Promise((done, failed) => {
  const asked = indexedDB.open("takwin-desk");
  asked.onsuccess = () => {
    const all = asked.result.transaction(["queue", "refused"], "readwrite");
    const [queue, refused] = ["queue", "refused"].map((name) => all.objectStore(name));
    queue.getAll().onsuccess = ({ target }) => target.result.forEach((act, at) => {
      const { id, person, place } = act; // an act with files stays in the queue
      refused.put({ ...(at ? act : { id, person, place }), reason: "not taken", refused: act.at });
      if (at) queue.delete(place);
    });
    all.oncomplete = () => { asked.result.close(); done(); };
    all.onabort = failed;
  };
})"""
"""What waits was refused."""
CUT = "() => { globalThis.fetch = () => Promise.reject(new TypeError('cut')); }"
"""What a page sends while it is left is not held up by the switch that cuts the network."""


@pytest.fixture
def film_course(site_folder: Path, tmp_path: Path) -> str:
    """A course with a film and a step without, published on the site that is served."""
    folder = craft.write(tmp_path / "essai", ":::{video} film.webm\nUne leçon\n:::\n")
    told = (
        (folder / "course.yaml").read_text("utf-8").replace("mark: 60%", "mark: 0%").replace("[quiz]", "[quiz, text]")
    )
    (folder / "course.yaml").write_text(told, "utf-8")
    (folder / "one" / "text.fr.md").write_text("---\ntitle: Lire\nminutes: 1\n---\nUn texte.\n", "utf-8")
    (folder / "film.webm").write_bytes(FILM.read_bytes())
    command = [sys.executable, "-m", "takwin", "publish", str(folder), "--data", str(site_folder), "--anyway", "essai"]
    subprocess.run([*command, "--by", "ghizlane"], check=True, capture_output=True)
    return FILM_COURSE


def viewings(site_folder: Path) -> list[dict[str, Any]]:
    """What the record tells of the film's parts, in the order in which it came."""
    found = sqlite3.connect(f"file:{site_folder / 'takwin.sqlite3'}?mode=ro", uri=True)
    rows = found.execute("SELECT result FROM records_sentence WHERE verb = 17 ORDER BY seq").fetchall()
    found.close()
    return [json.loads(one) for (one,) in rows]


def plays(phone: Device, course: str) -> None:
    """Without a network: the film plays from the pack, and what was played waits once the page is left; nothing of it where one says no."""
    page = phone.page
    page.goto(f"{course}/one/quiz/")
    expect(page.locator("[data-playing]")).to_be_visible()
    assert barriers(page) == []
    page.evaluate(PLAY)
    page.evaluate(CUT)
    page.goto(f"{course}/one/text/")
    phone.kept("played")
    page.goto(f"{course}/one/quiz/")
    expect(page.locator("figure .button")).to_have_text(re.compile(r"0:1[34]"))
    page.locator("[data-playing] input").uncheck()
    page.evaluate(PLAY)
    page.goto(f"{course}/one/text/")
    expect(page.locator("[data-desk=status] .notice")).to_be_visible()
    assert len([act for act in phone.waiting() if act["kind"] == "played"]) == 1


def test_two_people_share_a_phone(
    chromium: Browser, site: str, site_folder: Path, tmp_path: Path, film_course: str
) -> None:
    with device(chromium, tmp_path / "phone", site) as phone:
        login = phone.join("Souad Alami")
        phone.take(film_course)
        phone.take_along(f"/desk/{film_course.rsplit('/', 1)[1]}/", "all")
        phone.take_along()
        page = phone.page
        phone.offline()
        plays(phone, film_course)
        page.goto(f"{HERE}/{TASK}/")
        page.locator("[data-task] button").first.click()
        expect(page.locator("[data-task] button").first).to_have_attribute("value", "no")
        ids = [act["id"] for act in phone.waiting()]
        phone.context.route("**/desk/acts", lambda route: route.fulfill(status=503, headers={"Retry-After": "2"}))
        phone.offline(False)
        page.goto("/courses/")
        page.locator(".menu > summary").first.click()
        page.locator("form[action$='/sign-out/'] button").first.click()
        page.wait_for_url("**/desk/leaving")
        expect(page.locator("[data-desk=waiting] .notice-warning")).to_be_visible()
        assert barriers(page) == []
        page.locator("form[action*='sure'] button").click()
        page.wait_for_url(f"{site}/")
        phone.context.unroute("**/desk/acts")

        other = phone.join("Rachid Alami")
        page.goto(DESK)
        expect(page.locator("[data-part=work] .notice-success")).to_be_visible()
        assert page.locator("[data-part=here] .notice").count() == 0
        page.wait_for_timeout(500)
        assert taken(site_folder, ids) == 0
        assert phone.state()["declared"] == []
        assert [act["id"] for act in phone.waiting()] == ids
        assert viewings(site_folder) == []

        page.goto("/courses/")
        page.locator(".menu > summary").first.click()
        page.locator("form[action$='/sign-out/'] button").first.click()
        page.wait_for_url(f"{site}/")
        phone.enter(login)
        page.goto(DESK)
        phone.sent()
        assert phone.refused() == []
        assert taken(site_folder, ids) == len(ids)
        assert phone.state()["declared"] == ["agree-in-five-lines"]
        (told,) = viewings(site_folder)
        assert told["length"] == 24
        assert (told["parts"][0], told["parts"][2], len(told["parts"])) == (0, 12, 4), (
            "both parts, and not what lies between"
        )

        page.goto(f"{film_course}/one/quiz/")  # with a network, on the server's page
        page.locator("[data-playing] input").check()
        page.evaluate(PLAY)
        page.goto("/learn/")
        page.goto(f"{film_course}/one/quiz/")  # what did not get out is sent by the next one, once
        phone.until(lambda: len(viewings(site_folder)) == 2)

        phone.offline()
        page.goto(f"{HERE}/{TASK}/")
        for turn in ("yes", "no", "yes"):
            page.locator("[data-task] button").first.click()
            expect(page.locator("[data-task] button").first).to_have_attribute("value", turn)
        phone.context.route("**/desk/acts", lambda route: route.fulfill(status=503, headers={"Retry-After": "1"}))
        phone.offline(False)
        phone.context.clear_cookies()
        phone.enter(other)
        page.goto("/account/")
        page.evaluate(REFUSE)
        assert (phone.waiting(), len(phone.refused()) > 1) == ([], True)
        merge(page, login)
        phone.context.unroute("**/desk/acts")
        page.goto(DESK)
        phone.until(lambda: not phone.refused())
        phone.sent()
        assert phone.state()["declared"] == [], "what was refused under the account that is gone is sent as the other's"
