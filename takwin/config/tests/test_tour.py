"""The tour of the demo: entering as anybody there, and nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from takwin.accounts.models import Person
from takwin.config.demo.people import PEOPLE

pytestmark = pytest.mark.django_db


def test_the_first_page_of_a_demo_leads_to_anybody(
    visitor: Client, amina: Person, zed: Person, settings: Settings
) -> None:
    settings.DEMO = True
    assert reverse("tour") in visitor.get(reverse("home")).content.decode()
    page = visitor.get(reverse("tour")).content.decode()
    assert all(reverse("enter-as", args=[role.username]) in page for role in PEOPLE)
    assert visitor.post(reverse("enter-as", args=["amina"])).status_code == 302
    assert visitor.get(reverse("my-learning")).status_code == 200
    assert visitor.post(reverse("enter-as", args=[zed.username])).status_code == 404, "not one of the demo's people"
    assert visitor.get(reverse("enter-as", args=["amina"])).status_code in {302, 405}


def test_a_site_of_real_people_has_no_such_door(visitor: Client, amina: Person) -> None:
    assert reverse("tour") not in visitor.get(reverse("home")).content.decode()
    assert visitor.get(reverse("tour")).status_code == 404
    assert visitor.post(reverse("enter-as", args=["amina"])).status_code == 404
    assert visitor.get(reverse("my-learning")).status_code == 302
