"""Letters leave by SMTP; while the mail server is away, other jobs do not wait for it."""

import time
from collections.abc import Sequence
from smtplib import SMTPConnectError, SMTPException, SMTPHeloError, SMTPServerDisconnected
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

PAUSE = 20.0
"""Seconds in which a server that did not answer is not asked again: each time may cost the whole EMAIL_TIMEOUT, and one worker
runs all jobs. Shorter than the first pause between two tries of a letter."""


class ServerAway(OSError):
    """The mail server did not answer a moment ago; this letter was not even tried."""


def is_away(problem: OSError) -> bool:
    """Whether the server answers nobody; else it said something about this letter."""
    gone = (SMTPConnectError, SMTPHeloError, SMTPServerDisconnected)
    return not isinstance(problem, SMTPException) or isinstance(problem, gone)


class EmailBackend(smtp.EmailBackend):
    """Django's, except that a server which does not answer is left alone for a while: its letters fail at once, and are
    tried again like others that failed."""

    _asked_again = 0.0

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send; how many left. Raises ServerAway, and what smtplib raises."""
        if time.monotonic() < EmailBackend._asked_again:
            raise ServerAway("The mail server did not answer a moment ago.")
        try:
            sent: Any = super().send_messages(email_messages)
        except OSError as problem:
            if is_away(problem):
                EmailBackend._asked_again = time.monotonic() + PAUSE
            raise
        return int(sent or 0)
