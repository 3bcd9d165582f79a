"""From a completed course to a credential that stands, falls, rises or is replaced."""

import json
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from takwin.accounts.mine import erase_everywhere
from takwin.accounts.models import Person
from takwin.credentials import actions, composing, keys, mine, queries, status_list, verify
from takwin.credentials.actions import NotDecided, lists, owing
from takwin.credentials.followers import FOLLOWERS
from takwin.credentials.models import Credential, Decision, StatusList
from takwin.credentials.tests.conftest import Award, complete, outline
from takwin.credentials.verify import Report
from takwin.learning import actions as learning
from takwin.learning.counting import counted
from takwin.learning.progress import Rules, State
from takwin.learning.run import Policy
from takwin.learning.tests import builders
from takwin.notices.models import Notice
from takwin.records.following import follow_all
from takwin.records.models import Cursor
from takwin.records.queries import history


def checked(credential: Credential) -> Report:
    """What `takwin verify` says on this site."""
    return verify.check(json.loads(credential.signed), queries.our_documents(), queries.our_lists(), timezone.now())


def bad(credential: Credential) -> list[str]:
    return [str(line.sentence) for line in checked(credential).lines if line.state == "bad"]


def test_a_completion_gives_a_credential_that_verifies(award: Award, amina: Person) -> None:
    credential = award(amina)
    assert checked(credential).good
    document = json.loads(credential.signed)
    assert document["id"] == f"https://school.example/credentials/{credential.pk}"
    assert document["issuer"]["name"] == "École de démonstration"
    assert document["name"] == "Le retour à un collègue"
    subject = document["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == "Amina Bennani"
    assert subject["achievement"]["alignment"][0]["targetName"] == "Culture numérique"
    assert subject["achievement"]["version"] == f"{1:064d}"
    assert [result["value"] for result in subject["result"]] == ["83", "1", "2.5"]
    assert document["evidence"][0]["narrative"] == "2,5 points sur 3\xa0; questions\xa0: 2."
    assert queries.certificate_path(credential).read_bytes().startswith(b"%PDF")


def test_it_speaks_the_holders_language_where_the_course_does(award: Award, brahim: Person, zed: Person) -> None:
    assert (award(brahim).language, award(brahim).title) == ("ar", "تقديم ملاحظات لزميل")
    assert award(zed).language == "fr"


def test_it_is_issued_once_and_told_once(award: Award, amina: Person) -> None:
    credential = award(amina)
    Cursor.objects.all().delete()
    follow_all(FOLLOWERS)
    assert Credential.objects.count() == 1
    told = [sentence for sentence in history(credential.enrolment.uid) if sentence.verb == "earned"]
    assert [sentence.activity for sentence in told] == [f"credential/{credential.pk}"]
    notice = Notice.objects.get(person=amina)
    assert str(notice.sentence) == "Your credential for “Le retour à un collègue” is ready."
    assert notice.link == f"/credentials/{credential.pk}"


def test_a_run_that_gives_none_gives_them_later_to_those_who_completed_it(
    site: Path, amina: Person, brahim: Person, ghizlane: Person, salma: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owing, "AT_ONCE", 1)
    run, now = builders.run(outline()), timezone.now()
    actions.set_policy(run, Policy(credential="none"), ghizlane, now)
    enrolment = learning.enrol(amina, run, now)
    complete(enrolment)
    complete(learning.enrol(brahim, run, now))
    learning.enrol(salma, run, now)
    follow_all(FOLLOWERS)
    Cursor.objects.all().delete()
    follow_all(FOLLOWERS)
    assert learning.rebuild().changed == 0
    assert actions.review(enrolment.uid, now, timezone.now()) is None
    actions.set_policy(run, Policy(credential="none", attempts=3), ghizlane, now)
    assert not Credential.objects.exists()
    actions.set_policy(run, Policy(), ghizlane, now)
    held = {one.person: one for one in Credential.objects.all()}
    assert held.keys() == {amina, brahim}
    assert all(checked(one).good for one in held.values())
    actions.set_policy(run, Policy(credential="none"), ghizlane, now)
    Cursor.objects.all().delete()
    follow_all(FOLLOWERS)
    assert all(checked(one).good for one in Credential.objects.all()), "who holds one keeps it"


def test_the_record_can_be_folded_again_to_the_same(award: Award, amina: Person) -> None:
    award(amina)
    assert learning.rebuild().changed == 0


def test_what_comes_after_the_completion_is_not_in_it(site: Path, amina: Person) -> None:
    enrolment = learning.enrol(amina, builders.run(outline()), timezone.now())
    complete(enrolment, {"q1": 100, "q2": 100})
    complete(enrolment, {"q1": 100, "q2": 200})
    follow_all(FOLLOWERS)
    document = json.loads(Credential.objects.get().signed)
    assert document["credentialSubject"]["result"][2]["value"] == "2"


def test_an_erased_person_gets_none_and_stops_nobody(site: Path, amina: Person, award: Award, brahim: Person) -> None:
    run = builders.run(outline())
    complete(learning.enrol(amina, run, timezone.now()))
    erase_everywhere(amina, timezone.now())
    award(brahim)
    assert Credential.objects.count() == 1


def test_without_keys_the_follower_stops_loudly_and_goes_on_later(site: Path, amina: Person) -> None:
    (settings.KEYS / "signing-key.json").rename(settings.KEYS / "elsewhere")
    complete(learning.enrol(amina, builders.run(outline()), timezone.now()))
    follow_all(FOLLOWERS)
    assert "There is no signing key" in Cursor.objects.get(follower="credentials").trouble
    (settings.KEYS / "elsewhere").rename(settings.KEYS / "signing-key.json")
    follow_all(FOLLOWERS)
    assert Credential.objects.count() == 1


def test_revoking_is_for_good_and_everybody_sees_it(award: Award, amina: Person, brahim: Person, salma: Person) -> None:
    credential, other = award(amina), award(brahim)
    actions.revoke(credential, salma, "Fraude avérée", timezone.now())
    credential.refresh_from_db()
    assert credential.revoked
    assert bad(credential)[0].startswith("It has been revoked")
    assert checked(other).good
    assert (Decision.objects.get().by, Decision.objects.get().reason) == (salma, "Fraude avérée")
    assert Notice.objects.filter(person=amina, values__reason="Fraude avérée").count() == 1
    for decide in (actions.revoke, actions.suspend, actions.reinstate, actions.reissue):
        with pytest.raises(NotDecided):
            decide(credential, salma, "encore", timezone.now())


def test_a_suspension_ends(award: Award, amina: Person, salma: Person) -> None:
    credential = award(amina)
    actions.suspend(credential, salma, "À revoir", timezone.now())
    assert bad(credential)[0].startswith("It is suspended")
    with pytest.raises(NotDecided):
        actions.suspend(credential, salma, "encore", timezone.now())
    actions.reinstate(credential, salma, "Vu", timezone.now())
    assert checked(credential).good
    actions.suspend(credential, salma, "De nouveau", timezone.now())
    actions.revoke(credential, salma, "Et pour de bon", timezone.now())
    assert len(bad(credential)) == 2


def test_issuing_again_corrects_the_name_and_links_both(award: Award, amina: Person, salma: Person) -> None:
    old = award(amina)
    actions.show(old, True)
    amina.name = "Amina Bennani Alaoui"
    amina.save()
    new = actions.reissue(old, salma, "Nom de mariage", timezone.now())
    old.refresh_from_db()
    assert (old.replaced_by, new.replaces, new.public) == (new, old, True)
    assert bad(old)[0].startswith("It has been revoked")
    assert checked(new).good
    before, after = json.loads(old.signed), json.loads(new.signed)
    assert after["credentialSubject"]["identifier"][0]["identityHash"] == "Amina Bennani Alaoui"
    assert after["evidence"][-1]["id"] == before["id"]
    assert after["awardedDate"] == before["awardedDate"]
    assert after["credentialSubject"]["result"] == before["credentialSubject"]["result"]
    third = actions.reissue(new, salma, "Encore", timezone.now())
    assert list(queries.held(amina)) == [third]


def test_old_credentials_stay_good_after_a_rotation(award: Award, amina: Person) -> None:
    credential = award(amina)
    keys.rotate(settings.KEYS, timezone.now())
    assert checked(credential).good
    assert actions.publish_lists(timezone.now()) == 2
    assert all(queries.ring().public in one["proof"]["verificationMethod"] for one in queries.our_lists())
    assert checked(credential).good


def test_old_credentials_stay_good_after_a_move(award: Award, amina: Person, settings: Settings) -> None:
    credential = award(amina)
    settings.BASE_URL, settings.FORMER_URLS = "https://new.example", ["https://school.example"]
    assert not bad(credential)
    assert queries.our_documents()["did:web:new.example"]["alsoKnownAs"] == ["did:web:school.example"]
    assert actions.publish_lists(timezone.now()) == 2
    assert {line.state for line in checked(credential).lines} == {"good", "told"}


def test_after_a_move_old_credentials_can_fall_and_new_ones_stand_in_lists_of_their_own(
    award: Award, amina: Person, brahim: Person, salma: Person, settings: Settings
) -> None:
    old = award(amina)
    settings.BASE_URL, settings.FORMER_URLS = "https://new.example", ["https://school.example"]
    new = award(brahim)
    actions.revoke(old, salma, "Erreur", timezone.now())
    assert bad(old)
    assert {line.state for line in checked(new).lines} == {"good", "told"}
    assert {(one.name, one.home) for one in StatusList.objects.all()} == {
        ("revocation-1", "https://school.example"),
        ("suspension-1", "https://school.example"),
        ("revocation-2", "https://new.example"),
        ("suspension-2", "https://new.example"),
    }
    settings.FORMER_URLS = []
    assert not checked(old).good


def test_places_are_kept_apart_and_a_half_full_list_is_followed_by_another(
    award: Award, amina: Person, brahim: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_list, "HALF", 1)
    first, second = award(amina), award(brahim)
    assert [one.name for one in StatusList.objects.order_by("pk")] == [
        "revocation-1",
        "suspension-1",
        "revocation-2",
        "suspension-2",
    ]
    assert first.revocation != second.revocation
    assert checked(first).good
    assert checked(second).good
    with transaction.atomic():
        assert lists.place("revocation", timezone.now())[0].number == 3


def test_my_data_has_it_all_and_erasing_leaves_what_a_copy_needs(award: Award, amina: Person, salma: Person) -> None:
    credential = award(amina)
    copy = json.loads(credential.signed)
    actions.suspend(credential, salma, "Amina a triché", timezone.now())
    (exported,) = cast("list[dict[str, Any]]", mine.export(amina)["credentials"])
    assert exported["signed"] == copy
    assert exported["decisions"][0]["reason"] == "Amina a triché"
    assert len(cast("list[Any]", mine.export(salma)["decided_about_others"])) == 1
    printed = queries.certificate_path(credential)
    erase_everywhere(amina, timezone.now())
    credential.refresh_from_db()
    assert (credential.signed, credential.person, printed.exists()) == ("", None, False)
    assert Decision.objects.get().reason == ""
    report = verify.check(copy, queries.our_documents(), queries.our_lists(), timezone.now())
    assert [line.state for line in report.lines].count("bad") == 1
    actions.reinstate(credential, salma, "fini", timezone.now())
    assert verify.check(copy, queries.our_documents(), queries.our_lists(), timezone.now()).good
    with pytest.raises(NotDecided, match="no account any more"):
        actions.reissue(credential, salma, "nom", timezone.now())


def test_work_without_a_quiz_counts_for_its_step() -> None:
    made = outline()
    made["items"]["q1"]["quiz"] = None
    works = composing.assessed(made, counted(State(), Rules.of(made)), "ar")
    assert [(work.id, work.title, work.questions) for work in works] == [
        ("work-one-b", "one/b", 1),
        ("work-q", "one/b", 1),
    ]
