"""Every kind of page, in both writing directions, on a phone: no barrier that axe knows, nothing wider than the screen."""

import re
from functools import reduce
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from takwin.lib.ids import HOUSE, derived
from tests.browser.conftest import DESK, PHONE, Visit, speak
from tests.house.urls import addresses

PAST, COMING = (derived(HOUSE, f"demo meeting {name}") for name in ("past", "coming"))
SECOND = "teaching-with-digital-resources"
SLUG = "feedback-to-a-colleague"
SECOND, TUTOR, FOLLOWED = "teaching-with-digital-resources", "tilelli", "meryem"
ANYBODY, LEARNER, HOLDER, AUTHOR, ORGANISER, ADMINISTRATOR = "", "amina", "brahim", "ghizlane", "omar", "salma"
EXAMPLES = {
    "/courses/<slug:slug>/": (ANYBODY, f"/courses/{SLUG}/"),
    "/courses/<slug:slug>/people/": (LEARNER, f"/courses/{SLUG}/people/"),
    "/courses/<slug:slug>/marks/": (LEARNER, f"/courses/{SLUG}/marks/"),
    "/courses/<slug:slug>/<slug:module>/<slug:step>/": (LEARNER, f"/courses/{SLUG}/see/check-seeing/"),
    "/studio/<slug:slug>/": (AUTHOR, f"/studio/{SLUG}/"),
    "/studio/<slug:slug>/runs/<slug:run>/time/": (AUTHOR, f"/studio/{SLUG}/runs/open/time/"),
    "/studio/<slug:slug>/journal/": (AUTHOR, f"/studio/{SLUG}/journal/"),
    "/studio/<slug:slug>/changes/": (AUTHOR, f"/studio/{SLUG}/changes/"),
    "/studio/<slug:slug>/checklist/": (AUTHOR, f"/studio/{SLUG}/checklist/"),
    "/studio/<slug:slug>/translations/": (AUTHOR, f"/studio/{SLUG}/translations/"),
    "/studio/<slug:slug>/translations/<slug:module>/<slug:step>/": (
        AUTHOR,
        f"/studio/{SLUG}/translations/see/check-seeing/",
    ),
    "/studio/<slug:slug>/runs/<slug:run>/corrections/": (AUTHOR, f"/studio/{SLUG}/runs/open/corrections/"),
    "/studio/<slug:slug>/runs/": (AUTHOR, f"/studio/{SLUG}/runs/"),
    "/studio/<slug:slug>/runs/<slug:run>/marks/": (AUTHOR, f"/studio/{SLUG}/runs/open/marks/"),
    "/studio/<slug:slug>/runs/<slug:run>/to-mark/": (AUTHOR, f"/studio/{SLUG}/runs/open/to-mark/"),
    "/studio/<slug:slug>/runs/<slug:run>/questions/": (AUTHOR, f"/studio/{SLUG}/runs/open/questions/"),
    "/studio/<slug:slug>/runs/<slug:run>/release/": (AUTHOR, f"/studio/{SLUG}/runs/open/release/"),
    "/studio/<slug:slug>/releases/<int:number>/supervision/": (
        AUTHOR,
        f"/studio/{SLUG}/releases/1/supervision/",
    ),
    "/studio/<slug:slug>/team/": (AUTHOR, f"/studio/{SLUG}/team/"),
    "/studio/<slug:slug>/credentials/": (AUTHOR, f"/studio/{SLUG}/credentials/"),
    "/people/<int:pk>/": (ADMINISTRATOR, "/people/1/"),
    "/people/<int:pk>/decide/<slug:what>/": (ADMINISTRATOR, "/people/1/decide/closed/"),
    "/account/email/<str:token>/": (ANYBODY, "/account/email/nothing/"),
    "/recover/<str:uid>/<str:token>/": (ANYBODY, "/recover/MQ/nothing/"),
    "/courses/<slug:slug>/plan/": (LEARNER, f"/courses/{SLUG}/plan/"),
    "/runs/<slug:slug>/<slug:run>/": (ANYBODY, f"/runs/{SLUG}/open/"),
    "/invited/<str:token>/": (LEARNER, "/invited/nothing/"),
    "/join/<slug:code>/": (LEARNER, "/join/nothing/"),
    "/studio/<slug:slug>/runs/new/": (AUTHOR, f"/studio/{SLUG}/runs/new/"),
    "/studio/<slug:slug>/runs/<slug:run>/policy/": (AUTHOR, f"/studio/{SLUG}/runs/open/policy/"),
    "/studio/<slug:slug>/runs/<slug:run>/people/": (AUTHOR, f"/studio/{SLUG}/runs/open/people/"),
    "/studio/<slug:slug>/runs/<slug:run>/hub/": (AUTHOR, f"/studio/{SLUG}/runs/open/hub/"),
    "/desk/<slug:slug>/": (LEARNER, f"/desk/{SLUG}/"),
    "/hubs/<slug:slug>/": (LEARNER, f"/hubs/{SLUG}/"),
    "/hubs/<slug:slug>/people/": (LEARNER, f"/hubs/{SLUG}/people/"),
    "/hubs/<slug:slug>/feeds/": (LEARNER, f"/hubs/{SLUG}/feeds/"),
    "/hubs/<slug:slug>/write/": (LEARNER, f"/hubs/{SLUG}/write/"),
    "/hubs/<slug:slug>/propose/": (LEARNER, f"/hubs/{SLUG}/propose/"),
    "/hubs/<slug:slug>/moderation/": (AUTHOR, f"/hubs/{SLUG}/moderation/"),
    "/hubs/<slug:slug>/<int:pk>/connect/": (LEARNER, f"/hubs/{SLUG}/1/connect/"),
    "/hubs/<slug:slug>/<int:pk>/report/": (LEARNER, f"/hubs/{SLUG}/1/report/"),
    "/hubs/<slug:slug>/<int:pk>/hide/": (AUTHOR, f"/hubs/{SLUG}/1/hide/"),
    "/institutions/<int:node>/": (ORGANISER, "/institutions/2/"),
    "/institutions/<int:node>/people/": (ORGANISER, "/institutions/6/people/"),
    "/institutions/<int:node>/roles/": (ORGANISER, "/institutions/2/roles/"),
    "/institutions/<int:node>/look/": (ORGANISER, "/institutions/2/look/"),
    "/institutions/<int:node>/rosters/": (ORGANISER, "/institutions/6/rosters/"),
    "/institutions/<int:node>/code/": (ORGANISER, "/institutions/6/code/"),
    "/institutions/<int:node>/audit/": (ORGANISER, "/institutions/2/audit/"),
    "/institutions/<int:node>/audit/runs/": (ORGANISER, "/institutions/2/audit/runs/"),
    "/institutions/<int:node>/progress/": (ORGANISER, "/institutions/2/progress/"),
    "/institutions/<int:node>/runs/": (ORGANISER, "/institutions/6/runs/"),
    "/sessions/<uuid:uid>/": (AUTHOR, f"/sessions/{PAST}/"),
    "/sessions/<uuid:uid>/change/": (AUTHOR, f"/sessions/{COMING}/change/"),
    "/sessions/<uuid:uid>/places/": (AUTHOR, f"/sessions/{COMING}/places/"),
    "/sessions/<uuid:uid>/attendance/": (AUTHOR, f"/sessions/{PAST}/attendance/"),
    "/sessions/<uuid:uid>/signing-sheet/": (AUTHOR, f"/sessions/{PAST}/signing-sheet/"),
    "/sessions/<uuid:uid>/show/": (AUTHOR, f"/sessions/{PAST}/show/"),
    "/sessions/<uuid:uid>/slips/": (AUTHOR, f"/sessions/{PAST}/slips/"),
    "/sessions/<uuid:uid>/collected/": (AUTHOR, f"/sessions/{PAST}/collected/"),
    "/sessions/<uuid:uid>/room-sheet/": (AUTHOR, f"/sessions/{COMING}/room-sheet/"),
    "/courses/<slug:slug>/attendance/": (LEARNER, f"/courses/{SLUG}/attendance/"),
    "/studio/<slug:slug>/runs/<slug:run>/sessions/": (AUTHOR, f"/studio/{SECOND}/runs/hybrid-1/sessions/"),
    "/studio/<slug:slug>/runs/<slug:run>/sessions/new/": (AUTHOR, f"/studio/{SECOND}/runs/hybrid-1/sessions/new/"),
}
EXAMPLES |= {
    "/courses/<slug:slug>/tutor/": (FOLLOWED, f"/courses/{SECOND}/tutor/"),
    "/tutoring/<slug:slug>/<slug:run>/": (TUTOR, f"/tutoring/{SECOND}/hybrid-1/"),
    "/tutoring/<slug:slug>/<slug:run>/cases/": (TUTOR, f"/tutoring/{SECOND}/hybrid-1/cases/"),
    "/tutoring/<slug:slug>/<slug:run>/time/": (TUTOR, f"/tutoring/{SECOND}/hybrid-1/time/"),
    "/tutoring/<slug:slug>/<slug:run>/groups/": (TUTOR, f"/tutoring/{SECOND}/hybrid-1/groups/"),
    "/tutoring/<slug:slug>/<slug:run>/report/": (TUTOR, f"/tutoring/{SECOND}/hybrid-1/report/"),
    "/studio/<slug:slug>/runs/<slug:run>/tutors/": (AUTHOR, f"/studio/{SECOND}/runs/hybrid-1/tutors/"),
}
"""Addresses with parameters, and who looks at them. A page whose parameters nobody can know beforehand is found by a link."""
LINKED = {
    "/attendance/<slug:code>/": (FOLLOWED, f"/courses/{SECOND}/attendance/", r"/attendance/[0-9A-Z]{16}/"),
    "/sessions/<uuid:uid>/attendance/<int:enrolment>/": (
        AUTHOR,
        f"/sessions/{PAST}/attendance/",
        rf"/sessions/{PAST}/attendance/\d+/",
    ),
    "/tutoring/<slug:slug>/<slug:run>/due/<uuid:uid>/": (
        TUTOR,
        f"/tutoring/{SECOND}/hybrid-1/",
        rf"/tutoring/{SECOND}/hybrid-1/due/[0-9a-f-]{{36}}/",
    ),
    "/tutoring/<slug:slug>/<slug:run>/cases/<uuid:uid>/": (
        TUTOR,
        f"/tutoring/{SECOND}/hybrid-1/cases/",
        rf"/tutoring/{SECOND}/hybrid-1/cases/[0-9a-f-]{{36}}/",
    ),
    "/credentials/<uuid:pk>": (HOLDER, "/learn/", r"/credentials/[0-9a-f-]{36}"),
    "/hubs/<slug:slug>/<int:pk>/": (LEARNER, f"/hubs/{SLUG}/", rf"/hubs/{SLUG}/\d+/"),
    "/institutions/<int:node>/people/<int:member>/": (
        ORGANISER,
        "/institutions/6/people/",
        r"/institutions/6/people/\d+/",
    ),
    "/institutions/<int:node>/people/<int:member>/merge/": (
        ORGANISER,
        "/institutions/6/people/",
        r"/institutions/6/people/\d+/",
        r"/institutions/6/people/\d+/merge/",
    ),
    "/institutions/<int:node>/rosters/<int:roster>/": (
        ORGANISER,
        "/institutions/6/rosters/",
        r"/institutions/6/rosters/\d+/",
    ),
    "/institutions/<int:node>/runs/<int:run>/": (
        ORGANISER,
        "/institutions/2/progress/",
        r"/institutions/2/runs/\d+/",
    ),
    "/institutions/<int:node>/runs/<int:run>/unopened/": (
        ORGANISER,
        "/institutions/2/progress/",
        r"/institutions/2/runs/\d+/unopened/",
    ),
}
APART = {
    "/attendance/<slug:code>.pdf",
    "/sessions/<uuid:uid>/here/",  # only after a scan, which no page of the demo can show before its time
    "/sessions/<uuid:uid>/here/<slug:code>/",
    "/studio/<slug:slug>/runs/<slug:run>/attendance/<int:enrolment>/",  # as the page of the person's own
    "/studio/<slug:slug>/draft/",  # there is none in the demo; test_desk.py makes one
    "/studio/<slug:slug>/draft/preview/",
    "/studio/<slug:slug>/draft/draft.zip",
    "/studio/<slug:slug>/draft/supervision/",
    "/studio/<slug:slug>/draft/shown/<str:language>/",
    "/studio/<slug:slug>/draft/shown/<str:language>/<slug:module>/<slug:step>/",
    "/studio/fetch/<int:pk>/",
    "/studio/<slug:slug>/runs/<slug:run>/to-mark/<int:answer>/",  # nor an answer that people mark
    "/hubs/<slug:slug>/<int:pk>/appeal/",  # nor a post that is hidden
    "/sign-on/by/<slug:slug>/",  # leads away
    "/sign-on/by/<slug:slug>/back/",  # only what a service sends is answered
    "/sign-on/<slug:slug>/change/",  # as the page of a new one, and the demo has none
    "/files/<digest:digest>/<str:name>",
    "/studio/<slug:slug>/releases/<int:number>.zip",
}
"""Pages that are files, or that the demo does not have."""
STRANGERS = ("sign-", "recover", "erased", "account_inactive", "mfa_authenticate", "confirm-email", "new-password")


