"""Responses we cannot mark, and why."""

from takwin.lib.text import N_, Sentence

REASONS = {
    "annotationresponse": N_("Questions about an annotated text are not supported."),
    "choicetextresponse": N_("Choices that hold a field to fill in are not supported."),
    "coderesponse": N_("Programs that learners write are not run here."),
    "customresponse": N_("The answer is checked by a program of the course, which is never run."),
    "externalresponse": N_("The answer is checked by another server."),
    "formularesponse": N_("Formulas as answers are not supported."),
    "javascriptresponse": N_("The exercise runs a program in the page, which is never done."),
    "jsmeresponse": N_("Molecules as answers are not supported."),
    "schematicresponse": N_("Circuits as answers are not supported."),
    "symbolicresponse": N_("Formulas as answers are not supported."),
    "truefalseresponse": N_("Lists of true and false statements are not supported in this form."),
}
UNKNOWN = N_("Questions of the kind “%(kind)s” are not known here.")
PLAYERS = {
    "drag_and_drop_input": N_("Drag and drop is not supported: it cannot be done with a keyboard alone in this form."),
    "jsinput": N_("The exercise runs a program in the page, which is never done."),
}


def reason(tags: list[str]) -> Sentence:
    """Why a response is left out; `tags` are its own name and those of what it holds."""
    for tag in tags[1:]:
        if tag in PLAYERS:
            return Sentence(PLAYERS[tag])
    return Sentence(REASONS[tags[0]]) if tags[0] in REASONS else Sentence(UNKNOWN, {"kind": tags[0][:60]})
