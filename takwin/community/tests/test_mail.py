"""Letters become posts: their own words only, known by the secret words of the address."""

import pytest

from takwin.community.mail import LetterRefused, paragraphs, read

TO = "hub@takwin.example"
SECRET = "a1b2c3d4e5f6a7b8c9d0e1f2"
PLAIN = f"""From: amina@mail.example
To: Hub <hub+{SECRET}@takwin.example>
Subject: =?utf-8?q?Une_s=C3=A9ance?=
Message-ID: <1@mail.example>
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Voici <b>ma</b> séance.
Voir https://carnet.example/1.

Deuxième.
--
Amina
> cité
""".encode()


def test_a_plain_letter() -> None:
    letter = read(PLAIN, TO)
    assert (letter.title, letter.tokens, letter.uid) == ("Une séance", (SECRET,), "<1@mail.example>")
    assert letter.html == (
        '<p>Voici &lt;b&gt;ma&lt;/b&gt; séance.<br>Voir <a href="https://carnet.example/1" rel="noopener noreferrer">https://carnet.example/1</a>.</p>'
        "<p>Deuxième.</p>"
    )


def test_a_letter_in_html_is_made_clean() -> None:
    html = PLAIN.replace(b"text/plain", b"text/html").replace(b"Voici", b"<script>x()</script>Voici")
    assert "script" not in read(html, TO).html
    assert "<b>ma</b>" in read(html, TO).html


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (PLAIN.replace(SECRET.encode(), b"x"), "no address of ours"),
        (PLAIN.replace(b"@takwin.example", b"@evil.example"), "no address of ours"),
        (PLAIN.split(b"\n\n")[0] + b"\n\n> only quoted\n".replace(b"> only quoted", b""), "no words"),
        (b"x" * (5 * 1024 * 1024 + 1), "too large"),
        (b"", "no address of ours"),
        (PLAIN.replace(b"charset=utf-8", b"charset=no-such-thing"), "no words"),
    ],
)
def test_other_letters_are_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(LetterRefused, match=why):
        read(data, TO)


def test_paragraphs() -> None:
    assert paragraphs("a\r\nb\r\n\r\n\r\nc & d\n") == "<p>a<br>b</p><p>c &amp; d</p>"
    assert paragraphs(" \n ") == ""