def found() -> dict[str, tuple[str, str]]:
    """{route: (who, address)} of every page that is asked for with GET and has an example."""
    pages = {
        one.route: (ANYBODY if one.name.startswith(STRANGERS) else ADMINISTRATOR, one.example)
        for one in addresses()
        if one.example and "<" not in one.route
    }
    return pages | EXAMPLES


def barriers(page: Page) -> list[str]:
    """What axe finds, and what is wider than the screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    response: dict[str, Any] = Axe().run(page).response
    told = [
        f"{one['id']}: {one['help']}: {node['target']} {node['html'][:120]}"
        for one in response["violations"]
        for node in one["nodes"][:3]
    ]
    return [*([f"{wide}px too wide"] if wide > 0 else []), *told]


def linked(page: Page, start: str, link: str) -> str:
    """The first address of a form to which a page leads."""
    page.goto(start)
    there = [one.get_attribute("href") or "" for one in page.locator("main a").all()]
    return next((one for one in there if re.fullmatch(link, one)), f"{start} has no link {link}")


@pytest.mark.parametrize("who", [ANYBODY, LEARNER, HOLDER, AUTHOR, ORGANISER, ADMINISTRATOR, TUTOR, FOLLOWED])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_have_no_barriers(visit: Visit, who: str, language: str) -> None:
    page = visit(language, as_=who)
    speak(page, language)
    pages = [address for role, address in found().values() if role == who]
    for role, start, *links in LINKED.values():
        if role == who:
            pages.append(reduce(lambda here, link: linked(page, here, link), links, start))
    wrong = []
    for address in pages:
        assert " " not in address, address
        answer = page.request.get(address)
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("html").get_attribute("dir") == {"fr": "ltr", "ar": "rtl"}[language]
        wrong += [f"{address}: {barrier}" for barrier in barriers(page)]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_step_page_is_good_on_a_desk_in_the_dark(visit: Visit, language: str) -> None:
    for address in ("/", f"/courses/{SLUG}/see/check-seeing/", f"/courses/{SLUG}/talk/conversation/", "/patterns/"):
        page = visit(language, size=DESK, as_=LEARNER)
        speak(page, language)
        page.emulate_media(color_scheme="dark")
        page.goto(address)
        assert barriers(page) == []


def test_a_long_address_in_a_refusal_is_not_wider_than_a_phone(visit: Visit) -> None:
    page = visit("ar", as_="ghizlane")
    speak(page, "ar")
    page.goto("/studio/fetch")
    page.fill("[name=url]", "http://localhost/course.git")
    page.click("main form .button")
    assert page.locator(".error").count() == 1
    assert barriers(page) == []


def test_every_page_with_parameters_has_an_example() -> None:
    asked = {one.route for one in addresses() if one.example and "<" in one.route}
    answered = EXAMPLES.keys() | LINKED.keys() | APART
    assert answered <= asked
    assert {route for route in asked - answered if route.endswith("/") and not ACTS.search(route)} == set()


ACTS = re.compile(
    r"/(enrol|leave|done|decide|remove|open|publish|discard|offer|show|revoke|suspend|reinstate|reissue)/?$|/answer/|^/demo/enter/"
)
"""Ends of addresses that only take forms."""
assert PHONE["width"] == 360
