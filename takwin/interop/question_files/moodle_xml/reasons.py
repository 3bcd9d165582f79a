"""Types of questions that we cannot hold, and why."""

from takwin.lib.text import N_, Sentence

_DRAWN = N_(
    "Its answer is computed from numbers that are drawn: write it as a question that varies, with a table of numbers and their answers."
)
_PROGRAM = N_("The answer is checked by a program, which is never run.")
_FORMULA = N_("Formulas as answers are not supported.")
_BANK = N_("It draws questions from the question bank, which is not in the file.")
REASONS = {
    "coderunner": _PROGRAM,
    "formulas": _DRAWN,
    "pmatch": _PROGRAM,
    "random": _BANK,
    "randomsamatch": _BANK,
    "recordrtc": N_("Recordings as answers are not supported."),
    "stack": _FORMULA,
    "varnumeric": _DRAWN,
    "varnumericset": _DRAWN,
}
UNKNOWN = N_("Questions of the kind “%(kind)s” are not known here.")


def reason(kind: str) -> Sentence:
    """Why a question of this type is left out."""
    return Sentence(REASONS[kind]) if kind in REASONS else Sentence(UNKNOWN, {"kind": kind[:60]})
