"""What each decision on an account asks, and what it means for the person."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from takwin.accounts.models import Decision, Person

LAST = _("This is the only administrator, and nobody could look after the site any more. First make somebody else one.")


@dataclass(frozen=True, slots=True)
class Question:
    """The heading of the page that asks, its consequence, the words on the button, and whether something is taken away."""

    what: Decision.What
    title: str | Promise
    means: str | Promise
    button: str | Promise
    takes: bool = False


_ALL = [
    Question(
        Decision.What.AUTHOR,
        _("Let this person create courses?"),
        _("The person can then write courses, bring them in and publish them for everybody."),
        _("Give the right to create courses"),
    ),
    Question(
        Decision.What.NOT_AUTHOR,
        _("No longer let this person create courses?"),
        _("The person makes no new courses any more. Courses in whose team the person is stay open to them."),
        _("Take away the right to create courses"),
        takes=True,
    ),
    Question(
        Decision.What.ADMINISTRATOR,
        _("Make this person an administrator?"),
        _(
            "An administrator sees all accounts, closes them, gives access again, makes other administrators, and may do in "
            "every course what its team may."
        ),
        _("Make an administrator"),
    ),
    Question(
        Decision.What.NOT_ADMINISTRATOR,
        _("Take away the role of administrator?"),
        _("The person stops looking after accounts and courses of others at once, and keeps their own."),
        _("Take away the role of administrator"),
        takes=True,
    ),
    Question(
        Decision.What.CLOSED,
        _("Close this account?"),
        _(
            "The person is signed out everywhere at once and cannot sign in any more. Nothing is erased: courses, marks and "
            "credentials stay, and the account can be opened again."
        ),
        _("Close the account"),
        takes=True,
    ),
    Question(
        Decision.What.OPENED,
        _("Open this account again?"),
        _("The person can sign in as before, with the same password."),
        _("Open the account again"),
    ),
]
QUESTIONS = {question.what: question for question in _ALL}


def asked(person: Person) -> list[Question]:
    """What may be decided about this person now."""
    return [QUESTIONS[what] for what in person.open_decisions]
