"""What is said on a page, and what is written in a document."""

from django.utils.translation import override

from takwin.credentials.saying import say, write
from takwin.lib.text import Sentence


def test_a_page_sets_foreign_names_apart_and_a_document_has_the_words_alone() -> None:
    told = Sentence("%(issuer)s, %(line)s", {"issuer": "Takwin", "line": Sentence("%(n)s", {"n": "x"})})
    with override("ar"):
        assert say(told) == "\u2068Takwin\u2069, \u2068\u2068x\u2069\u2069"
        assert write(told) == "Takwin, x"
