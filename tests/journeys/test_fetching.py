"""A course fetched from a git address: it becomes a draft, it can be fetched again, and what must not be asked is not."""

from pathlib import Path

import pytest
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.content.models import Act, Course, Draft, Fetch
from takwin.lib.tests.git_server import backend, git, redirecting, repository, serving
from tests.cast import SignIn
from tests.journeys.course import write
from tests.journeys.pages import Shown, visit

pytestmark = pytest.mark.django_db(transaction=True)
ASK = "/studio/fetch"


@pytest.fixture
def root(tmp_path: Path, settings: Settings) -> Path:
    """A folder of repositories, one of them with the course in a folder of its own; the site may ask machines of its network."""
    settings.GIT_PRIVATE = True
    write(tmp_path / "root" / "essai" / "cours", answer="7")
    repository(tmp_path / "root" / "essai", {"README": b"x"}, "Le début")
    return tmp_path / "root"


def ask(browser: object, url: str, **said: str) -> Shown:
    page = visit(browser, ASK)  # type: ignore[arg-type]
    return page.send(page.form(ASK), url=url, **said)


def test_a_course_comes_and_comes_again(root: Path, ghizlane: Person, sign_in: SignIn) -> None:
    author = sign_in(ghizlane)
    with serving(backend(root)) as server:
        page = ask(author, f"{server.address}/essai", folder="cours")
        assert "Le cours est arrivé" in page.text
        assert "Le début" in page.text
        page = visit(author, "/studio/essai/draft/")
        page.send(page.form("/draft/publish"))
        again = visit(
            author,
            next(one for one in visit(author, "/studio/essai/").tree.xpath("//main//a/@href") if one.startswith(ASK)),
        )
        assert again.form("cours").fields["url"] == [f"{server.address}/essai"]
        page = again.send(again.form("cours"))
        assert "Rien de nouveau" in page.text
        write(root / "essai" / "cours", answer="12")
        repository(root / "essai", {}, "Douze est juste")
        page = again.send(again.form("cours"))
        assert "Rien de nouveau" not in page.text
        assert "Douze est juste" in page.text
    fetched = Fetch.objects.latest("pk")
    assert (fetched.commit, fetched.course) == (git(root / "essai", "rev-parse", "HEAD"), Course.objects.get())
    page = visit(author, "/studio/essai/changes/")
    assert [one.text_content().split()[-1] for one in page.tree.xpath("//del | //ins")][:2] == ["7", "12"]
    assert [act.values["address"] for act in Act.objects.filter(what="fetched")] == [f"{server.address}/essai"] * 3


def test_what_is_no_course_is_told(root: Path, ghizlane: Person, sign_in: SignIn) -> None:
    author = sign_in(ghizlane)
    repository(root / "autre", {"README": b"x"})
    with serving(backend(root)) as server, serving(redirecting(server.address)) as elsewhere:
        assert "Il n’y a pas de cours dans ce dossier" in ask(author, f"{server.address}/autre").text
        assert "pas de branche ni d’étiquette « x »" in ask(author, f"{server.address}/essai", branch="x").text
        server.asked.clear()
        assert "L’adresse mène à une autre" in ask(author, f"{elsewhere.address}/essai").text
        assert server.asked == []
    assert not Draft.objects.exists()
    assert {one.state for one in Fetch.objects.all()} == {"refused"}


def test_a_site_asks_only_public_machines(ghizlane: Person, sign_in: SignIn) -> None:
    author = sign_in(ghizlane)
    for url in (
        "file:///etc",
        "http://example.org/x",
        "ext::sh -c id",
        "https://a:b@example.org/x",
        "ssh://example.org/x",
    ):
        page = ask(author, url)
        assert page.status == 422
        assert "b@example" not in page.text
    assert not Fetch.objects.exists()
    for url in ("https://127.0.0.1/x", "https://localhost/x", "https://169.254.169.254/latest"):
        assert "n’est pas une machine publique" in ask(author, url).text
    assert {one.state for one in Fetch.objects.all()} == {"refused"}


def test_one_at_a_time_and_nobody_elses(
    ghizlane: Person, brahim: Person, zed: Person, sign_in: SignIn, root: Path
) -> None:
    author = sign_in(ghizlane)
    with serving(backend(root)) as server:
        ask(author, f"{server.address}/essai", folder="cours")
        brahim.is_author = True
        brahim.save()
        page = ask(sign_in(brahim), f"{server.address}/essai", folder="cours")
        assert "لفريق آخر مساق بهذا المعرِّف" in page.text
    mine = Fetch.objects.get(by=ghizlane)
    assert sign_in(zed).get(f"/studio/fetch/{mine.pk}/").status_code == 404
    assert sign_in(brahim).get(f"/studio/fetch/{mine.pk}/").status_code == 404
    assert sign_in(zed).post(ASK, {"url": "https://example.org/x"}).status_code == 403
    odd = "2026-11-28T10:00:00+25:00"  # as git lets a commit say
    Fetch.objects.filter(pk=mine.pk).update(state="running", size=3_000_000, committed=odd)
    page = visit(author, f"/studio/fetch/{mine.pk}/")
    assert "Jusqu’ici 3 Mo." in page.text
    assert page.tree.xpath("//meta[@http-equiv='refresh']")
    assert ask(author, "https://example.org/x").status == 422
