"""The hub through its pages: who may read, write, answer, connect, hide, appeal."""

import io
from datetime import timedelta

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.community import actions, mail, mine
from takwin.community.feeds import reading
from takwin.community.models import Connection, Feed, Hiding, Hub, Participant, Post, Report
from takwin.community.tests import builders
from takwin.community.tests.test_reading import ATOM
from takwin.lib.ids import uuid7
from takwin.notices.models import Notice
from takwin.records.models import Sentence
from tests.cast import SignIn
from tests.mail import PostOffice

HUB = "/hubs/essai/"
pytestmark = pytest.mark.db


@pytest.fixture
def hub(ghizlane: Person) -> Hub:
    return builders.hub(ghizlane)


def words(**more: str) -> dict[str, str]:
    return {
        "title": "Ma séance",
        "text": "Bonjour.\n\nUne idée #groupes",
        "tags": "ict, Oral",
        "language": "fr",
        "licence": "",
        **more,
    }


def test_a_participant_writes_once_however_often_it_is_sent(hub: Hub, amina: Person, sign_in: SignIn) -> None:
    builders.joined(amina, hub)
    browser, sent = sign_in(amina), words(uid=str(uuid7()))
    first = browser.post(f"{HUB}write/", sent)
    again = browser.post(f"{HUB}write/", sent)
    assert (first.status_code, first["Location"]) == (302, again["Location"])
    (post,) = Post.objects.all()
    assert (post.html, [tag.word for tag in post.tags.order_by("pk")]) == (
        "<p>Bonjour.</p><p>Une idée #groupes</p>",
        ["ict", "oral", "groupes"],
    )
    sentence = Sentence.objects.get(uid=post.uid)
    assert "Bonjour" not in sentence.result
    page = browser.get(HUB).content.decode()
    assert "Ma séance" in page
    assert "#oral" in page
    assert "Ma séance" not in browser.get(f"{HUB}?tag=absent").content.decode()


def test_what_was_typed_comes_back(hub: Hub, amina: Person, sign_in: SignIn) -> None:
    builders.joined(amina, hub)
    answer = sign_in(amina).post(f"{HUB}write/", words(text=" ", title="Gardé"))
    assert answer.status_code == 422
    assert 'value="Gardé"' in answer.content.decode()
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("a.txt", "Été".encode(), 302),
        ("a.html", b"<p onclick=x>Oui</p><script>x</script>", 302),
        ("a.txt", b"\xff\xfe", 422),
        ("a.exe", b"MZ", 422),
    ],
)
def test_a_file_of_text_is_a_post(
    hub: Hub, amina: Person, sign_in: SignIn, name: str, data: bytes, status: int
) -> None:
    builders.joined(amina, hub)
    file = io.BytesIO(data)
    file.name = name
    assert sign_in(amina).post(f"{HUB}write/", {**words(text=""), "file": file}).status_code == status
    assert not any("script" in post.html or "onclick" in post.html for post in Post.objects.all())


def test_strangers_read_only_a_public_hub_and_write_in_none(
    hub: Hub, amina: Person, zed: Person, sign_in: SignIn, visitor: Client
) -> None:
    builders.joined(amina, hub)
    post = builders.post(hub, amina)
    pages = [HUB, f"{HUB}people/", f"{HUB}{post.pk}/", f"{HUB}atom.xml", f"{HUB}feeds.opml"]
    for browser in (visitor, sign_in(zed)):
        assert {browser.get(page).status_code for page in pages} == {404}
    Hub.objects.update(public=True)
    for browser in (visitor, sign_in(zed)):
        assert {browser.get(page).status_code for page in pages} == {200}
        assert f"{HUB}feeds/" not in browser.get(HUB).content.decode(), "where nothing opens, nothing leads"
    assert sign_in(zed).post(f"{HUB}write/", words()).status_code == 403
    assert visitor.post(f"{HUB}write/", words()).status_code == 302
    assert Post.objects.count() == 1


def test_an_answer_is_told_and_shown_on_both_sides(hub: Hub, amina: Person, brahim: Person, sign_in: SignIn) -> None:
    for person in (amina, brahim):
        builders.joined(person, hub)
    asked = builders.post(hub, amina)
    sign_in(brahim).post(f"{HUB}write/?to={asked.pk}", words(title="Réponse"))
    answer = Post.objects.get(person=brahim)
    assert answer.answers.get().to == asked
    assert Notice.objects.get(person=amina).link == f"{HUB}{answer.pk}/"
    assert "Réponse" in sign_in(amina).get(f"{HUB}{asked.pk}/").content.decode()
    assert "Ma séance" in sign_in(amina).get(f"{HUB}{answer.pk}/").content.decode()
    assert "<line" in sign_in(amina).get(f"{HUB}people/").content.decode()


