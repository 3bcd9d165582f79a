"""What the kinds share that people mark: nothing is right or wrong until somebody has read it."""

from takwin.items.item import Draft, Json, Outcome, Written
from takwin.items.marking import closing, inner


def draft(rendered: Written, asked: Json) -> Draft:
    """The prompt and what is asked (all that may be shown), and under seal what is said afterwards and how to mark."""
    key = {"feedback": dict(rendered.feedback)} | ({"guide": rendered.guide} if rendered.guide else {})
    return Draft({"prompt": rendered.prompt, **asked}, key, {**asked, "guide": bool(rendered.guide)})


def outcome(key: Json) -> Outcome:
    """No points yet, and the words for everybody: an answer to compare one's own with."""
    return Outcome(0, {}, closing({"always": inner(key, "feedback").get("always", "")}, all_right=False))
