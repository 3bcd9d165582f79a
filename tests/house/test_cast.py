"""The infrastructure of the tests keeps its promises."""

import socket
from email.message import EmailMessage as Received

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from pytest_socket import SocketConnectBlockedError

from takwin.accounts.models import Person
from tests.cast import PASSWORD, SignIn
from tests.mail import PostOffice


def test_a_person_of_the_cast_is_signed_in(amina: Person, sign_in: SignIn) -> None:
    assert amina.check_password(PASSWORD)
    assert sign_in(amina).session["_auth_user_id"] == str(amina.pk)


def test_mail_travels_over_smtp(post_office: PostOffice) -> None:
    EmailMessage("Bonjour", "Une page vous attend.", to=["amina@takwin.test"]).send()
    (received,) = post_office.messages
    assert isinstance(received, Received)
    assert received["Subject"] == "Bonjour"


def test_the_network_is_closed() -> None:
    with pytest.raises((SocketConnectBlockedError, UserWarning)), socket.socket() as line:
        line.connect(("192.0.2.1", 80))


def test_data_goes_to_a_temporary_folder() -> None:
    assert settings.DATA.name.startswith("takwin-test-")
    assert settings.BLOBS.is_relative_to(settings.DATA)
