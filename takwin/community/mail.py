"""A letter → a post: its subject, and the words somebody wrote in it; plain Python."""

import email
import html as entities
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default

from takwin.community.feeds.reading import line, safe
from takwin.lib.text import N_, Sentence

MOST = 5 << 20
LONGEST = 50_000
_QUOTE = re.compile(
    r"^(>|-----Original Message|________________________________|On .{4,200} wrote:$|Le .{4,200} a écrit\s?:$)"
)

TOO_LARGE = Sentence(N_("The letter is too large: at most 5 MiB."))
NO_WORDS = Sentence(N_("The letter holds no words of its own: write the text in the letter itself."))
NOT_TO_US = Sentence(N_("The letter names no address of ours to post to."))


class LetterRefused(ValueError):
    """A letter that is not taken; the sentence says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says, and the secret words of the addresses it was sent to."""

    title: str
    html: str
    tokens: tuple[str, ...]
    uid: str


def read(data: bytes, to: str) -> Letter:
    """A letter as it arrived, to an address like "hub@example.org" with +token before the @. Raises LetterRefused."""
    if len(data) > MOST:
        raise LetterRefused(TOO_LARGE)
    message = email.message_from_bytes(data, policy=default)
    tokens = _tokens(message, to)
    if not tokens:
        raise LetterRefused(NOT_TO_US)
    html = _words(message)
    if not html:
        raise LetterRefused(NO_WORDS)
    title = line(entities.escape(str(message.get("Subject", ""))), 200)
    return Letter(title, html, tokens, str(message.get("Message-ID", ""))[:500])


def _tokens(message: EmailMessage, to: str) -> tuple[str, ...]:
    name, _, host = to.partition("@")
    wanted = re.compile(rf"{re.escape(name)}\+([a-z0-9]{{16,64}})@{re.escape(host)}", re.IGNORECASE)
    fields = [
        str(value) for field in ("Delivered-To", "X-Original-To", "To", "Cc") for value in message.get_all(field, [])
    ]
    return tuple(dict.fromkeys(found.lower() for value in fields for found in wanted.findall(value)))


def _words(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        text = str(body.get_content())[:LONGEST]
    except (LookupError, UnicodeError, KeyError):
        return ""
    if body.get_content_type() == "text/html":
        return safe(text, "")[0].strip()
    return paragraphs(_own(text))


def _own(text: str) -> str:
    """Without the signature and without what is quoted below."""
    kept: list[str] = []
    for one in text.replace("\r\n", "\n").split("\n"):
        if one.rstrip() == "--" or one == "-- " or (_QUOTE.match(one) and kept):
            break
        kept.append(one)
    return "\n".join(kept).strip()


def paragraphs(text: str) -> str:
    """Plain words as HTML: paragraphs, lines, and addresses that can be followed."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(
        f"<p>{_linked(entities.escape(block.strip())).replace(chr(10), '<br>')}</p>"
        for block in blocks
        if block.strip()
    )


_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]»]")


def _linked(escaped: str) -> str:
    return _ADDRESS.sub(lambda found: f'<a href="{found[0]}" rel="noopener noreferrer">{found[0]}</a>', escaped)
