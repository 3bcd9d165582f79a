"""Take one letter from standard input into the hub that its address belongs to: the mail server hands it over."""

import argparse
import sys

from takwin.config import site
from takwin.config.trouble import Trouble


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: the letter comes on standard input."""


def run(options: argparse.Namespace) -> int:
    """Publish it; a letter that is not for us or holds nothing is refused with status 1, so that its sender hears of it."""
    site.enter(options.data)
    from django.conf import settings
    from django.utils import timezone

    from takwin.community import actions, mail

    if not settings.POST_ADDRESS:
        raise Trouble("This site takes no letters: TAKWIN_POST_ADDRESS is not set.")
    try:
        letter = mail.read(sys.stdin.buffer.read(mail.MOST + 1), settings.POST_ADDRESS)
    except mail.LetterRefused as refused:
        raise Trouble(str(refused.sentence)) from refused
    post = actions.post_by_mail(letter, timezone.now())
    if post is None:
        raise Trouble("Nobody has this address, or not any more; the letter was not published.")
    print(f"Published in the hub of {post.hub.run.course.slug}: {post.title}")
    return 0