def test_resources_are_proposed_and_connected(hub: Hub, amina: Person, sign_in: SignIn) -> None:
    builders.joined(amina, hub)
    browser = sign_in(amina)
    wrong = browser.post(f"{HUB}propose/", words(link="javascript:alert(1)"))
    assert wrong.status_code == 422
    browser.post(f"{HUB}propose/", words(link="https://www.unesco.org/x", title="Une ressource"))
    resource, post = Post.objects.get(), builders.post(hub, amina)
    assert (resource.kind, resource.link) == ("resource", "https://www.unesco.org/x")
    browser.post(f"{HUB}{resource.pk}/connect/", {"to": post.pk, "why": "Pour commencer"})
    assert Connection.objects.get().why == "Pour commencer"
    assert "Pour commencer" in browser.get(f"{HUB}{post.pk}/").content.decode()


def test_a_feed_reader_reads_the_hub_at_a_secret_address(
    hub: Hub, amina: Person, visitor: Client, sign_in: SignIn
) -> None:
    enrolment = builders.joined(amina, hub)
    builders.post(hub, amina)
    token = actions.participant(enrolment, timezone.now()).token
    assert token in sign_in(amina).get(HUB).content.decode()
    said = feedparser.parse(visitor.get(f"/hubs/atom/{token}.xml").content)
    assert (said.bozo, [one.title for one in said.entries]) == (False, ["Ma séance"])
    assert visitor.get(f"/hubs/atom/{'0' * 24}.xml").status_code == 404


def test_the_author_and_the_licence_of_a_feed_come_along_to_the_page_and_to_our_own_feed(
    hub: Hub, amina: Person, brahim: Person, visitor: Client, sign_in: SignIn
) -> None:
    reader = builders.joined(amina, hub)
    builders.joined(brahim, hub)
    terms, address = "https://creativecommons.org/licenses/by/4.0/", "https://daftar.example/feed"
    written = ATOM.replace(b"<entry>", b'<entry><category term="ict"/>')
    actions.add_feed(hub, brahim, address, reading.read(written, address), every=False, now=timezone.now())
    actions.harvest(timezone.now(), builders.Internet({address: written}).get)
    page = html.fromstring(sign_in(amina).get(f"{HUB}{Post.objects.get().pk}/").content)
    assert page.xpath("//main//a[contains(@rel, 'license')]/@href") == [terms]
    assert page.xpath("string(//main//p[@class='meta']/bdi)") == "إبراهيم"
    token = actions.participant(reader, timezone.now()).token
    (entry,) = feedparser.parse(visitor.get(f"/hubs/atom/{token}.xml").content).entries
    assert (entry.author, [one.href for one in entry.links if one.rel == "license"]) == ("إبراهيم", [terms])


def test_a_post_is_reported_hidden_appealed_and_shown(
    hub: Hub, amina: Person, brahim: Person, ghizlane: Person, sign_in: SignIn
) -> None:
    for person in (amina, brahim):
        builders.joined(person, hub)
    post = builders.post(hub, amina)
    author, peer, team = sign_in(amina), sign_in(brahim), sign_in(ghizlane)
    here = f"{HUB}{post.pk}/"
    peer.post(f"{here}report/", {"why": "Un élève est nommé."})
    peer.post(f"{here}report/", {"why": "Encore."})
    assert Report.objects.count() == 1
    assert "Un élève est nommé." in team.get(f"{HUB}moderation/").content.decode()
    assert [peer.post(f"{here}hide/", {"why": "x"}).status_code, peer.get(f"{HUB}moderation/").status_code] == [
        403,
        403,
    ]
    assert team.post(f"{here}hide/", {"why": ""}).status_code == 422
    team.post(f"{here}hide/", {"why": "Un élève est nommé."})
    assert (peer.get(here).status_code, author.get(here).status_code) == (404, 200)
    assert "Ma séance" not in peer.get(HUB).content.decode()
    assert Notice.objects.filter(person=amina).exists()
    assert peer.post(f"{here}appeal/", {"why": "x"}).status_code == 404
    author.post(f"{here}appeal/", {"why": "J’ai changé le nom."})
    assert "J’ai changé le nom." in team.get(f"{HUB}moderation/").content.decode()
    team.post(f"{here}appeal/answer/", {"why": "Il y est encore."})
    assert "Il y est encore." in author.get(here).content.decode()
    team.post(f"{here}show")
    assert peer.get(here).status_code == 200
    assert Hiding.objects.get().lifted is not None
    assert Notice.objects.filter(person=amina).count() == 3


def test_a_report_is_settled(hub: Hub, amina: Person, brahim: Person, ghizlane: Person, sign_in: SignIn) -> None:
    builders.joined(brahim, hub)
    post = builders.post(hub, amina)
    sign_in(brahim).post(f"{HUB}{post.pk}/report/", {"why": "Hors sujet."})
    for _time in range(2):
        assert sign_in(ghizlane).post(f"{HUB}{Report.objects.get().pk}/settle").status_code == 302
    assert sign_in(ghizlane).post(f"{HUB}{post.pk}/show").status_code == 302, "shown already"
    assert Report.objects.get().settled is not None


