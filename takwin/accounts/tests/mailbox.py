"""Reading letters in tests."""

from email.message import EmailMessage


def text_of(letter: EmailMessage) -> str:
    """What a letter says, once its HTML is seen to say as much."""
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain
    assert html
    assert "<html lang=" in html.get_content()
    return str(plain.get_content())