def test_only_the_author_takes_a_post_back(hub: Hub, amina: Person, brahim: Person, sign_in: SignIn) -> None:
    for person in (amina, brahim):
        builders.joined(person, hub)
    post = builders.post(hub, amina)
    builders.post(hub, brahim, to=post)
    assert sign_in(brahim).post(f"{HUB}{post.pk}/remove").status_code == 404
    sign_in(amina).post(f"{HUB}{post.pk}/remove")
    assert list(Post.objects.values_list("person", flat=True)) == [brahim.pk]


def test_the_team_opens_changes_and_closes_a_hub(hub: Hub, amina: Person, ghizlane: Person, sign_in: SignIn) -> None:
    here, team = "/studio/essai/runs/open/hub/", sign_in(ghizlane)
    assert sign_in(amina).get(here).status_code == 404
    team.post(here, {"tag": "#Classe", "public": "on"})
    hub.refresh_from_db()
    assert (hub.tag, hub.public) == ("classe", True)
    assert team.post(here, {"tag": "##"}).status_code == 422
    builders.post(hub, ghizlane)
    team.post(here, {"close": "yes"})
    assert Hub.objects.exists(), "something was published"
    Post.objects.all().delete()
    team.post(here, {"close": "yes"})
    assert not Hub.objects.exists()


def test_a_letter_is_a_post_of_whoever_owns_its_address(hub: Hub, amina: Person) -> None:
    token = actions.participant(builders.joined(amina, hub), timezone.now()).token
    letter = mail.Letter("Par courriel", "<p>Bonjour</p>", (token,), "<1@x>")
    first, again = actions.post_by_mail(letter, timezone.now()), actions.post_by_mail(letter, timezone.now())
    assert first == again == Post.objects.get(person=amina, title="Par courriel")
    assert actions.post_by_mail(mail.Letter("x", "<p>x</p>", ("0" * 24,), "<2@x>"), timezone.now()) is None


def test_the_daily_letter_says_what_is_new_once(
    hub: Hub,
    amina: Person,
    brahim: Person,
    post_office: PostOffice,
    sign_in: SignIn,
    visitor: Client,
    settings: Settings,
) -> None:
    builders.joined(amina, hub)
    builders.joined(brahim, hub)
    sign_in(amina).post(f"{HUB}letter", {"daily": "yes"})
    builders.post(hub, brahim, title="Du nouveau")
    builders.post(hub, amina, title="De moi")
    assert actions.send_daily_letters(timezone.now()) == 0, "a day has not passed"
    later = timezone.now() + timedelta(days=1)
    assert actions.send_daily_letters(later) == 1
    actions.send_daily_letters(later)
    (letter,) = post_office.messages
    part = letter.get_body(("plain",))
    assert part is not None
    text = part.get_content()
    assert letter["To"] == amina.email
    assert "Du nouveau" in text
    assert "De moi" not in text
    (stop,) = [word for word in text.split() if "/hubs/letter/stop/" in word]
    path = stop.removeprefix(settings.BASE_URL)
    assert visitor.get(path).status_code == 200
    assert Participant.objects.get(enrolment__person=amina).daily
    visitor.post(path)
    assert not Participant.objects.get(enrolment__person=amina).daily
    assert visitor.get(path + "x").status_code == 404


def test_a_person_has_all_of_it_and_can_have_it_erased(hub: Hub, amina: Person, brahim: Person) -> None:
    for person in (amina, brahim):
        builders.joined(person, hub)
    post, other = builders.post(hub, amina, html="<p>Mes mots secrets</p>"), builders.post(hub, brahim)
    actions.connect(post, other, amina, "Mon avis", timezone.now())
    actions.report(other, amina, "Ma plainte", timezone.now())
    actions.add_feed(
        hub,
        amina,
        "https://b.example/feed",
        reading.read(builders.RSS, "https://b.example/"),
        every=True,
        now=timezone.now(),
    )
    given = str(mine.export(amina))
    for mot in ("Mes mots secrets", "Mon avis", "Ma plainte", "https://b.example/feed"):
        assert mot in given
    mine.erase(amina, timezone.now())
    assert list(Post.objects.values_list("person", flat=True)) == [brahim.pk]
    assert not Feed.objects.exists()
    assert not Report.objects.exists()


def test_a_page_of_posts_costs_the_same_however_many_there_are(hub: Hub, amina: Person, sign_in: SignIn) -> None:
    builders.joined(amina, hub)
    browser, counted = sign_in(amina), []
    browser.get(HUB)
    for more in (1, 15):
        for _ in range(more):
            builders.post(hub, amina)
        with CaptureQueriesContext(connection) as seen:
            browser.get(HUB)
        counted.append(len(seen))
    assert counted[0] == counted[1] <= 16
